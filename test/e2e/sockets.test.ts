import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workbench } from './harness/workbench';

const TABLE = `root@web:~# ss -tanp
State      Recv-Q Send-Q Local Address:Port  Peer Address:Port Process
LISTEN     1      128    0.0.0.0:8000        0.0.0.0:*         users:(("server",pid=4242,fd=3))
CLOSE-WAIT 1      0      192.168.1.177:8000  192.168.1.110:52552
CLOSE-WAIT 0      0      192.168.1.177:8000  192.168.1.111:40000 users:(("server",pid=4242,fd=5))
`;
const COUNTS = '$ netstat -an | sort | uniq -c\n     40 CLOSE_WAIT\n      3 ESTABLISHED\n';
let code: Workbench;

beforeAll(async () => {
  const packets = readFileSync('samples/close-wait.tcpdump', 'utf8');
  code = await Workbench.open({
    written: { 'ticket.tcpdump': `${packets}\n${TABLE}` },
    prepare: (folder) => {
      writePieces(join(folder, 'ring'), 0, 1);
      for (const name of ['lossy.client.pcap', 'lossy.server.pcap'])
        copyFileSync(`test/fixtures/both-ends/${name}`, join(folder, name));
      copyFileSync('samples/close-wait.tcpdump', join(folder, 'close-wait.tcpdump'));
      writeFileSync(join(folder, 'ss.txt'), TABLE);
    },
  });
});
afterAll(() => code?.close());

const HEADER_BYTES = 24;

/** A capture cut at a record, as `tcpdump -C` does, after so many packets each. */
function piecesOf(packets: number): Buffer[] {
  const pcap = readFileSync('test/fixtures/kernel/client_closes_first/server.pcap');
  const pieces: Buffer[] = [];
  for (let at = HEADER_BYTES; at < pcap.length; ) {
    const begin = at;
    for (let packet = 0; packet < packets && at < pcap.length; packet++) at += 16 + pcap.readUInt32LE(at + 8);
    pieces.push(Buffer.concat([pcap.subarray(0, HEADER_BYTES), pcap.subarray(begin, at)]));
  }
  return pieces;
}

/** The handshake is in the first, the FINs in others. */
const PIECES = piecesOf(4);

function writePieces(folder: string, from: number, to: number): void {
  mkdirSync(folder, { recursive: true });
  for (let at = from; at < to; at++) writeFileSync(join(folder, `trace.pcap${at}`), PIECES[at]);
}

const page = () => code.capture().frame;
const tab = (name: string) => page().getByRole('tab', { name, exact: true });
const sockets = () => page().locator('#sockets .row');
const states = () => sockets().locator('.state-name').allInnerTexts();

async function paste(text: string): Promise<void> {
  await code.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await code.command('Closewait: Paste Sockets or Packets');
}

test('a table that is pasted opens on its sockets, and the filter leaves those that it names', async () => {
  await paste(TABLE);
  await expect.poll(states).toEqual(['LISTEN', 'CLOSE_WAIT', 'CLOSE_WAIT']);
  await page().locator('.filter-field input').fill('port:40000');
  await expect.poll(() => sockets().locator('.col-peer').allInnerTexts()).toEqual(['192.168.1.111:40000']);
  await page().locator('.filter-field input').fill('');
  await expect.poll(states).toHaveLength(3);
  await expect
    .poll(() => code.capture().statusBar.innerText())
    .toContain(`socket table · 3 rows of sockets · ${TABLE.length} B`);
  await code.screenshot('sockets-pasted');
});

test('counts alone open, too, with what they show', async () => {
  await paste(COUNTS);
  await expect
    .poll(() => page().locator('.sockets-told').innerText())
    .toContain('40 sockets are counted in CLOSE_WAIT');
  await code.screenshot('sockets-counts');
});

test('beside packets a row selects its connection, and the connection its row', async () => {
  await code.quickOpen('ticket.tcpdump');
  await code.capture().untilRow('Flags [R.]');
  await tab('Sockets').click();
  await sockets().filter({ hasText: '192.168.1.110:52552' }).click();
  await tab('Connections').click();
  const chosen = () => page().locator('#connections .row.focused .col-connection').allInnerTexts();
  await expect.poll(chosen).toEqual(['1']);
  await page().locator('#connections .row').first().click();
  await tab('Sockets').click();
  await expect
    .poll(() => page().locator('#sockets .row.focused .col-peer').allInnerTexts())
    .toEqual(['192.168.1.110:52552']);
  await code.screenshot('sockets-joined');
});

test('the row is explained with what the table shows of it', async () => {
  await page().getByRole('button', { name: 'Explain' }).last().click();
  await expect.poll(() => code.capture().explanation.innerText()).toContain('never accepted');
});

