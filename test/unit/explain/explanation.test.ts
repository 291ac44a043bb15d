import { describe, expect, it } from 'vitest';
import { type ConnectionFacts, explainEndpoints, type TransitionFacts } from '../../../src/core/explain';
import type { ConnectionRow, Explanation } from '../../../src/core/session/capture';
import { connectionId, packetIndex } from '../../../src/core/tcp';
import {
  finding,
  openFindings,
  openSample,
  SAMPLE_ROW,
  SAMPLE_TRANSITIONS,
  sampleFacts,
  transition,
} from './sample-facts';

const explain = (facts: ConnectionFacts<ConnectionRow>): Explanation => ({
  ...explainEndpoints('en', facts),
  quality: null,
  captureFindings: [],
});
const endpoint = (explanation: Explanation, side: 'client' | 'server') =>
  explanation.endpoints.find((found) => found.side === side)!;
const titles = (facts: ConnectionFacts<ConnectionRow>, side: 'client' | 'server') =>
  endpoint(explain(facts), side).causes.map(({ title }) => title);
const commands = (explanation: Explanation, side: 'client' | 'server', platform: string) =>
  endpoint(explanation, side)
    .commands.filter((command) => command.platform === platform)
    .map(({ command }) => command);

describe('the sample log', () => {
  it('is told in two or three sentences that stand alone', () => {
    const { title, summary } = explain(sampleFacts());
    expect(title).toBe(
      'Server 192.168.1.177:8000: CLOSE_WAIT for 120 s, until the client reset the connection',
    );
    expect(summary).toBe(
      "The client closed at 17:11:35.668512. The server's kernel acknowledged it; the server's program did not close its end. " +
        'Not a byte of data went either way: this is what a connection looks like that the kernel completed and no program accepted. ' +
        'Look for a busy accept loop before you look for a missing close(). ' +
        'After 120 s the client gave it up with RST (packet 6); 120 s is how long Windows waits in FIN_WAIT_2.',
    );
  });

  it('is told in Chinese as well', () => {
    const { title, summary } = explainEndpoints('zh-cn', sampleFacts());
    expect(title).toBe('服务端 192.168.1.177:8000：CLOSE_WAIT 持续 120 秒，直到客户端重置连接');
    expect(summary).toBe(
      '客户端在 17:11:35.668512 关闭了连接；服务端内核随即确认，服务端程序却一直没有关闭自己这一端。' +
        '双方一个字节的数据都没有发过：内核完成了握手、却没有程序 accept 的连接，正是这个样子。' +
        '先查 accept 循环是不是卡在别处，再去找漏掉的 close()。' +
        '120 秒之后客户端放弃，发出 RST（报文 6）；120 秒正是 Windows 在 FIN_WAIT_2 里等待的时间。',
    );
  });

  it('names never-accepted first, and only after it the causes that a program could have', () => {
    expect(titles(sampleFacts(), 'server')).toEqual([
      'The connection was never accepted',
      'Accepted, but the program is busy elsewhere',
      'close() is missing on some path',
      'Another process holds a copy of the descriptor',
    ]);
  });

  it('says since when and until when, and cites the packets that prove it', () => {
    const server = endpoint(explain(sampleFacts()), 'server');
    expect(server).toMatchObject({ state: 'CLOSE_WAIT', certainty: 'confirmed' });
    expect(server.since).toBe(
      "since 17:11:35.668512 (packet 4), for 120 s, until the client's RST (packet 6)",
    );
    expect(server.evidence).toMatchObject([
      { kind: 'packet', file: null, packet: 4, index: 3, row: 8 },
      { kind: 'packet', file: null, packet: 5, index: 4, row: 9 },
      { kind: 'packet', file: null, packet: 6, index: 5, row: 10 },
    ]);
    expect(server.evidence[0].text).toBe(
      '17:11:35.668512 client → server [F.] FIN: client will send no more; server must close()',
    );
  });

  it('does not doubt a packet that the next one proves to have arrived', () => {
    const why = endpoint(explain(sampleFacts()), 'server').why;
    expect(why[0]).not.toContain('Inferred');
    expect(why).toContain(
      'The capture holds no FIN of the server after that: up to then nothing had called shutdown(), nor close() on the last descriptor of the socket.',
    );
  });

  it('gives the client the mirror of it', () => {
    const client = endpoint(explain(sampleFacts()), 'client');
    expect(client).toMatchObject({ state: 'FIN_WAIT_2', address: '192.168.1.110:52552' });
    expect(client.causes[0].title).toBe("The server's program has not closed");
    // It was reset by its own kernel or program: a socket that was only shut down is not given up by a timer.
    expect(client.causes.map(({ title }) => title)).not.toContain('Only sending was shut down');
  });

  it('fills addresses and ports into the commands of each machine', () => {
    const explanation = explain(sampleFacts());
    expect(commands(explanation, 'server', 'linux').slice(0, 3)).toEqual([
      "ss -tanpo state close-wait '( sport = :8000 )'",
      "ss -ltnp 'sport = :8000'",
      'lsof -nP -iTCP:8000 -sTCP:CLOSE_WAIT',
    ]);
    expect(commands(explanation, 'client', 'linux')).toEqual(["ss -tanpo '( dst 192.168.1.177:8000 )'"]);
    expect(commands(explanation, 'server', 'windows')[0]).toBe('netstat -ano | findstr :8000');
    expect(commands(explanation, 'server', 'windows')[1]).toContain('-LocalPort 8000 -State CloseWait');
    // It is not in that state any more.
    expect(commands(explanation, 'client', 'windows')).toEqual(['netstat -ano | findstr :8000']);
  });

  it('speaks of the end that hangs from the FIN on, whatever its peer does', () => {
    expect(explain(sampleFacts({ at: packetIndex(3) })).title).toMatch(
      /^Server 192\.168\.1\.177:8000: CLOSE_WAIT/,
    );
  });

  it('explains the moment that is asked about, not the end', () => {
    const atHandshake = explain(sampleFacts({ at: packetIndex(2), side: 'client' }));
    expect(atHandshake.endpoints.map(({ side, state }) => [side, state])).toEqual([
      ['client', 'ESTABLISHED'],
      ['server', 'ESTABLISHED'],
    ]);
    const atReset = explain(sampleFacts({ at: packetIndex(5) }));
    expect(endpoint(atReset, 'server')).toMatchObject({ state: 'CLOSED', certainty: 'inferred' });
    expect(atReset.summary).toContain('The client ended the connection with RST at 17:13:35.670464');
    expect(endpoint(atReset, 'server').causes.map(({ title }) => title)).toEqual([
      'The client gave up waiting for a FIN',
    ]);
  });
});

