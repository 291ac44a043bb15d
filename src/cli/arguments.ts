import { parseArgs } from 'node:util';
import type { ExportedSubject } from '../core/session/capture';
import { type LintOptions, type Severity, STRICTNESSES, type Strictness } from '../core/session/lint';
import { LOCALES, type Locale } from '../core/words';
import { UsageError } from './errors';

/** Commands that read one capture. */
export type CaptureCommand = 'annotate' | 'connections' | 'explain';
export type CommandName = CaptureCommand | 'export' | 'sockets' | 'lint' | 'mcp' | 'lsp';

/** What was asked for. */
export type Request =
  | { readonly kind: 'help'; readonly command: CommandName | null }
  | { readonly kind: 'version' }
  | CommandRequest
  | ExportRequest
  | SocketsRequest
  | LintRequest
  | AgentRequest
  | EditorRequest;

export interface CommandRequest {
  readonly kind: 'command';
  readonly command: CaptureCommand;
  /** A path, or `-` for standard input: the first of `files`. */
  readonly file: string;
  /** Files, folders and globs; `-` is standard input. */
  readonly files: readonly string[];
  readonly format: string;
  readonly locale: Locale | null;
  readonly connection: number | null;
  /** Folders and files of sources in which the code on the connection's port is looked for. */
  readonly source: readonly string[];
}

/** To write a recording, or what is known of it, to a file. */
export interface ExportRequest {
  readonly kind: 'export';
  readonly files: readonly string[];
  readonly format: string;
  /** What of a recording is written as csv, json or markdown. */
  readonly subject: ExportedSubject;
  /** A file; null: standard output. */
  readonly output: string | null;
  /** A filter, as in the editor; '': none. */
  readonly filter: string;
  readonly connection: number | null;
  readonly anonymise: boolean;
  /** A file that is there is replaced. */
  readonly force: boolean;
  readonly locale: Locale | null;
}

export interface SocketsRequest {
  readonly kind: 'sockets';
  readonly format: string;
  readonly locale: Locale | null;
  /** Seconds after which they are read again; null: once. */
  readonly refresh: number | null;
}

export interface LintRequest {
  readonly kind: 'lint';
  /** Files and folders; `-` is standard input. */
  readonly paths: readonly string[];
  readonly format: string;
  readonly locale: Locale | null;
  readonly rules: NonNullable<LintOptions['rules']>;
  readonly strictness: Strictness;
  /** What `.gitignore` files name is linted too. */
  readonly noIgnore: boolean;
  /** Patterns of files that are linted at the strict tier only; null: what people call tests and examples. */
  readonly tests: readonly string[] | null;
  /** An earlier report, JSON or SARIF: what stands in it is not reported. */
  readonly baseline: string | null;
  /** Only what was not there at a revision of git is reported. */
  readonly changed: Changed | null;
  /** A JSON file that says what the project's own functions do. */
  readonly models: string | null;
  /** The function whose intermediate language is printed instead of findings. */
  readonly printIr: string | null;
}

/** `--changed`, `--changed=REV`, or `--changed WORD`, which only a look at files can tell from a path behind `--changed`. */
export interface Changed {
  readonly revision: string | null;
  readonly word: string | null;
}

/** To answer an agent's questions on standard input and output. */
export interface AgentRequest {
  readonly kind: 'mcp';
  /** Folders that may be read. */
  readonly folders: readonly string[];
  readonly locale: Locale | null;
}

/** To answer an editor on standard input and output. */
export interface EditorRequest {
  readonly kind: 'lsp';
  readonly locale: Locale | null;
}

/** The formats of each command; the first is the default. */
export const FORMATS: Readonly<Record<CommandName, readonly string[]>> = {
  annotate: ['text', 'jsonl'],
  connections: ['text', 'json', 'jsonl'],
  explain: ['text', 'markdown', 'json'],
  export: ['csv', 'json', 'markdown', 'pcap', 'pcapng', 'log', 'stream'],
  sockets: ['text', 'json', 'jsonl'],
  lint: ['text', 'json', 'sarif'],
  mcp: [],
  lsp: [],
};

const COMMANDS = Object.keys(FORMATS) as readonly CommandName[];
const isCommand = (word: string | undefined): word is CommandName =>
  (COMMANDS as readonly (string | undefined)[]).includes(word);

