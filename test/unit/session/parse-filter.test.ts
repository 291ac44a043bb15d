import { describe, expect, it } from 'vitest';
import { isFilterError, needsText, parseFilter } from '../../../src/core/session/capture/filter';

/** An expression written back with every operator and parenthesis spelled out. */
function spell(text: string): string {
  const parsed = parseFilter(text);
  if (isFilterError(parsed)) return `${parsed.id} ${parsed.start}-${parsed.end}`;
  const walk = (e: typeof parsed): string => {
    switch (e.kind) {
      case 'and':
      case 'or':
        return `(${walk(e.left)} ${e.kind} ${walk(e.right)})`;
      case 'not':
        return `not ${walk(e.of)}`;
      case 'address':
        return `address ${e.end} ${e.pattern.words.map((w) => (w >>> 0).toString(16)).join('.')} ${e.pattern.masks.map((w) => (w >>> 0).toString(16)).join('.')}`;
      case 'port':
        return `port ${e.end} ${e.port}`;
      case 'ports':
        return `ports ${e.end} ${e.from}-${e.to}`;
      case 'flags':
        return `flags ${e.bits}`;
      case 'quantity':
        return `${e.of} ${e.operator} ${e.value}`;
      case 'payload':
        return `payload ${[...e.needle].map((byte) => byte.toString(16)).join('.')}`;
      case 'process':
        return `process ${e.text}`;
      case 'finding':
        return `finding ${e.id}`;
      case 'state':
        return `state ${e.side ?? 'either'} ${e.state}`;
      case 'connection':
        return `connection ${e.connection}`;
      case 'analysis':
        return `analysis ${e.findings}`;
      case 'text':
        return `text "${e.text}"`;
      default:
        return e.kind;
    }
  };
  return walk(parsed);
}

