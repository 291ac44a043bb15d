import { expect, test, vi } from 'vitest';
import type { TerminalLinkContext, TerminalLinkProvider, Uri } from 'vscode';
import type { CaptureServers, OpenServers } from '../../../src/extension/capture';
import type { PastedCaptures } from '../../../src/extension/logs';

let provider: TerminalLinkProvider | undefined;

vi.mock('vscode', () => ({
  l10n: { t: (text: string) => text },
  window: {
    registerTerminalLinkProvider: (given: TerminalLinkProvider) => {
      provider = given;
    },
  },
}));

const { registerTerminalLinks } = await import('../../../src/extension/incident/terminal-links');

const uri = (name: string) => ({ toString: () => name }) as Uri;

/** What each link of a line spans, and what it shows when it is followed. */
async function linksIn(line: string, servers: readonly { server: string; connection: number }[] = []) {
  const captures = [
    {
      uri: uri('open'),
      name: 'open',
      servers: servers.map(({ server, connection }) => ({ server, oldest: { connection, index: 3 } })),
    },
  ] as unknown as readonly CaptureServers[];
  const kept: string[] = [];
  const shown: unknown[] = [];
  registerTerminalLinks(
    { all: () => captures } as OpenServers,
    { keep: async (text: string) => uri(`kept ${kept.push(text)}`) } as unknown as PastedCaptures,
    async (of, connection, index) => {
      shown.push([String(of), connection, index]);
    },
  );
  const links = (await provider?.provideTerminalLinks({ line } as TerminalLinkContext, {} as never)) ?? [];
  for (const link of links) await provider?.handleTerminalLink(link);
  const spans = links.map(({ startIndex, length }) => line.slice(startIndex, startIndex + length));
  return { spans, kept, shown };
}

test.each([
  'tcp        1      0 192.0.2.7:9090      198.51.100.1:40112     CLOSE_WAIT  -',
  'CLOSE-WAIT 1      0      192.0.2.7:9090  198.51.100.1:40112 users:(("web",pid=42,fd=5))',
  'tcp4       0      0  192.0.2.7.9090    198.51.100.1.40112  CLOSE_WAIT',
  'tcp6  1  0 [2001:db8::1]:9090  [2001:db8::2]:40112  CLOSE_WAIT  -',
])('a row in CLOSE_WAIT is kept and explained: %s', async (line) => {
  const { spans, kept, shown } = await linksIn(line);
  expect(spans).toEqual([expect.stringMatching(/^CLOSE[-_]WAIT$/)]);
  expect(kept).toEqual([`${line}\n`]);
  expect(shown).toEqual([['kept 1', 1, null]]);
});

test('the address of a server with something stuck in an open capture leads there', async () => {
  const { spans, shown } = await linksIn(
    'upstream: http://192.0.2.7:9090/ and 192.0.2.7:90901, 192.0.2.8:9090',
    [{ server: '192.0.2.7:9090', connection: 4 }],
  );
  expect(spans).toEqual(['192.0.2.7:9090']);
  expect(shown).toEqual([['open', 4, 3]]);
});

test.each(['See CLOSE_WAIT in RFC 9293.', 'listening on 192.0.2.7:9090', '1.2.3.4.5:80', ''])(
  'nothing else is a link: %s',
  async (line) => {
    expect((await linksIn(line)).spans).toEqual([]);
  },
);