/** Reads the command line; throws UsageError for what it cannot make sense of. */
export function readArguments(argv: readonly string[]): Request {
  const { values, positionals } = parse(argv.map((each) => (each === '--changed' ? '--changed=' : each)));
  const [command, ...files] = positionals;
  if (values.version) return { kind: 'version' };
  if (command === 'help') return { kind: 'help', command: isCommand(files[0]) ? files[0] : null };
  if (values.help) return { kind: 'help', command: isCommand(command) ? command : null };
  if (command === undefined)
    throw new UsageError(`no command given; commands are ${COMMANDS.join(', ')}`, null);
  if (!isCommand(command))
    throw new UsageError(`there is no command "${command}"; commands are ${COMMANDS.join(', ')}`, null);
  if (command === 'mcp') return agentRequest(values, files);
  if (command === 'lsp') return editorRequest(values, files);
  const format = oneOf(command, '--format', values.format ?? FORMATS[command][0], FORMATS[command]);
  const locale = localeGiven(command, values.locale);
  const connection = connectionNumber(command, values.connection);
  const source = sourcePaths(command, values.source ?? []);
  const rules = ruleLevels(command, values.rule ?? []);
  const models = modelsFile(command, values.models);
  const printIr = functionToPrint(command, values['print-ir']);
  const changed = changedSince(values.changed, argv);
  const refresh = secondsBetween(command, values.refresh);
  if (command === 'sockets' || command === 'lint') forExportAlone(command, values);
  if (command === 'sockets') return { kind: 'sockets', format, locale, refresh: noFiles(files, refresh) };
  if (command === 'lint')
    return {
      kind: 'lint',
      paths: somePaths(command, changed !== null && files.length === 0 ? ['.'] : files),
      format,
      locale,
      baseline: baselineFile(command, values.baseline),
      changed,
      rules,
      models,
      printIr,
      strictness: oneOf(command, '--tier', values.tier ?? STRICTNESSES[0], STRICTNESSES) as Strictness,
      noIgnore: values['no-ignore'] === true,
      tests: values.tests ?? null,
    };
  forLintAlone(command, values);
  forExportAlone(command, values);
  if (command === 'export') return exportRequest(values, somePaths(command, files), { locale, connection });
  const given = somePaths(command, files);
  return { kind: 'command', command, file: given[0], files: given, format, locale, connection, source };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: withNegativeNumbers(argv),
      allowPositionals: true,
      options: {
        format: { type: 'string', short: 'f' },
        locale: { type: 'string' },
        connection: { type: 'string', short: 'c' },
        refresh: { type: 'string' },
        output: { type: 'string', short: 'o' },
        rows: { type: 'string' },
        filter: { type: 'string' },
        anonymise: { type: 'boolean' },
        force: { type: 'boolean' },
        source: { type: 'string', multiple: true },
        rule: { type: 'string', multiple: true },
        models: { type: 'string' },
        stdio: { type: 'boolean' },
        'print-ir': { type: 'string' },
        tier: { type: 'string' },
        tests: { type: 'string', multiple: true },
        'no-ignore': { type: 'boolean' },
        baseline: { type: 'string' },
        changed: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'V' },
      },
    });
  } catch (error) {
    const command = argv.find(isCommand) ?? null;
    throw new UsageError(firstSentence(error instanceof Error ? error.message : String(error)), command);
  }
}

const localeGiven = (command: CommandName, value: string | undefined): Locale | null =>
  value === undefined ? null : (oneOf(command, '--locale', value, LOCALES) as Locale);

function agentRequest(
  { locale, ...others }: Readonly<Record<string, unknown>> & { readonly locale?: string },
  files: readonly string[],
): AgentRequest {
  const [other] = Object.keys(others);
  if (other !== undefined) throw new UsageError(`--${other} does not belong to mcp`, 'mcp');
  const folders = files.length === 0 ? ['.'] : files;
  if (folders.includes('')) throw new UsageError('no folder given; mcp reads folders', 'mcp');
  return { kind: 'mcp', folders, locale: localeGiven('mcp', locale) };
}

/** Editors' clients give `--stdio` by custom; it says what is done anyway. */
function editorRequest(
  { locale, stdio: _, ...others }: Readonly<Record<string, unknown>> & { readonly locale?: string },
  files: readonly string[],
): EditorRequest {
  const [other] = Object.keys(others);
  if (other !== undefined) throw new UsageError(`--${other} does not belong to lsp`, 'lsp');
  if (files.length > 0) throw new UsageError('lsp takes no file: the editor tells which are open', 'lsp');
  return { kind: 'lsp', locale: localeGiven('lsp', locale) };
}

