import { describe, expect, it } from 'vitest';
import { FORMATS, readArguments } from '../../../src/cli/arguments';
import { helpText } from '../../../src/cli/help';

describe('the command line', () => {
  it('reads command, file and options in any order', () => {
    expect(readArguments(['explain', '--connection', '3', 'a.pcap', '--locale=zh-cn', '-f', 'json'])).toEqual(
      {
        kind: 'command',
        command: 'explain',
        file: 'a.pcap',
        files: ['a.pcap'],
        format: 'json',
        source: [],
        locale: 'zh-cn',
        connection: 3,
      },
    );
  });

  it('takes - for standard input, and text by default', () => {
    expect(readArguments(['annotate', '-'])).toMatchObject({ file: '-', format: 'text', locale: null });
  });

  it('takes a file whose name begins with a dash after --', () => {
    expect(readArguments(['annotate', '--', '-x.pcap'])).toMatchObject({ file: '-x.pcap' });
  });

  it('shows help and version', () => {
    expect(readArguments(['--help'])).toEqual({ kind: 'help', command: null });
    expect(readArguments(['explain', '-h'])).toEqual({ kind: 'help', command: 'explain' });
    expect(readArguments(['help', 'annotate'])).toEqual({ kind: 'help', command: 'annotate' });
    expect(readArguments(['--version'])).toEqual({ kind: 'version' });
  });

  it.each([
    [[], 'no command given; commands are annotate, connections, explain'],
    [['frobnicate', 'x'], 'there is no command "frobnicate"; commands are annotate, connections, explain'],
    [['annotate'], 'no file given; annotate reads captures (- is standard input)'],
    [['explain', 'a', ''], 'no file given; explain reads captures and socket tables (- is standard input)'],
    [['annotate', 'a', '--format', 'xml'], '--format xml: annotate knows text, jsonl'],
    [['connections', 'a', '--format', 'csv'], '--format csv: connections knows text, json, jsonl'],
    [['explain', 'a', '--locale', 'fr'], '--locale fr: explain knows en, zh-cn'],
    [['explain', 'a', '--connection', '0'], '--connection 0: a connection is a number from 1 on'],
    [['explain', 'a', '--connection', '-1'], '--connection -1: a connection is a number from 1 on'],
    [['explain', 'a', '-c', '-1'], '--connection -1: a connection is a number from 1 on'],
    [['explain', 'a', '--connection', '1e3'], '--connection 1e3: a connection is a number from 1 on'],
    [['annotate', 'a', '--connection', '1'], '--connection belongs to explain and export, not to annotate'],
    [['annotate', 'a', '--colour'], "unknown option '--colour'"],
  ])('%j is a usage error: %s', (argv, message) => {
    expect(() => readArguments(argv)).toThrow(message);
  });
});

describe('help', () => {
  it('names every command, format and option', () => {
    for (const [command, formats] of Object.entries(FORMATS)) {
      const argument = { sockets: '', lint: ' PATH', mcp: ' [FOLDER', lsp: '' }[command] ?? ' FILE';
      expect(helpText(null)).toContain(`closewait ${command}${argument}`);
      const help = helpText(command as keyof typeof FORMATS);
      if (formats.length > 0) expect(help).toContain('--format');
      for (const word of [...formats, '--locale', '--help']) expect(help).toContain(word);
    }
    expect(helpText('explain')).toContain('--connection');
  });

  it('fits a terminal of 110 columns', () => {
    for (const command of [
      null,
      'annotate',
      'connections',
      'explain',
      'sockets',
      'lint',
      'mcp',
      'lsp',
    ] as const)
      for (const text of helpText(command).split('\n')) expect(text.length).toBeLessThanOrEqual(110);
  });
});