describe('a filter', () => {
  it.each([
    ['', 'all'],
    ['8000', 'port either 8000'],
    ['70000', 'text "70000"'],
    ['10.0.0.0/33', 'filter.bad-address 0-11'],
    ['10.0.0.0/-1', 'filter.bad-address 0-11'],
    ['10.0.0.0/8/9', 'filter.bad-address 0-12'],
    ['2001:db8::/3.2', 'filter.bad-address 0-14'],
    ['10.0.0.256', 'filter.bad-address 0-10'],
    ['1.2.3.4 or 2001:db8::/129', 'filter.bad-address 11-25'],
    ['10.0.0.0/', 'filter.bad-address 0-9'],
    ['10.0.0.1/index.html', 'text "10.0.0.1/index.html"'],
    ['sport:80', 'port source 80'],
    ['192.0.2.1', 'address either 0.0.0.c0000201 ffffffff.ffffffff.ffffffff.ffffffff'],
    ['src:10.0.0.0/8', 'address source 0.0.0.a000000 ffffffff.ffffffff.ffffffff.ff000000'],
    ['2001:db8::/32', 'address either 20010db8.0.0.0 ffffffff.0.0.0'],
    ['fe80::1', 'address either fe800000.0.0.1 ffffffff.ffffffff.ffffffff.ffffffff'],
    ['CLOSE-WAIT', 'state either CLOSE_WAIT'],
    ['close_wait', 'state either CLOSE_WAIT'],
    ['estab', 'state either ESTABLISHED'],
    ['FIN_WAIT1', 'state either FIN_WAIT_1'],
    ['server:time-wait', 'state server TIME_WAIT'],
    [
      '10.0.0.1:80',
      '((address source 0.0.0.a000001 ffffffff.ffffffff.ffffffff.ffffffff and port source 80) or (address destination 0.0.0.a000001 ffffffff.ffffffff.ffffffff.ffffffff and port destination 80))',
    ],
    ['fe80::1:80', 'address either fe800000.0.0.10080 ffffffff.ffffffff.ffffffff.ffffffff'],
    ['port == 80', 'port either 80'],
    ['port: 80', 'port either 80'],
    ['len>100', 'length > 100'],
    ['gap > 200ms', 'gap > 0.2'],
    ['time:1m-2m', '(time >= 60 and time <= 120)'],
    ['port:8000-8100', 'ports either 8000-8100'],
    ['tcp.stream == 0', 'connection 1'],
    ['tcp.port==80&&tcp.port==443', '(port either 80 and port either 443)'],
    ['tcp.port in {80, 443 8000..8100}', '((port either 80 or port either 443) or ports either 8000-8100)'],
    ['payload:0x0d0a', 'payload d.a'],
    ['http contains "GET"', 'payload 47.45.54'],
    ['process:Nginx', 'process nginx'],
    ['finding:half-close', 'finding half-close'],
    ['-tcp.flags.fin', 'not flags 1'],
    ['server.c', 'text "server.c"'],
    ['a->b', 'text "a->b"'],
    ['host example.com', '(text "host" and text "example.com")'],
    ['rst', 'flags 4'],
    ['flags:syn,ack', 'flags 18'],
    ['stuck', 'stuck'],
    ['connection:12', 'connection 12'],
    ['analysis:retransmission', 'analysis 1'],
    ['analysis:Duplicate-ACK', 'analysis 16'],
    ['analysis:zero-window+keep-alive', 'analysis 640'],
    ['"GET /"', 'text "get /"'],
    ['text:"a b"', 'text "a b"'],
    ['8000 rst', '(port either 8000 and flags 4)'],
    ['8000 rst or fin', '((port either 8000 and flags 4) or flags 1)'],
    ['8000 (rst or fin)', '(port either 8000 and (flags 4 or flags 1))'],
    ['not stuck', 'not stuck'],
    ['-8000 !rst', '(not port either 8000 and not flags 4)'],
  ])('%s reads as %s', (text, expected) => {
    expect(spell(text)).toBe(expected);
  });

  it.each([
    ['http.request.method == "GET"', 'filter.unknown-wireshark 0-19'],
    ['tcp.analysis.foo', 'filter.unknown-analysis 0-16'],
    ['tcp matches "x"', 'filter.bad-operator 0-3'],
    ['addr > 10.0.0.1', 'filter.bad-operator 0-4'],
    ['len>abc', 'filter.bad-number 4-7'],
    ['gap>5x', 'filter.bad-time 4-6'],
    ['len>', 'filter.expected-value 0-4'],
    ['tcp.port in {}', 'filter.expected-value 12-14'],
    ['tcp.port == 99999', 'filter.bad-port 12-17'],
    ['text contains "x', 'filter.unclosed-quote 14-16'],
    ['prot:80', 'filter.unknown-field 0-4'],
    ['port:http', 'filter.bad-port 5-9'],
    ['port:', 'filter.expected-value 0-5'],
    ['ip:10.0.0.300', 'filter.bad-address 3-13'],
    ['state:OPEN', 'filter.unknown-state 6-10'],
    ['flags:foo', 'filter.bad-flag 6-9'],
    ['8000 "abc', 'filter.unclosed-quote 5-9'],
    ['(8000', 'filter.unclosed-paren 0-1'],
    ['8000)', 'filter.unexpected 4-5'],
    ['8000 or', 'filter.unexpected-end 6-7'],
    ['connection:x', 'filter.bad-connection 11-12'],
    ['analysis:dup', 'filter.unknown-analysis 9-12'],
  ])('%s is wrong in place: %s', (text, expected) => {
    expect(spell(text)).toBe(expected);
  });

  it('names every finding where one is not known', () => {
    expect(parseFilter('analysis:lost')).toMatchObject({
      values: {
        text: 'lost',
        known: expect.stringMatching(/^retransmission, .*lost-segment.*, reused-ports$/),
      },
    });
  });
});

describe('a filter of any size', () => {
  const errorOf = (text: string) => {
    const parsed = parseFilter(text);
    return isFilterError(parsed) ? parsed.id : 'read';
  };

  it.each([
    ['parentheses', '('.repeat(100_000)],
    ['parentheses that close', `${'('.repeat(100_000)}rst${')'.repeat(100_000)}`],
    ['negations', `${'!'.repeat(100_000)}rst`],
    ['negations in words', `${'not '.repeat(100_000)}rst`],
    ['both', `${'!('.repeat(100_000)}rst`],
  ])('is refused where it is nested too deep: %s', (_, text) => {
    expect(errorOf(text)).toBe('filter.too-deep');
  });

  it.each(['or', 'and'])('is read where it is long: %s', (operator) => {
    const parsed = parseFilter(
      Array.from({ length: 100_000 }, (_, at) => `port:${at % 65536}`).join(` ${operator} `),
    );
    expect(isFilterError(parsed)).toBe(false);
    if (!isFilterError(parsed)) expect(needsText(parsed)).toBe(false);
  });
});
