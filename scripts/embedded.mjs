// A real VS Code for the machine that has none: code-server from npm, in `.embedded/`, which git ignores.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { must, ROOT } from './run.mjs';

const RECIPE = join(ROOT, 'scripts/embedded');
const HOME = join(ROOT, '.embedded');
const INSTALLED = join(HOME, 'vscode');
const CODE_SERVER = join(INSTALLED, 'node_modules/code-server');
const STAMP = join(INSTALLED, 'installed');
/**
 * Parts of VS Code that are left out. Where AI features are off, each new window disables the bundled chat extension
 * and restarts the extension hosts; extensions that it has not listed by then (ours) are dropped until a reload.
 */
const LEFT_OUT = ['lib/vscode/extensions/copilot'];
/** The major version of Node that code-server is built for. */
const NODE_MAJOR = 24;

const SETTINGS = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'security.workspace.trust.enabled': false,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
};

/** Installs the embedded VS Code unless this very version of it is there already. Nothing is compiled. */
export async function installEmbedded(log = console.log) {
  if (process.platform === 'win32') {
    throw new Error('the embedded VS Code does not run on Windows: install VS Code and put `code` on PATH');
  }
  const recipe = createHash('sha256')
    .update(readFileSync(join(RECIPE, 'package-lock.json')))
    .update(JSON.stringify(LEFT_OUT))
    .digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === recipe) return;
  log('Setting up the embedded VS Code in .embedded/ (once) ...');
  rmSync(INSTALLED, { recursive: true, force: true });
  mkdirSync(INSTALLED, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(RECIPE, file), join(INSTALLED, file));
  // Install scripts would compile native modules (Kerberos headers and more) that nothing here needs.
  const quietly = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  await must('npm', ['ci', ...quietly], { cwd: INSTALLED, quiet: true });
  for (const part of ['lib/vscode', 'lib/vscode/extensions']) {
    await must('npm', ['install', ...quietly], { cwd: join(CODE_SERVER, part), quiet: true });
  }
  for (const part of LEFT_OUT) rmSync(join(CODE_SERVER, part), { recursive: true });
  writeFileSync(STAMP, recipe);
}

/** The Node that runs code-server: this one if it is the right version, else the one that was installed with it. */
function runtime() {
  if (process.versions.node.startsWith(`${NODE_MAJOR}.`)) return process.execPath;
  const { platform, arch } = process;
  const names = [`node-${platform}-${arch}`, `node-bin-${platform}-${arch}`];
  const found = names.map((name) => join(INSTALLED, 'node_modules', name, 'bin/node')).find(existsSync);
  if (found === undefined) {
    throw new Error(`the embedded VS Code needs Node ${NODE_MAJOR} on ${platform} ${arch}: run this with it`);
  }
  return found;
}

/** One user of the embedded VS Code: own settings, own extensions, nothing shared with the machine's. */
export class Profile {
  constructor(name) {
    this.folder = join(HOME, name);
    this.userData = join(this.folder, 'user-data');
    this.extensions = join(this.folder, 'extensions');
    mkdirSync(this.extensions, { recursive: true });
  }

  /** Forgets everything: settings, extensions, what was open. */
  clear() {
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.extensions, { recursive: true });
  }

  /** Writes the user's settings: ours, and `more`. */
  configure(more = {}) {
    mkdirSync(join(this.userData, 'User'), { recursive: true });
    writeFileSync(
      join(this.userData, 'User/settings.json'),
      JSON.stringify({ ...SETTINGS, ...more }, null, 2),
    );
  }

  command(...args) {
    // Without its own configuration file code-server writes one into the user's home.
    const config = join(this.folder, 'config.yaml');
    writeFileSync(config, 'auth: none\ncert: false\n');
    const folders = ['--user-data-dir', this.userData, '--extensions-dir', this.extensions];
    return [join(CODE_SERVER, 'out/node/entry.js'), '--config', config, ...folders, ...args];
  }

  async install(vsix) {
    await must(runtime(), this.command('--install-extension', vsix, '--force'), {
      quiet: true,
      env: quietEnvironment(),
    });
  }

  /** Starts the server on 127.0.0.1, with flags for Node that its extension hosts get too, and resolves when it answers. */
  async start({ port, locale, log = () => {}, nodeFlags = [] } = {}) {
    const chosen = port ?? (await freePort());
    const flags = ['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'];
    const sessions = socketPath();
    const more = ['--disable-getting-started-override', '--session-socket', sessions];
    if (locale !== undefined) more.push('--locale', locale);
    const args = this.command('--bind-addr', `127.0.0.1:${chosen}`, ...flags, ...more);
    const child = spawn(runtime(), [...nodeFlags, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      env: { ...process.env, ...quietEnvironment() },
    });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part) => {
        output.push(part);
        log(part.toString());
      });
    }
    const server = new Server(chosen, child, sessions);
    await server.untilReady().catch((error) => {
      server.stop();
      throw new Error(`${error.message}\n${Buffer.concat(output)}`);
    });
    return server;
  }
}

class Server {
  constructor(port, child, sessions) {
    this.sessions = sessions;
    this.authority = `127.0.0.1:${port}`;
    this.child = child;
    this.exited = new Promise((resolve) => child.on('exit', resolve));
  }

  /** The address that opens a folder. */
  address(folder) {
    const url = new URL(`http://${this.authority}/`);
    url.searchParams.set('folder', folder);
    return url.href;
  }

  /**
   * Opens a file in the window that a browser shows, as soon as there is one. A file named in the address would
   * be opened before the extensions of a new profile are known, and so in the text editor.
   */
  async openFile(file) {
    while (this.child.exitCode === null) {
      const question = `/session?filePath=${encodeURIComponent(file)}`;
      // There is no answer before the first window is there, and after the server has ended.
      const { socketPath } = await overSocket(this.sessions, question).catch(() => ({}));
      if (socketPath) {
        const order = {
          type: 'open',
          folderURIs: [],
          fileURIs: [file],
          forceReuseWindow: true,
          gotoLineMode: false,
        };
        return overSocket(socketPath, '/', order);
      }
      await sleep(200);
    }
  }

  async untilReady() {
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline) {
      if (this.child.exitCode !== null) throw new Error('the embedded VS Code ended while it started');
      const answer = await fetch(`http://${this.authority}/healthz`).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(100);
    }
    throw new Error('the embedded VS Code did not start within a minute');
  }

  /** Ends the server and every process that it started. */
  async stop() {
    if (this.child.exitCode !== null) return;
    signalGroup(this.child.pid, 'SIGTERM');
    const ended = await Promise.race([this.exited.then(() => true), sleep(2000).then(() => false)]);
    if (!ended) signalGroup(this.child.pid, 'SIGKILL');
  }
}

/** Asks an HTTP server on a Unix socket; an answer that is no JSON counts as an empty one. */
function overSocket(socketPath, path, body) {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath, path, method: body ? 'POST' : 'GET' }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve(parse(Buffer.concat(parts).toString())));
    });
    sent.on('error', reject);
    sent.end(body && JSON.stringify(body));
  });
}

function parse(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** Environment that would make code-server believe that it runs inside another VS Code. */
function quietEnvironment() {
  const inherited = Object.keys(process.env).filter((name) =>
    /^(VSCODE_|CODE_SERVER_|PORT$|PASSWORD$)/.test(name),
  );
  return Object.fromEntries(inherited.map((name) => [name, undefined]));
}

/** Outside of the checkout: the path of a socket may have 107 bytes. */
const socketPath = () => join(tmpdir(), `closewait-${process.pid}-${Date.now()}.sock`);

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
