import { PassThrough } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import { say } from '../../core/explain';
import { codeOnPortText, Style } from '../../core/report';
import type { Environment } from '../environment';
import { InputError } from '../errors';
import { oneOf, somePaths, text, wholeNumber } from './arguments';
import type { Tool } from './desk';

/** Runs a command line; the status is that of the program. */
export type RunCommand = (environment: Environment, argv: readonly string[]) => Promise<number>;

const LAST_PORT = 65535;
/** Nothing is cut to a width. */
const UNBOUND = 1 << 20;

const SOURCES = {
  type: 'array',
  items: { type: 'string' },
  description: 'Folders or files of C, C++, TypeScript or JavaScript.',
};

export const codeOnPort: Tool = {
  name: 'code_on_port',
  description:
    'Which line of the sources listens on a port (or connects to it), how the port gets there, and what the linter finds there that can explain what was found about a connection.',
  properties: {
    paths: SOURCES,
    port: { type: 'integer', minimum: 1, maximum: LAST_PORT },
    role: { type: 'string', enum: ['listens', 'connects'] },
    finding: { type: 'string', description: 'Id of what was found, such as close-wait or never-accepted.' },
  },
  required: ['paths', 'port'],
  answer: async ({ folders, locale }, given) => {
    const port = wholeNumber(given, 'port', 1);
    if (port === null || port > LAST_PORT) throw new InputError(`port: give a port from 1 to ${LAST_PORT}`);
    const role = oneOf(given, 'role', ['listens', 'connects'] as const);
    const findings = [text(given, 'finding') ?? 'close-wait'];
    const paths = somePaths(given).map((one) => folders.inside(one));
    const { codeIn } = await import('../linter');
    const code = await codeIn(paths, { port, role, findings }, locale, (path) => folders.shown(path));
    const layout = { locale, style: new Style(false), proseColumns: UNBOUND };
    return codeOnPortText(layout, code).trim().split('\n');
  },
};

interface LintContract {
  readonly findings: readonly {
    readonly rule: string;
    readonly file: string;
    readonly line: number;
    readonly severity: string;
    readonly message: string;
    readonly trace: readonly { readonly file: string; readonly line: number; readonly message: string }[];
  }[];
  readonly files: number;
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

/** Asks what `closewait lint --format json` answers. */
export const lintTool = (run: RunCommand): Tool => ({
  name: 'lint',
  description:
    'Looks through sources for sockets that are never closed (missing close() paths, ignored end of file ...), each with the path that leaks.',
  properties: { paths: SOURCES, tier: { type: 'string', enum: ['recommended', 'strict', 'all'] } },
  required: ['paths'],
  answer: async ({ folders, locale }, given) => {
    const paths = somePaths(given).map((path) => folders.inside(path));
    const tier = oneOf(given, 'tier', ['recommended', 'strict', 'all'] as const);
    const report = await jsonOf(run, [
      'lint',
      '--format',
      'json',
      '--locale',
      locale,
      '--tier',
      tier,
      '--',
      ...paths,
    ]);
    const at = ({ file, line }: { file: string; line: number }) => `${folders.shown(file)}:${line}`;
    const counts = {
      findings: report.findings.length,
      files: report.files,
      skipped: report.skipped.length,
    };
    return [
      say(locale, counts.findings === 0 ? 'agent.lint-none' : 'agent.lint', counts),
      ...report.findings.map((one) => {
        const steps = one.trace.map((step, number) => `\n  ${number + 1}. ${at(step)} ${step.message}`);
        return `${at(one)} [${one.severity}] ${one.rule}: ${one.message}${steps.join('')}`;
      }),
      ...report.skipped.map(({ file, reason }) =>
        say(locale, 'agent.lint-skip', { file: folders.shown(file), reason }),
      ),
    ];
  },
});

async function jsonOf(run: RunCommand, argv: readonly string[]): Promise<LintContract> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end();
  const [printed, complained] = [readAll(stdout), readAll(stderr)];
  await run({ stdin, stdout, stderr, variables: {} }, argv);
  stdout.end();
  stderr.end();
  const [json, complaint] = [await printed, await complained];
  const report = json === '' ? null : (JSON.parse(json) as LintContract);
  // An empty report must not pass for a clean one.
  if (report === null || report.files === 0)
    throw new InputError(complaint.replace(/^closewait: /, '').trim());
  return report;
}
