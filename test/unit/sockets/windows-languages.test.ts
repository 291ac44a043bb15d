import { expect, it } from 'vitest';
import { formatSocketAddress, readSocketTable } from '../../../src/core/sockets';

/** Headings as netstat of Windows prints them in public pastes; but for German, the states below them are English. */
const HEADINGS = [
  '  Proto  Local Address          Foreign Address        State           PID',
  '  Proto  Adresse locale         Adresse distante       État            PID',
  '  Proto  Dirección local          Dirección remota        Estado           PID',
  '  Proto  Endereço local          Endereço externo        Estado           PID',
  '  Proto  Indirizzo locale          Indirizzo esterno        Stato           PID',
  '  Имя    Локальный адрес        Внешний адрес          Состояние       PID',
  '  协议  本地地址          外部地址        状态           PID',
  '  プロトコル  ローカル アドレス          外部アドレス        状態           PID',
  '  Protokół  Adres lokalny          Obcy adres             Stan            PID',
];
const ROWS = `
  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       916
  TCP    192.0.2.2:8000         198.51.100.7:40112     CLOSE_WAIT      4242
  TCP    192.0.2.2:8000         198.51.100.8:40113     FIN_WAIT_2      4242
  UDP    0.0.0.0:5353           *:*                                    1420
`;
const said = (text: string) =>
  readSocketTable(text).rows.map(
    ({ local, peer, state, processes }) =>
      `${local && formatSocketAddress(local)} ${peer && formatSocketAddress(peer)} ${state} ${processes[0]?.pid}`,
  );

it.each(HEADINGS)('%s', (heading) => {
  const text = `\n${heading}${ROWS}`;
  expect(said(text)).toEqual([
    '0.0.0.0:135 null LISTEN 916',
    '192.0.2.2:8000 198.51.100.7:40112 CLOSE_WAIT 4242',
    '192.0.2.2:8000 198.51.100.8:40113 FIN_WAIT_2 4242',
  ]);
  expect(readSocketTable(text).problems).toEqual([]);
});

// German states, their Ö as it is and as files in a console's code page leave it when read as another one.
it.each(['ABHÖREN', 'ABH™REN', 'ABH\u0099REN', 'ABH\ufffdREN', 'ABHÔREN'])('German: %s', (word) => {
  expect(
    said(`
  Proto  Lokale Adresse         Remoteadresse          Status           PID
  TCP    127.0.0.1:49186        0.0.0.0:0              ${word}         916
  TCP    127.0.0.1:49186        127.0.0.1:49273        SCHLIESSEN_WARTEN 4242
  TCP    127.0.0.1:49187        127.0.0.1:49188        HERGESTELLT     4242
  TCP    127.0.0.1:50124        127.0.0.1:9222         WARTEND         0
`),
  ).toEqual([
    '127.0.0.1:49186 null LISTEN 916',
    '127.0.0.1:49186 127.0.0.1:49273 CLOSE_WAIT 4242',
    '127.0.0.1:49187 127.0.0.1:49188 ESTABLISHED 4242',
    '127.0.0.1:50124 127.0.0.1:9222 TIME_WAIT undefined',
  ]);
});

it('a state in a word that is not known: listening where there is no peer, else told', () => {
  const { rows, problems } = readSocketTable(`
  TCP    [::]:5173              [::]:0                 ПРОСЛУШИВАНИЕ   4242
  TCP    192.0.2.2:5173         198.51.100.7:40112     НЕИЗВЕСТНО      4242
  TCP    192.0.2.2:49700        0.0.0.0:0              BOUND           4242
`);
  expect(rows.map(({ state }) => state)).toEqual(['LISTEN']);
  expect(problems.map(({ line }) => line)).toEqual([3, 4]);
});