function forLintAlone(command: CommandName, values: Readonly<Record<string, unknown>>): void {
  if (values.stdio !== undefined) throw new UsageError(`--stdio belongs to lsp, not to ${command}`, command);
  for (const option of ['tier', 'tests', 'no-ignore', 'baseline', 'changed'])
    if (values[option] !== undefined)
      throw new UsageError(`--${option} belongs to lint, not to ${command}`, command);
}

function forExportAlone(command: CommandName, values: Readonly<Record<string, unknown>>): void {
  if (command === 'export') return;
  for (const option of ['output', 'rows', 'filter', 'anonymise', 'force'])
    if (values[option] !== undefined)
      throw new UsageError(`--${option} belongs to export, not to ${command}`, command);
}

const SUBJECTS: readonly ExportedSubject[] = ['packets', 'connections', 'findings', 'report'];
const TABLES: readonly string[] = ['csv', 'json', 'markdown'];
/** By the end of a file's name, where no format is given. */
const BY_ENDING: readonly (readonly [RegExp, string])[] = [
  [/\.pcapng$/i, 'pcapng'],
  [/\.(?:pcap|cap|dmp)$/i, 'pcap'],
  [/\.json$/i, 'json'],
  [/\.md$/i, 'markdown'],
  [/\.csv$/i, 'csv'],
  [/\.(?:tcpdump|log|txt)$/i, 'log'],
];

interface ExportValues {
  readonly format?: string;
  readonly output?: string;
  readonly rows?: string;
  readonly filter?: string;
  readonly anonymise?: boolean;
  readonly force?: boolean;
}

function exportRequest(
  values: ExportValues,
  files: readonly string[],
  { locale, connection }: Pick<ExportRequest, 'locale' | 'connection'>,
): ExportRequest {
  const usage = (message: string) => new UsageError(message, 'export');
  const output = values.output === undefined || values.output === '-' ? null : values.output;
  if (output === '') throw usage('--output: give the name of a file');
  const byEnding = BY_ENDING.find(([ending]) => ending.test(output ?? ''))?.[1];
  const given = values.format ?? byEnding;
  if (given === undefined) throw usage(`--format: give one of ${FORMATS.export.join(', ')}`);
  const format = oneOf('export', '--format', given, FORMATS.export);
  const isTable = TABLES.includes(format);
  if (format === 'stream' && (connection === null || values.filter !== undefined))
    throw usage('--format stream: give one --connection, and no filter');
  if (values.anonymise === true && (isTable || format === 'stream'))
    throw usage(
      `--anonymise belongs to pcap, pcapng and log, not to ${format}: write such a file first, and export that`,
    );
  if (values.rows !== undefined && !isTable)
    throw usage(`--rows belongs to csv, json and markdown, not to ${format}`);
  const subject = subjectOf(values.rows, format);
  if (values.force === true && output === null) throw usage('--force belongs to --output');
  return {
    ...{ kind: 'export', files, format, subject, output, locale, connection },
    ...{ filter: values.filter ?? '', anonymise: values.anonymise === true, force: values.force === true },
  };
}

function subjectOf(given: string | undefined, format: string): ExportedSubject {
  const subject = oneOf(
    'export',
    '--rows',
    given ?? (format === 'markdown' ? 'report' : 'connections'),
    SUBJECTS,
  );
  if (subject === 'report' && format !== 'markdown')
    throw new UsageError(`--rows report: a report is markdown, not ${format}`, 'export');
  return subject as ExportedSubject;
}

/** Node's message, without its advice about arguments that begin with a dash. */
const firstSentence = (message: string): string => {
  const [first] = message.split(/\.\s|\n/);
  return `${first.charAt(0).toLowerCase()}${first.slice(1)}`;
};

/** The machine is what it reads. */
function noFiles(files: readonly string[], refresh: number | null): number | null {
  if (files.length === 0) return refresh;
  throw new UsageError(
    "sockets reads this machine's own and takes no file; connections and explain read a table",
    'sockets',
  );
}

const SHORTEST_REFRESH = 0.1;
const LONGEST_REFRESH = 86400;

function secondsBetween(command: CommandName, value: string | undefined): number | null {
  if (value === undefined) return null;
  if (command !== 'sockets') throw new UsageError(`--refresh belongs to sockets, not to ${command}`, command);
  const seconds = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  if (seconds >= SHORTEST_REFRESH && seconds <= LONGEST_REFRESH) return seconds;
  throw new UsageError(`--refresh ${value}: give seconds, from ${SHORTEST_REFRESH} on`, command);
}

