import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { find, openCapture } from './find';

const VERDICTS = join(__dirname, '../../fixtures/verdicts');
const verdict = (name: string): Uint8Array => new Uint8Array(readFileSync(join(VERDICTS, name)));

type Locale = 'en' | 'zh-cn';
const LOCALES: readonly Locale[] = ['en', 'zh-cn'];

async function explained(name: string, locale: Locale = 'en') {
  const { rows } = await find(verdict(name), locale);
  const explanation = (await openCapture(verdict(name), locale)).client().explain({ connection: 1 });
  const causes = explanation.endpoints.flatMap((endpoint) => endpoint.causes.map(({ title }) => title));
  return { findings: rows[0].findings, ids: rows[0].findings.map(({ id }) => id), causes, explanation };
}

interface Right {
  readonly ids: readonly string[];
  /** The causes that come first at the end that is explained first. */
  readonly causes: readonly string[];
  /** What the findings say, in either language. */
  readonly says: readonly RegExp[];
  readonly never: readonly RegExp[];
}

const BETWEEN = 'A firewall or another device between the two sent it';
const FORGOT = 'conntrack or IPVS forgot the half-closed connection';
const FOR_GOOD = 'The server wrote to a connection that the client had closed';
const REJECT = 'A firewall rejects with RST in the middle of the connection';
const GONE = 'One end is gone, or cannot be reached';

