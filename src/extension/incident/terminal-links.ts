import { type Disposable, l10n, type TerminalLink, type Uri, window } from 'vscode';
import type { OpenServers } from '../capture';
import type { PastedCaptures } from '../logs';

/** Explains a connection (number from 1) of a capture. */
type Show = (uri: Uri, connection: number, index: number | null) => Promise<void>;

interface ExplainingLink extends TerminalLink {
  readonly explain: () => Promise<void>;
}

const STUCK = /\bCLOSE[-_]WAIT\b/i;
/** `192.0.2.1:8000`, `[2001:db8::1]:8000`, with the dot of BSDs and macOS too. */
const ADDRESS = /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-fA-F:.]+\])[:.]\d{1,5}(?![\w.])/g;

/** In a terminal: a CLOSE_WAIT of a listing explains its row, and an address that an open capture has as a server what is stuck there. */
export const registerTerminalLinks = (
  captures: OpenServers,
  pasted: PastedCaptures,
  show: Show,
): Disposable =>
  window.registerTerminalLinkProvider({
    provideTerminalLinks: ({ line }) => [
      ...stuckLinks(line, pasted, show),
      ...addressLinks(line, captures, show),
    ],
    handleTerminalLink: ({ explain }: ExplainingLink) => explain(),
  });

function stuckLinks(line: string, pasted: PastedCaptures, show: Show): ExplainingLink[] {
  const state = STUCK.exec(line);
  if (state === null || line.search(ADDRESS) < 0) return [];
  const explain = async () => show(await pasted.keep(`${line}\n`, 'terminal.txt'), 1, null);
  return [
    { startIndex: state.index, length: state[0].length, tooltip: l10n.t('Explain TCP State'), explain },
  ];
}

function addressLinks(line: string, captures: OpenServers, show: Show): ExplainingLink[] {
  return [...line.matchAll(ADDRESS)].flatMap(({ index, 0: text }) => {
    const address = text.replace(/\.(\d+)$/, ':$1');
    for (const { uri, servers } of captures.all()) {
      const oldest = servers.find(({ server }) => server === address)?.oldest;
      if (!oldest) continue;
      const explain = () => show(uri, oldest.connection, oldest.index);
      return [{ startIndex: index, length: text.length, tooltip: l10n.t('Explain TCP State'), explain }];
    }
    return [];
  });
}