/** What a command reads, in the words of its complaint about nothing. */
const READS: Readonly<Record<CommandName, string>> = {
  annotate: 'captures',
  connections: 'captures and socket tables',
  explain: 'captures and socket tables',
  export: 'captures',
  sockets: "this machine's sockets",
  lint: 'source files and folders',
  mcp: 'folders',
  lsp: 'what the editor has open',
};

function somePaths(command: CommandName, paths: readonly string[]): readonly string[] {
  if (paths.length > 0 && !paths.includes('')) return paths;
  const given = command === 'lint' ? 'no path given' : 'no file given';
  throw new UsageError(`${given}; ${command} reads ${READS[command]} (- is standard input)`, command);
}

function oneOf(command: CommandName, option: string, value: string, known: readonly string[]): string {
  if (known.includes(value)) return value;
  throw new UsageError(`${option} ${value}: ${command} knows ${known.join(', ')}`, command);
}

/** `--connection -1` as `--connection=-1`: a number is what the option was given, not an option. */
function withNegativeNumbers(argv: readonly string[]): string[] {
  const args: string[] = [];
  for (const each of argv) {
    const option = args.at(-1) ?? '';
    if (/^-\d+$/.test(each) && /^--(?:connection|refresh)$/.test(option))
      args[args.length - 1] = `${option}=${each}`;
    else if (/^-\d+$/.test(each) && option === '-c') args[args.length - 1] = `--connection=${each}`;
    else args.push(each);
  }
  return args;
}

const LEVELS: readonly ('off' | Severity)[] = ['off', 'error', 'warning', 'info', 'hint'];

function modelsFile(command: CommandName, file: string | undefined): string | null {
  if (file === undefined) return null;
  if (command !== 'lint') throw new UsageError(`--models belongs to lint, not to ${command}`, command);
  if (file === '') throw new UsageError('--models: give the name of a JSON file', command);
  return file;
}

function baselineFile(command: CommandName, file: string | undefined): string | null {
  if (file === '') throw new UsageError('--baseline: give the name of an earlier report', command);
  return file ?? null;
}

function changedSince(given: string | undefined, argv: readonly string[]): Changed | null {
  if (given === undefined) return null;
  if (given !== '') return { revision: given, word: null };
  const word = argv[argv.lastIndexOf('--changed') + 1] ?? '-';
  return { revision: null, word: word.startsWith('-') || isCommand(word) ? null : word };
}

function functionToPrint(command: CommandName, name: string | undefined): string | null {
  if (name === undefined) return null;
  if (command !== 'lint') throw new UsageError(`--print-ir belongs to lint, not to ${command}`, command);
  if (name === '') throw new UsageError('--print-ir: give the name of a function', command);
  return name;
}

/** `--rule id=level`; of several for one rule the last counts. Whether there is such a rule is known to the linter. */
function ruleLevels(command: CommandName, given: readonly string[]): NonNullable<LintOptions['rules']> {
  if (given.length > 0 && command !== 'lint')
    throw new UsageError(`--rule belongs to lint, not to ${command}`, command);
  return Object.fromEntries(
    given.map((each) => {
      const [, id, level] = /^([^=]*)=(.*)$/.exec(each) ?? [];
      if (id === undefined)
        throw new UsageError(`--rule ${each}: give a rule and a level, as in missing-close=off`, command);
      const known = LEVELS.find((one) => one === level);
      if (known === undefined)
        throw new UsageError(`--rule ${each}: a rule's level is ${LEVELS.join(', ')}`, command);
      return [id, known];
    }),
  );
}

function sourcePaths(command: CommandName, paths: readonly string[]): readonly string[] {
  if (paths.length > 0 && command !== 'explain' && command !== 'connections')
    throw new UsageError(`--source belongs to explain and connections, not to ${command}`, command);
  if (paths.includes('')) throw new UsageError('--source: give a folder of source code', command);
  return paths;
}

function connectionNumber(command: CommandName, value: string | undefined): number | null {
  if (value === undefined) return null;
  if (command !== 'explain' && command !== 'export')
    throw new UsageError(`--connection belongs to explain and export, not to ${command}`, command);
  if (!/^[1-9]\d{0,8}$/.test(value))
    throw new UsageError(`--connection ${value}: a connection is a number from 1 on`, command);
  return Number(value);
}