describe('a CLOSE_WAIT that is open when the capture ends', () => {
  it('is told so', () => {
    const { title, summary } = explain(openSample());
    expect(title).toBe('Server 192.168.1.177:8000: CLOSE_WAIT for 60 s');
    expect(summary).toContain('The capture ends 60 s later, with nothing changed.');
  });

  it('leaves room for a timer at the peer, which no packet would show', () => {
    const client = endpoint(explain(openSample()), 'client');
    expect(client.since).toBe(
      'since 17:11:35.668851 (packet 5); the capture ends 60 s later, and a timer may have ended the state before that',
    );
  });

  it('after an answered request points at the program, never at accept()', () => {
    const connection = { ...SAMPLE_ROW, clientBytes: 80, serverBytes: 4000 };
    const facts = { ...openSample(), connection, findings: openFindings('served') };
    expect(titles(facts, 'server')).toEqual([
      'Accepted, but the program is busy elsewhere',
      'close() is missing on some path',
      'Another process holds a copy of the descriptor',
    ]);
    expect(explain(facts).summary).toContain('the program did accept it');
    expect(explain(facts).summary).not.toContain('no program accepted');
  });

  it('after an unanswered request leaves it open whether the program ever accepted', () => {
    const connection = { ...SAMPLE_ROW, clientBytes: 80, serverBytes: 0 };
    const facts = { ...openSample(), connection, findings: openFindings('unanswered') };
    expect(titles(facts, 'server')[0]).toBe('Never accepted, or accepted and not served');
    expect(explain(facts).summary).toContain("The client's 80 bytes were acknowledged and not answered");
  });

  it('is a half-close in use where the endpoint goes on sending', () => {
    const connection = { ...SAMPLE_ROW, clientBytes: 80, serverBytes: 4000 };
    const findings = [finding('half-close', 'used', 'server', 4, 5)];
    const facts = { ...openSample(), connection, findings, serverSentAfterFin: true };
    expect(titles(facts, 'server')[0]).toBe('A half-close in use');
    expect(explain(facts).summary).toContain('a half-close in use');
  });

  it('of a capture that began mid-stream says nothing about data it may have missed', () => {
    const connection = { ...SAMPLE_ROW, roleBy: 'port' as const };
    const facts = { ...openSample(), connection, findings: openFindings('unexplained') };
    expect(titles(facts, 'server')).not.toContain('The connection was never accepted');
    expect(explain(facts).summary).not.toContain('Not a byte');
    expect(endpoint(explain(facts), 'server').why.at(-1)).toContain('no handshake of this connection');
  });
});