test('a folder with the pieces of a recording opens as one', async () => {
  const ring = code.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'ring' });
  await code.pickFromMenu(ring, 'Open Folder as Capture');
  await code.capture().untilRow('SYN');
  expect(await page().locator('#packets .row', { hasText: 'FIN' }).count()).toBe(0);
  await page().locator('#packets .row').nth(1).click();
  // tcpdump goes on: what was selected stays.
  writePieces(join(code.folder, 'ring'), 1, PIECES.length);
  await code.capture().untilRow('FIN');
  await expect.poll(() => page().locator('#packets .row.focused .col-packet').allInnerTexts()).toEqual(['2']);
  await tab('Connections').click();
  await expect.poll(() => page().locator('#connections .row').count()).toBe(1);
  await code.screenshot('folder-as-capture');
});

/** Selects files in the explorer, and opens what the menu of the last one offers. */
async function openTogether(...names: readonly string[]): Promise<void> {
  const rows = (name: string) =>
    code.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
  await rows(names[0]).click();
  // It opens itself, and would come to the front later; the explorer then selects what is shown, and that alone.
  await code.page.locator('.tabs-container .tab.active', { hasText: names[0] }).waitFor();
  await code.capture().grid.waitFor();
  const selected = code.page.locator('.explorer-folders-view .monaco-list-row.selected');
  const select = async () => {
    for (const name of names)
      if ((await selected.filter({ hasText: name }).count()) === 0)
        await rows(name).click({ modifiers: ['ControlOrMeta'] });
    return selected.count();
  };
  await expect.poll(select).toBe(names.length);
  await code.pickFromMenu(rows(names[names.length - 1]), 'Open as Capture');
  await code.page.locator('.tabs-container .tab.active', { hasText: `${names[0]}.pieces` }).waitFor();
}

test('captures made at both ends open together, on one ladder with both clocks', async () => {
  await openTogether('lossy.client.pcap', 'lossy.server.pcap');
  const steps = () => page().locator('.ladder-step');
  // As many as the router between the two dropped (test/fixtures/both-ends/truth.json). Until then the file clicked on is shown.
  await expect
    .poll(async () => {
      await tab('Ladder').click();
      return page().locator('.ladder-step.fate-lost').count();
    })
    .toBe(18);
  await expect
    .poll(() => page().locator('.ladder-address').allTextContents())
    .toEqual(['lossy.client.pcap', 'lossy.server.pcap']);
  await expect.poll(() => page().locator('.ladder-told').innerText()).toMatch(/ 3\.2[45]\d* s ahead/);
  await steps().first().click();
  await expect.poll(() => steps().first().getAttribute('aria-selected')).toBe('true');
  await code.screenshot('both-ends');
  await page().getByRole('button', { name: 'This Recording Alone' }).click();
  await expect.poll(() => page().locator('.ladder-bar').count()).toBeGreaterThan(2);
});

test('a capture and a table in another file open together, joined', async () => {
  await openTogether('close-wait.tcpdump', 'ss.txt');
  await code.capture().untilRow('Flags [R.]');
  await expect.poll(() => tab('Sockets').isVisible()).toBe(true);
  await tab('Sockets').click();
  await expect
    .poll(() => page().locator('.sockets-told').innerText())
    .toContain('Connections in both packets and tables: 1');
  await code.screenshot('capture-and-table');
});

test("this machine's sockets are looked at again while they are shown", async () => {
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const accepted: Socket[] = [];
  server.on('connection', (socket) => accepted.push(socket));
  try {
    await code.command('Closewait: Sockets on This Machine');
    const own = () => sockets().filter({ hasText: `127.0.0.1:${port}` });
    await expect.poll(() => own().locator('.state-name').allInnerTexts()).toEqual(['LISTEN']);
    await own().first().click();
    const client = new Socket().connect(port, '127.0.0.1');
    await expect.poll(() => accepted.length).toBe(1);
    client.end();
    // Nothing is pressed: the next look shows it, and the row that was selected still is.
    const changed = () => page().locator('.sockets-looked-at').innerText();
    await expect.poll(changed, { timeout: 60_000 }).toMatch(new RegExp(`:${port} .*CLOSE_WAIT 1 \\(\\+1\\)`));
    await expect
      .poll(() => page().locator('#sockets .row.focused .col-local').allInnerTexts())
      .toEqual([`127.0.0.1:${port}`]);
    await expect
      .poll(() => page().locator('#sockets .row.focused .col-seen').allInnerTexts(), { timeout: 60_000 })
      .not.toEqual(['']);
    await code.screenshot('sockets-here');
    for (const socket of accepted) socket.destroy();
    await code.command('Closewait: Refresh Sockets on This Machine');
    await expect.poll(changed, { timeout: 60_000 }).not.toContain('CLOSE_WAIT 1');
  } finally {
    server.close();
  }
});

test('the page breaks no rule of its policy and throws no error', () => {
  expect(code.complaints).toEqual([]);
});