/** What the kernels and the people who had the problem say; never from the program's own output. */
const RIGHT: Readonly<Record<string, Right>> = {
  // `ss` still listed the server's socket: a firewall's reject.
  'bare-rst-soon.pcap': {
    ids: ['no-socket'],
    causes: [REJECT],
    says: [/RST/],
    never: [/closed with unread data$/i],
  },
  'rst-foreign-ttl.pcap': {
    ids: ['reset-from-between'],
    causes: [BETWEEN],
    says: [/TTL.*64.*63/],
    never: [/aborted on purpose/],
  },
  'forged-rst-ttl.log': {
    ids: ['reset-from-between', 'capture-mid-stream'],
    causes: [BETWEEN],
    says: [/TTL.*120.*46/],
    never: [/unread data/],
  },
  'half-close-cut-by-nat.pcap': {
    ids: ['reset-from-between', 'close-wait', 'slow-answer'],
    causes: [FORGOT, FOR_GOOD],
    says: [/TTL.*63.*52/],
    never: [/Packet 8: [^"]*the client sent RST/],
  },
  'fin-fin-rst-at-once.log': {
    ids: ['no-socket'],
    causes: ['Both ends had closed'],
    says: [/5 ms|5 毫秒/],
    never: [/60 s/, /a timer/],
  },
  'unread-data-after-fin.log': {
    ids: ['close-wait', 'aborted-with-unread-data'],
    causes: ['The server closed with unread data'],
    says: [/close\(\)/],
    never: [/1 bytes/],
  },
  'fin-counted-as-data.tcpdump': {
    ids: ['aborted-by-linger'],
    causes: ['The client closed with unread data'],
    says: [/close\(\)/],
    never: [/1 bytes|1 字节/],
  },
  'keepalive-timeout.log': {
    ids: ['half-open-peer'],
    causes: [GONE],
    says: [/keep-alive.*3/i],
    never: [/linger/i],
  },
  'keepalive-dead.pcap': {
    ids: ['half-open-peer'],
    causes: [GONE],
    says: [/keep-alive.*3/i],
    never: [/linger/i],
  },
  'keepalive-dead.tcpdump': {
    ids: ['half-open-peer'],
    causes: [GONE],
    says: [/keep-alive.*3/i],
    never: [/linger/i],
  },
  'fin-before-handshake-rst.log': {
    ids: ['no-socket'],
    causes: [],
    says: [/FIN/],
    never: [/accept queue/, /is gone/, /restarted/],
  },
  'syn-ack-only-rst.log': { ids: ['no-socket'], causes: [], says: [/SYN/], never: [/1 bytes/, /lost:/] },
  'midstream-single-rst.log': {
    ids: ['capture-mid-stream'],
    causes: [],
    says: [],
    never: [/accept queue/, /never carried data/],
  },
};
// The same as tcpdump -v prints it, which shows TTL and IP ID too.
const PRINTED = ['bare-rst-soon', 'rst-foreign-ttl', 'half-close-cut-by-nat'];
const CASES = [
  ...Object.entries(RIGHT),
  ...PRINTED.map((name) => [`${name}.nv.txt`, RIGHT[`${name}.pcap`]] as const),
];

describe.each(CASES)('%s', (name, right) => {
  it('has these findings', async () => {
    expect((await explained(name)).ids).toEqual(right.ids);
  });

  it('has its cause first, and nothing that the packets refute', async () => {
    const { causes, explanation, findings } = await explained(name);
    expect(causes.slice(0, right.causes.length)).toEqual(right.causes);
    const text = JSON.stringify([explanation, findings]);
    for (const refuted of right.never) expect(text).not.toMatch(refuted);
  });

  it.each(LOCALES)('says so with its proof (%s)', async (locale) => {
    const { findings, explanation } = await explained(name, locale);
    const said = findings.map(({ message }) => message).join('\n');
    for (const words of right.says) expect(said).toMatch(words);
    expect(JSON.stringify([said, explanation])).not.toMatch(/\{[a-z]\w*\}|undefined|NaN/);
  });
});

describe('the accept queue', () => {
  it('is not called full while the answer to the SYN/ACK was on its way', async () => {
    const { ids } = await explained('accept-queue-rtt.log');
    expect(ids).not.toContain('accept-queue-overflow');
  });

  it('comes first where other SYNs to the port were answered', async () => {
    const session = await openCapture(verdict('syn-dropped-beside-answered.tcpdump'));
    const { endpoints } = session.client().explain({ connection: 3 });
    expect(endpoints[0].state).toBe('SYN_SENT');
    expect(endpoints[0].causes.map(({ title }) => title)).toEqual(["The server's accept queue is full"]);
    expect(endpoints[0].causes[0].supports).toHaveLength(1);
  });
});

describe('the SYN of an ordinary handshake', () => {
  it.each(LOCALES)('is told as answered, after 6 µs (%s)', async (locale) => {
    const session = await openCapture(verdict('healthy-handshake.pcap'), locale);
    const { summary, endpoints } = session.client().explain({ index: 0 });
    expect(summary).toMatch(/6 (µs|微秒)/);
    expect(endpoints.flatMap(({ causes }) => causes)).toEqual([]);
    const told = endpoints.map(({ commands: _, ...endpoint }) => endpoint);
    expect(JSON.stringify(told)).not.toMatch(/no answer|unanswered|not answered|没有(得到)?应答/);
  });
});

describe('an end that gave up on a peer that it no longer heard', () => {
  it('by keep-alive: the FIN that comes later changes nothing of it', async () => {
    const { findings, ids } = await explained('keepalive-gave-up-then-fin.pcap');
    expect(ids).toEqual(['half-open-peer']);
    expect(findings[0]).toMatchObject({ endpoint: 'client', severity: 'warning' });
    expect(findings[0].message).toContain('Keep-alive: 3 probes to the client went unanswered');
  });

  it('by TCP_USER_TIMEOUT: it is the server that gave up, in the cause as well', async () => {
    const { ids, causes } = await explained('user-timeout-gave-up.pcap');
    expect(ids).toContain('half-open-peer');
    expect(causes[0]).toBe('The server had given the connection up');
    expect((await explained('user-timeout-gave-up.pcap', 'zh-cn')).causes[0]).toBe('服务端早已放弃这条连接');
  });
});

describe('a server that has read the request and resets', () => {
  it.each(LOCALES)('is not said to have left it unread (%s)', async (locale) => {
    const { findings, causes, explanation } = await explained('linger-after-request.pcap', locale);
    expect(findings[0].message).toContain('SO_LINGER');
    expect(explanation.title).not.toMatch(/unread|未读|没读/);
    expect(findings[0].title).not.toMatch(/unread|未读|没读/);
    expect(causes.length).toBeGreaterThan(1);
  });
});