describe('the facts for and against a cause', () => {
  const causes = (facts: ConnectionFacts<ConnectionRow>) => endpoint(explain(facts), 'server').causes;

  it('are those of the capture', () => {
    const [neverAccepted, busy] = causes(sampleFacts());
    expect(neverAccepted).toMatchObject({ supports: ['Neither end sent a byte of data.'], opposes: [] });
    expect(busy.opposes).toEqual(['Nothing shows that a program ever had the connection.']);
  });

  it('name the connection that keeps the program busy', () => {
    const neighbours = {
      servedMeanwhile: connectionId(0),
      servedAndOpen: 0,
      servedLater: null,
      answered: null,
      closedByServer: 0,
    };
    expect(causes(sampleFacts({ neighbours }))[0].supports[1]).toMatch(
      /^Connection 1 to the same port was open/,
    );
  });

  it('put what a later connection excludes behind the others', () => {
    const neighbours = {
      servedMeanwhile: null,
      servedAndOpen: 0,
      servedLater: connectionId(4),
      answered: null,
      closedByServer: 2,
    };
    const facts = sampleFacts({ neighbours });
    expect(causes(facts).map(({ title }) => title)).toEqual([
      'Accepted, but the program is busy elsewhere',
      'close() is missing on some path',
      'Another process holds a copy of the descriptor',
      'The connection was never accepted',
    ]);
    expect(explain(facts).summary).toContain('connection 5 to the same port came later and was served');
    expect(explain(facts).summary).not.toContain('no program accepted');
  });

  it('count the sockets that are stuck together', () => {
    const connection = { ...SAMPLE_ROW, clientBytes: 80, serverBytes: 4000 };
    const facts = { ...openSample(), connection, findings: openFindings('served'), pileUp: 6 };
    expect(causes(facts)[1]).toMatchObject({
      title: 'close() is missing on some path',
      supports: [
        'The server has sent 4000 bytes on it, so its program had accepted it.',
        '6 connections to this port are stuck in CLOSE_WAIT at the same time.',
      ],
    });
  });
});

describe('a CLOSE_WAIT that is no reproach to the program', () => {
  /** From the acknowledgment of the FIN on: what ended it, and when. */
  const ended = (end: string, ...transitions: TransitionFacts[]) =>
    sampleFacts({
      transitions: [...SAMPLE_TRANSITIONS.slice(0, 10), ...transitions],
      findings: [],
      captureEnd: end,
    });
  const reset = (sender: 'client' | 'server', time: string): TransitionFacts => ({
    ...transition(7, {
      side: 'server',
      sender,
      flags: 'R.',
      from: 'CLOSE_WAIT',
      to: 'CLOSED',
      certainty: 'inferred',
      reason: sender === 'client' ? 'received-reset' : 'sent-reset',
    }),
    time,
  });

  it('is brief: the capture ends before a program can be called slow', () => {
    const facts = ended('61895.700000');
    expect(explain(facts).summary).toBe(
      "The client closed at 17:11:35.668512, and the server's kernel acknowledged it. The capture ends 31.5 ms later, too soon to call the program slow.",
    );
    expect(titles(facts, 'server')).toEqual([]);
  });

  it('ends in the server aborting, which no accept loop explains', () => {
    const findings = [finding('aborted-by-linger', 'queued', 'server', 5, 7)];
    const facts = { ...ended('61900.0', reset('server', '61900.0')), findings };
    expect(explain(facts).summary).toContain(
      'Instead of closing, the server reset the connection (packet 7)',
    );
    expect(explain(facts).summary).not.toContain('no program accepted');
    expect(titles(facts, 'server')).toEqual([
      'The listening socket went away',
      'The server aborted on purpose',
    ]);
  });

  it('ends in an RST that answers what the server still sent', () => {
    const findings = [finding('write-after-close', 'knew', 'server', 4, 6, 7)];
    const ending = ended('61900.0', reset('client', '61900.0'));
    const facts = { ...ending, findings, serverSentAfterFin: true };
    expect(explain(facts).summary).toContain('it had closed for good, not only shut down sending');
    expect(titles(facts, 'server')).toEqual(['The server wrote to a connection that the client had closed']);
    expect(endpoint(explain(facts), 'server').evidence.at(-1)?.text).not.toContain('gave up');
  });

  it('ends in the program closing', () => {
    const lastAck = {
      ...reset('server', '61900.0'),
      flags: 'F.',
      to: 'LAST_ACK',
      reason: 'sent-last-fin',
    } as const;
    const { summary } = explain(
      sampleFacts({ ...ended('61900.0', lastAck), at: packetIndex(4), side: 'server' }),
    );
    expect(summary).toContain("the server's program closed in its turn. That took 4.33 s (to packet 7).");
  });

  it('is not the subject where its FIN may never have arrived', () => {
    const transitions = SAMPLE_TRANSITIONS.slice(0, 8);
    const facts = sampleFacts({ transitions, findings: [], captureEnd: '61955.0' });
    expect(explain(facts).endpoints[0]).toMatchObject({ side: 'client', state: 'FIN_WAIT_1' });
    const server = explain({ ...facts, side: 'server' });
    expect(server.summary).toContain('so CLOSE_WAIT is inferred');
    expect(server.endpoints[0].causes).toEqual([]);
  });
});

