// Builds, then shows a capture in VS Code: `npm start [FILE]`.
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { installEmbedded, Profile } from './embedded.mjs';
import { packageExtension } from './package.mjs';
import { main, must, node, onPath, ROOT } from './run.mjs';

const HELP = `npm start [-- [--embedded] [--port PORT] FILE]

Builds Closewait and opens FILE in VS Code with it. FILE is a capture (pcap, pcapng, tcpdump text, any of
them in gzip or zstd); without one it is samples/close-wait.tcpdump.

Where \`code\` is on PATH, the file opens in a window of your own VS Code. Otherwise, or with --embedded, a VS
Code for the browser is set up in .embedded/ (once) and started on 127.0.0.1, and its address is printed.`;

function parse(args) {
  const options = { embedded: false, port: undefined, file: join(ROOT, 'samples/close-wait.tcpdump') };
  const rest = [...args];
  while (rest.length > 0) {
    const arg = rest.shift();
    if (arg === '--help' || arg === '-h') return { help: true };
    if (arg === '--embedded') options.embedded = true;
    else if (arg === '--port') options.port = portOf(rest.shift());
    else if (arg.startsWith('-')) throw new Error(`unknown option ${arg}; see npm start -- --help`);
    // npm runs scripts in the package's folder; a relative file is meant from where the user is.
    else options.file = resolve(process.env.INIT_CWD ?? process.cwd(), arg);
  }
  if (!existsSync(options.file)) throw new Error(`${options.file}: no such file`);
  return options;
}

function portOf(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Error('--port takes a number from 1 to 65535');
  return port;
}

async function openInCode(code, file) {
  if ((await node(['scripts/build.mjs'])) !== 0) throw new Error('the build failed');
  await must(code, ['--new-window', `--extensionDevelopmentPath=${ROOT}`, file]);
  console.log(`Opened ${file} in VS Code. (Another VS Code, in the browser: npm start -- --embedded)`);
}

async function openEmbedded({ file, port }) {
  const vsix = await packageExtension(() => {});
  await installEmbedded();
  const profile = new Profile('start');
  profile.configure();
  await profile.install(vsix);
  const server = await profile.start({ port });
  const folder = statSync(file).isDirectory() ? file : dirname(file);
  const address = server.address(folder);
  console.log(`\nVS Code with Closewait runs at\n\n  ${address}\n\nCtrl+C ends it.`);
  if (folder !== file) void server.openFile(file);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void server.stop());
  await server.exited;
}

await main(async (args) => {
  const options = parse(args);
  if (options.help) return console.log(HELP);
  const code = options.embedded ? undefined : onPath('code');
  if (code === undefined) await openEmbedded(options);
  else await openInCode(code, options.file);
});
