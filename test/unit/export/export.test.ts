import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/run';
import { environment } from '../cli/fake-capture';
import { checksumsOf, fixture, readPcap } from './read-back';

const FIXTURES = join(__dirname, '../../fixtures');
const KERNEL = join(FIXTURES, 'kernel');
const SAMPLE = join(__dirname, '../../../samples/close-wait.tcpdump');
const SLOW = { timeout: 120_000 };
const folder = mkdtempSync(join(tmpdir(), 'closewait-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const out = (name: string): string => join(folder, name);

async function closewait(...argv: readonly string[]) {
  const given = environment({}, '');
  const status = await run(given, argv);
  return { status, out: given.stdout.text, err: given.stderr.text };
}

interface Told {
  readonly client: string;
  readonly server: string;
  readonly [field: string]: unknown;
}

async function connectionsOf(path: string): Promise<Told[]> {
  return JSON.parse((await closewait('connections', '--format', 'json', path)).out);
}

/** What does not depend on addresses and payload. */
const statesOf = (rows: readonly Told[]): unknown[] =>
  rows.map(
    ({ packets, clientState, serverState, history, stuck, clientBytes, serverBytes, closedFirst }) => ({
      ...{ packets, clientState, serverState, history, stuck, clientBytes, serverBytes, closedFirst },
    }),
  );

describe('a capture exported as a capture', () => {
  const captures = readdirSync(join(FIXTURES, 'captures')).filter((name) =>
    /^(?:microseconds|nanoseconds|fcs|snap-length|editcap-nanoseconds).*\.pcap$/.test(name),
  );

  it.each(captures)('%s: the same packets, bytes and times', async (name) => {
    const path = join(FIXTURES, 'captures', name);
    expect(await closewait('export', path, '-o', out(name))).toMatchObject({ status: 0, out: '', err: '' });
    const [before, after] = [readPcap(fixture(path)), readPcap(readFileSync(out(name)))];
    expect(after.link).toBe(before.link);
    expect(after.packets).toEqual(before.packets);
  });

  it('pcapng: without a filter block by block as it stands, but for the length of the section', async () => {
    for (const name of ['everything-little.pcapng', 'everything-big.pcapng', 'mergecap.pcapng']) {
      const path = join(FIXTURES, 'captures', name);
      await closewait('export', path, '-o', out(name));
      const [before, after] = [readFileSync(path), readFileSync(out(name))];
      expect(after.length).toBe(before.length);
      const differ = [...before.keys()].filter((at) => before[at] !== after[at]);
      // section_length, 8 bytes behind the byte-order magic: -1, not given.
      expect(differ.every((at) => after[at] === 0xff)).toBe(true);
    }
  });

  it(
    'a filter, a connection: its packets alone, and the states of whole connections stay',
    SLOW,
    async () => {
      const path = join(FIXTURES, 'findings/time_wait_few.pcap.gz');
      const whole = readPcap(gunzipSync(readFileSync(path)));
      const rows = await connectionsOf(path);
      expect(await closewait('export', path, '--connection', '3', '-o', out('three.pcap'))).toMatchObject({
        status: 0,
      });
      const three = readPcap(readFileSync(out('three.pcap')));
      expect(three.packets).toHaveLength(Number(rows[2].packets));
      for (const packet of three.packets) expect(whole.packets).toContainEqual(packet);
      expect(statesOf(await connectionsOf(out('three.pcap')))).toEqual(statesOf([rows[2]]));
      await closewait('export', path, '--filter', 'tcp.flags.fin == 1', '-o', out('fin.pcap'));
      const withFin = whole.packets.filter(({ data }) => (data[14 + (data[14] & 15) * 4 + 13] & 1) === 1);
      expect(readPcap(readFileSync(out('fin.pcap'))).packets).toEqual(withFin);
    },
  );

  it('a filter by what is stuck or by a state: whole connections, which are stuck again', SLOW, async () => {
    const path = join(FIXTURES, 'findings/time_wait_few.pcap.gz');
    const rows = await connectionsOf(path);
    const { err } = await closewait('export', path, '--filter', 'TIME_WAIT', '-o', out('waits.pcap'));
    expect(err).toMatch(/With \d+ more packets of the connections that the filter found/);
    const waiting = rows.filter(({ clientState, serverState }) =>
      JSON.stringify([clientState, serverState]).includes('"TIME_WAIT"'),
    );
    expect(waiting.length).toBeGreaterThan(0);
    const again = statesOf(await connectionsOf(out('waits.pcap')));
    for (const one of statesOf(waiting)) expect(again).toContainEqual(one);
    expect(await closewait('export', path, '--filter', '!TIME_WAIT', '-o', out('others.pcap'))).toMatchObject(
      { status: 0, err: '' },
    );
    await closewait('export', SAMPLE, '--filter', 'stuck', '-o', out('stuck.tcpdump'));
    const stuck = (await connectionsOf(SAMPLE)).filter((row) => row.stuck !== null);
    expect(stuck.length).toBeGreaterThan(0);
    expect(statesOf(await connectionsOf(out('stuck.tcpdump')))).toEqual(statesOf(stuck));
  });

  it('between the formats: pcap to pcapng and back is what it was', async () => {
    const path = join(FIXTURES, 'captures/nanoseconds-little.pcap');
    await closewait('export', path, '-o', out('there.pcapng'));
    await closewait('export', out('there.pcapng'), '-o', out('back.pcap'));
    expect(readPcap(readFileSync(out('back.pcap')))).toEqual(readPcap(readFileSync(path)));
  });

  it('several link types do not fit into pcap, and a text log has no bytes: refused with what fits', async () => {
    const path = join(FIXTURES, 'captures/everything-little.pcapng');
    const { status, err } = await closewait('export', path, '-o', out('no.pcap'));
    expect([status, err]).toEqual([2, expect.stringMatching(/ETHERNET, RAW.*pcapng\.\n$/)]);
    expect(await closewait('export', SAMPLE, '-o', out('no.pcap'))).toMatchObject({ status: 2 });
    expect(readdirSync(folder).filter((name) => name.startsWith('no.pcap'))).toEqual([]);
  });
});

describe('anonymised', () => {
  const scenarios = readdirSync(KERNEL)
    .filter((name) => !name.includes('.') && !name.startsWith('random'))
    .filter((_, at) => at % 12 === 0);

  it.each(scenarios)('%s: other addresses, right checksums, the same states', SLOW, async (scenario) => {
    const path = join(KERNEL, scenario, 'server.pcap');
    expect(await closewait('export', path, '--anonymise', '--force', '-o', out('ticket.pcap'))).toMatchObject(
      {
        status: 0,
      },
    );
    const [before, after] = [readPcap(fixture(path)), readPcap(readFileSync(out('ticket.pcap')))];
    for (const { data, original } of after.link === 1 ? after.packets : []) {
      const length = 14 + data.readUInt16BE(16);
      expect(data.length).toBeLessThanOrEqual(Math.min(original, length));
      if (data[23] !== 6) continue;
      const headers = 14 + (data[14] & 15) * 4 + (data[14 + (data[14] & 15) * 4 + 12] >>> 4) * 4;
      expect(data.length).toBe(headers);
      expect(checksumsOf(data).ip).toBe(true);
    }
    const right = (packets: typeof after.packets) =>
      packets.filter(({ data }) => data[23] === 6 && checksumsOf(data).tcp).length;
    if (after.link === 1) expect(right(after.packets)).toBeGreaterThanOrEqual(right(before.packets));
    const [was, is] = [await connectionsOf(path), await connectionsOf(out('ticket.pcap'))];
    expect(statesOf(is)).toEqual(statesOf(was));
    const addressesOf = (rows: readonly Told[]) =>
      rows.flatMap(({ client, server }) => [client, server].map((end) => end.replace(/:\d+$/, '')));
    const [old, now] = [addressesOf(was), addressesOf(is)];
    // One for one: where two were equal two are, and where not, not.
    expect(new Set(now).size).toBe(new Set(old).size);
    expect(new Set(old.map((one, at) => `${one} ${now[at]}`)).size).toBe(new Set(old).size);
  });

  it('nothing of the addresses, payload, names and comments is left in the bytes', async () => {
    const path = join(FIXTURES, 'captures/everything-little.pcapng');
    await closewait('export', path, '--anonymise', '-o', out('bare.pcapng'));
    const [before, after] = [readFileSync(path), readFileSync(out('bare.pcapng'))];
    const texts = before.toString('latin1').match(/[A-Za-z][\w .-]{7,}/g) ?? [];
    expect(texts.length).toBeGreaterThan(3);
    for (const text of texts) expect(after.toString('latin1')).not.toContain(text);
    for (const address of [
      [192, 0, 2, 1],
      [192, 0, 2, 2],
    ]) {
      expect(before.includes(Buffer.from(address))).toBe(true);
      expect(after.includes(Buffer.from(address))).toBe(false);
    }
  });

  it('a text log: names, dumps and comments are gone, states and times stay', async () => {
    const secret = [
      '# server db7.corp.example, ticket 4711',
      '12:00:00.000001 IP alice.corp.example.40000 > db7.corp.example.http: Flags [S], seq 100, win 64240, options [mss 1460,sackOK,TS val 1 ecr 0,nop,wscale 7], length 0',
      '12:00:00.000101 IP db7.corp.example.http > alice.corp.example.40000: Flags [S.], seq 500, ack 101, win 65160, options [mss 1460,sackOK,TS val 9 ecr 1,nop,wscale 7], length 0',
      '12:00:00.000201 IP alice.corp.example.40000 > db7.corp.example.http: Flags [P.], seq 1:20, ack 1, win 502, length 19: HTTP: GET /secret HTTP/1.1',
      '\t0x0000:  4745 5420 2f73 6563 7265 7420 4854 5450  GET./secret.HTTP',
      '12:00:00.000301 IP 203.0.113.9.40000 > db7.corp.example.http: Flags [F.], seq 20, ack 1, win 502, length 0',
      '12:00:00.000302 IP 203.0.113.9 > 203.0.113.10: ICMP echo request, id 1, seq 1, length 64',
      '',
    ].join('\n');
    writeFileSync(out('secret.tcpdump'), secret);
    const { err } = await closewait(
      'export',
      out('secret.tcpdump'),
      '--anonymise',
      '-o',
      out('open.tcpdump'),
    );
    expect(err).toMatch(
      /Left out: 1 packets of the log that are not TCP, or whose flags it does not print\.\n$/,
    );
    const open = readFileSync(out('open.tcpdump'), 'utf8');
    expect(open).not.toMatch(/alice|db7|corp|secret|203\.0|4711|0x0000|http/i);
    expect(open).toContain(
      '12:00:00.000001 IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [S], seq 100, win 64240, options [mss 1460,sackOK,TS val 1 ecr 0,nop,wscale 7], length 0\n',
    );
    expect(open).toContain('10.0.0.3.40000 > 10.0.0.2.80: Flags [F.]');
    expect(statesOf(await connectionsOf(out('open.tcpdump')))).toEqual(
      statesOf(await connectionsOf(out('secret.tcpdump'))),
    );
  });
});

describe('anonymised, and nothing is left', () => {
  const left = (name: string) => readdirSync(folder).filter((one) => one.startsWith(name));

  it.each(['radiotap', 'pktap', 'frame-relay'])('%s: told with the link type, no file', async (name) => {
    const path = join(FIXTURES, `decode/${name}.pcap`);
    const { status, err } = await closewait('export', path, '--anonymise', '-o', out('left.pcap'));
    expect([status, err]).toEqual([2, expect.stringMatching(/Nothing is left.*link type [A-Z0-9_]+/)]);
    expect(left('left')).toEqual([]);
  });

  it('a log of tcpdump -q: told that it prints no flags, no file', async () => {
    writeFileSync(out('quiet.txt'), '12:00:00.000001 IP 192.0.2.1.40000 > 192.0.2.2.80: tcp 0\n');
    const { status, err } = await closewait('export', out('quiet.txt'), '--anonymise', '-o', out('left.log'));
    expect([status, err]).toEqual([2, expect.stringContaining('tcpdump -q')]);
    expect(left('left')).toEqual([]);
  });
});

describe('rows and reports', () => {
  it('connections as CSV, as JSON by the contract, findings, packets', async () => {
    const csv = (await closewait('export', SAMPLE, '--format', 'csv')).out.split('\n');
    expect(csv[0]).toMatch(/^connection,client,server,clientState,serverState,/);
    expect(csv[1]).toMatch(/^1,192\.168\.1\.110:52552,192\.168\.1\.177:8000,/);
    const json = (await closewait('export', SAMPLE, '--format', 'json')).out;
    expect(JSON.parse(json)).toEqual(await connectionsOf(SAMPLE));
    const findings = JSON.parse((await closewait('export', SAMPLE, '-f', 'json', '--rows', 'findings')).out);
    expect(findings.map(({ id }: { id: string }) => id)).toContain('never-accepted');
    const packets = (await closewait('export', SAMPLE, '-f', 'csv', '--rows', 'packets')).out
      .trim()
      .split('\n');
    expect(packets).toHaveLength(7);
  });

  it.each([
    ['en', '## Findings', '**Never accepted**'],
    ['zh-cn', '## 发现', '**从未被 accept'],
  ])('a report in %s: what was found, servers, connections, the explanation', async (locale, ...texts) => {
    const { out } = await closewait('export', SAMPLE, '--format', 'markdown', '--locale', locale);
    for (const text of [...texts, '192.168.1.177:8000', 'ss -ltnp']) expect(out).toContain(text);
    expect(out).toMatch(/^# .*close-wait\.tcpdump\n/);
  });
});

describe('a part of a log', () => {
  const wireshark = (name: string) => join(FIXTURES, 'wireshark', name);

  it.each(['data_lost.fields-tsv.txt', 'close_wait_after_data.fields-csv.txt'])(
    '%s: with the heading, without which its rows cannot be read',
    async (name) => {
      const path = wireshark(name);
      await closewait('export', path, '--connection', '1', '-f', 'log', '-o', out(name));
      const [before, after] = [path, out(name)].map((one) => readFileSync(one, 'utf8').split('\n'));
      expect(before[0]).toMatch(/tcp\.srcport|No\./);
      expect(after[0]).toBe(before[0]);
      const [first] = await connectionsOf(path);
      // How long it is stuck depends on when the recording ends.
      const lasting = (row: Told) => ({ ...row, stuck: null });
      const part = await connectionsOf(out(name));
      expect(statesOf(part.map(lasting))).toEqual(statesOf([lasting(first)]));
    },
  );

  it('times since the packet before are not those of a part: refused, the whole log and another form are not', async () => {
    const ends = '192.0.2.1.40000 > 192.0.2.2.80:';
    const lines = [0, 5, 2, 7, 1].map(
      (seconds, at) =>
        ` 00:00:0${seconds}.000000 IP ${ends} Flags [${at === 0 ? 'S' : '.'}], seq ${at}, win 9, length 0\n`,
    );
    writeFileSync(out('ttt.txt'), lines.join(''));
    for (const path of [out('ttt.txt'), wireshark('close_wait_after_data.delta.txt')]) {
      const part = ['export', path, '--connection', '1', '-f', 'log', '--force'];
      const { status, err } = await closewait(...part, '-o', out('part.log'));
      expect([status, err]).toEqual([2, expect.stringContaining('since the packet before')]);
      expect(await closewait(...part, '--anonymise', '-o', out('part.log'))).toMatchObject({ status: 0 });
      const whole = await closewait('export', path, '-f', 'log', '--force', '-o', out('part.log'));
      expect(whole).toMatchObject({ status: 0 });
    }
    for (const name of ['close_wait_after_data.columns.txt', 'close_wait_after_data.clock.txt'])
      expect(
        await closewait(
          'export',
          wireshark(name),
          '--connection',
          '1',
          '-f',
          'log',
          '--force',
          '-o',
          out('part.log'),
        ),
      ).toMatchObject({ status: 0 });
  });
});

describe('a damaged recording', () => {
  it.each(['cut.pcap', 'cut.pcapng'])(
    '%s: told on standard error as by connections, and in the report',
    async (name) => {
      const path = join(FIXTURES, 'captures', name);
      const told = (await closewait('connections', path)).err;
      expect(told).not.toBe('');
      expect(await closewait('export', path, '-o', out(`damaged-${name}`))).toMatchObject({
        status: 0,
        err: told,
      });
      const report = await closewait('export', path, '-f', 'markdown', '--locale', 'en');
      expect([report.status, report.err]).toEqual([0, told]);
      const [first] = told.trim().split('\n');
      expect(report.out).toMatch(/\n## What of the file could not be read\n\n- /);
      expect(report.out.replaceAll('\\', '')).toContain(first.replace(/^closewait: [^:]*: /, ''));
    },
  );
});

describe('the file that is written', () => {
  it('is not replaced without --force, and never the one that is read', async () => {
    writeFileSync(out('there.csv'), 'kept');
    const refused = await closewait('export', SAMPLE, '-o', out('there.csv'));
    expect([refused.status, readFileSync(out('there.csv'), 'utf8')]).toEqual([2, 'kept']);
    expect(refused.err).toContain('--force');
    expect((await closewait('export', SAMPLE, '--force', '-o', out('there.csv'))).status).toBe(0);
    expect(readFileSync(out('there.csv'), 'utf8')).toMatch(/^connection,/);
    writeFileSync(out('own.tcpdump'), readFileSync(SAMPLE));
    const own = await closewait('export', out('own.tcpdump'), '--force', '-o', out('own.tcpdump'));
    expect(own).toMatchObject({ status: 2, err: expect.stringContaining('the file that is read') });
  });

  it('a full disk and a folder that is not there are told with the folder', async () => {
    const full = await closewait('export', SAMPLE, '--force', '-f', 'csv', '-o', '/dev/full');
    expect(full).toMatchObject({
      status: 2,
      err: 'closewait: /dev/full: no space is left on the device (folder /dev)\n',
    });
    const gone = await closewait('export', SAMPLE, '-o', join(folder, 'no/where.csv'));
    expect(gone.err).toContain(`(folder ${join(folder, 'no')})`);
  });

  it('nothing is left of a file that could not be written whole', async () => {
    const before = readdirSync(folder);
    await closewait('export', SAMPLE, '--filter', 'nosuchfield:1', '-o', out('never.csv'));
    await closewait('export', SAMPLE, '--filter', 'port:1', '-o', out('never.csv'));
    await closewait('export', SAMPLE, '--connection', '9', '-o', out('never.csv'));
    expect(readdirSync(folder)).toEqual(before);
  });

  it.each([
    [['--anonymise', '-f', 'csv'], '--anonymise belongs to pcap'],
    [['--rows', 'packets', '-f', 'pcap'], '--rows belongs to csv'],
    [['--rows', 'report', '-f', 'csv'], 'a report is markdown'],
    [['--force', '-f', 'csv'], '--force belongs to --output'],
    [[], '--format: give one of'],
  ])('%j is told: %s', async (options, told) => {
    const { status, err } = await closewait('export', SAMPLE, ...options);
    expect([status, err]).toEqual([2, expect.stringContaining(told)]);
  });
});