const swapped = (side: 'client' | 'server'): 'client' | 'server' => (side === 'client' ? 'server' : 'client');

describe('other states', () => {
  it('a client left in CLOSE_WAIT is a pool before anything else', () => {
    const mirrored = openSample().transitions.map((t) =>
      t.packet < 4 ? t : { ...t, side: swapped(t.side), sender: swapped(t.sender) },
    );
    const findings = [finding('close-wait', 'pool.open', 'client', 4, 5)];
    const facts = { ...openSample(), transitions: mirrored, findings };
    expect(explain(facts).endpoints[0]).toMatchObject({ side: 'client', state: 'CLOSE_WAIT' });
    expect(titles(facts, 'client')[0]).toBe('An idle connection in a pool');
  });

  const only = (...transitions: TransitionFacts[]) =>
    sampleFacts({ transitions, findings: [], captureEnd: '61850.150463' });
  const syn = SAMPLE_TRANSITIONS[0];
  const refusal = { sender: 'server', flags: 'R.', to: 'CLOSED' } as const;

  it('SYN_SENT without an answer is a filter before a dead host', () => {
    const facts = only(syn, SAMPLE_TRANSITIONS[1]);
    expect(explain({ ...facts, side: 'client' }).endpoints[0].state).toBe('SYN_SENT');
    expect(titles(facts, 'client')[0]).toBe('A firewall drops the SYN');
    expect(commands(explain(facts), 'client', 'linux')).toContain('nc -vz -w 5 192.168.1.177 8000');
  });

  it('a refused connection says who refused', () => {
    const facts = only(
      syn,
      transition(2, {
        ...refusal,
        side: 'server',
        from: 'SYN_RECEIVED',
        certainty: 'confirmed',
        reason: 'refused',
      }),
      transition(2, {
        ...refusal,
        side: 'client',
        from: 'SYN_SENT',
        certainty: 'inferred',
        reason: 'was-refused',
      }),
    );
    expect(explain(facts).title).toBe('Server 192.168.1.177:8000: refused by the server');
    const found = { ...facts, findings: [finding('refused', 'syn', 'server', 1, 2)] };
    expect(titles(found, 'client')[0]).toBe('Nothing listens on that port');
  });

  it('a connection of which nothing is known says so, without inventing a time', () => {
    const facts = sampleFacts({ transitions: [], findings: [], captureEnd: null, timeBase: 'none' });
    expect(explain(facts).endpoints.map(({ state, since }) => [state, since])).toEqual([
      ['UNKNOWN', 'since before the capture'],
      ['UNKNOWN', 'since before the capture'],
    ]);
  });

  it('without times speaks of packets', () => {
    const untimed = SAMPLE_TRANSITIONS.map((t) => ({ ...t, time: null }));
    const { title, summary, endpoints } = explain(
      sampleFacts({ transitions: untimed, captureEnd: null, timeBase: 'none' }),
    );
    expect(title).toBe('Server 192.168.1.177:8000: CLOSE_WAIT');
    expect(summary).toContain('The client closed in packet 4.');
    expect(endpoints[0].since).toBe("since packet 4, until the client's RST (packet 6)");
    expect(JSON.stringify({ title, summary, endpoints })).not.toMatch(/[{]\w+[}]/);
  });
});

describe('commands', () => {
  const hostile = (client: string, server: string) =>
    explain(sampleFacts({ connection: { ...SAMPLE_ROW, client, server } })).endpoints.flatMap((e) =>
      e.commands.map(({ command }) => command),
    );

  it('never contain a host name out of the file', () => {
    const lines = hostile("$(reboot)'; rm -rf /;:52552", 'a`id`b:8000').join('\n');
    expect(lines).not.toMatch(/reboot|rm -rf|`id`/);
    expect(lines).toContain("ss -tanpo '( dport = :8000 )'");
  });

  it('do without a port that is only a name', () => {
    const lines = hostile('host:unknown-service', 'other:whatever').join('\n');
    expect(lines).not.toMatch(/unknown-service|whatever|null|NaN/);
    expect(lines).toContain('ss -tanpo state close-wait');
  });

  it('write IPv6 as each tool wants it', () => {
    const facts = sampleFacts({
      connection: { ...SAMPLE_ROW, client: '[2001:db8::2]:52552', server: '[2001:db8::1]:8000' },
      transitions: [SAMPLE_TRANSITIONS[0]],
    });
    const lines = commands(explain(facts), 'client', 'linux');
    expect(lines).toContain("ss -tanpo state syn-sent '( dst [2001:db8::1]:8000 )'");
    expect(lines).toContain('nc -vz -w 5 2001:db8::1 8000');
  });
});
