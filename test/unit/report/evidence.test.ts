import { describe, expect, it } from 'vitest';
import type { ShownEvidence } from '../../../src/core/explain';
import { explanationJson, explanationMarkdown, explanationText, Style } from '../../../src/core/report';
import type { CaptureFindingView, Explanation } from '../../../src/core/session/capture';
import { packetIndex, packetNumber } from '../../../src/core/tcp';

const finding = (...evidence: ShownEvidence[]): CaptureFindingView => ({
  id: 'stopped-serving',
  title: 'The server stopped serving',
  message: 'It did.',
  endpoint: 'server',
  severity: 'error',
  sureness: 'likely',
  since: null,
  seconds: null,
  evidence,
  address: null,
  connections: [],
});

const explanation = (...evidence: ShownEvidence[]): Explanation => ({
  title: 'T',
  summary: 'S.',
  connection: null,
  quality: null,
  captureFindings: [finding(...evidence)],
  endpoints: [],
  statements: [],
});

const packet = (number: number, file: string | null = null): ShownEvidence => ({
  kind: 'packet',
  file,
  index: packetIndex(number - 1),
  packet: packetNumber(number),
});
const row = (line: number, file: string | null = null): ShownEvidence => ({ kind: 'socketRow', file, line });
const code: ShownEvidence = { kind: 'sourcePlace', file: 'src/server.c', line: 40, column: 5 };
const dropped: ShownEvidence = { kind: 'observation', file: null, of: 'dropped' };

const layout = { locale: 'en', style: new Style(false), proseColumns: 80 } as const;
const json = (...evidence: ShownEvidence[]) =>
  JSON.parse(explanationJson(explanation(...evidence))).captureFindings[0];

describe('evidence of a finding', () => {
  it.each<[string, readonly ShownEvidence[], string]>([
    ['packets are in the sentence', [packet(4), packet(5)], '✖ The server stopped serving'],
    ['what the recording says of itself, too', [dropped], '✖ The server stopped serving'],
    ['rows by their lines', [row(3), row(4)], '✖ The server stopped serving  (line 3, 4)'],
    ['rows of two files', [row(3, 'ss.txt'), row(9, 'b.txt')], '(line 3) b.txt (line 9)'],
    ['a place in source code', [packet(4), code], '✖ The server stopped serving  src/server.c:40'],
  ])('%s: text', (_, evidence, told) => {
    const lines = explanationText(layout, explanation(...evidence)).split('\n');
    expect(lines.find((line) => line.includes('stopped serving'))).toMatch(
      new RegExp(`${told.replace(/[()]/g, '\\$&')}$`),
    );
  });

  it('stands beside the title in Markdown', () => {
    expect(explanationMarkdown('en', explanation(row(3), code))).toContain(
      '- **The server stopped serving** (line 3) src/server.c:40: It did.',
    );
  });

  it('keeps to the contract where there are only packets of one file', () => {
    expect(Object.keys(json(packet(4), dropped))).toEqual([
      ...['id', 'title', 'message', 'endpoint', 'severity', 'sureness', 'since', 'seconds'],
      ...['packets', 'indices', 'address', 'connections'],
    ]);
    expect(json(packet(4), packet(5))).toMatchObject({ packets: [4, 5], indices: [3, 4] });
  });

  it('names the file wherever it names a packet of several files', () => {
    expect(json(packet(4, 'a.pcap'), row(3, 'ss.txt'), code)).toMatchObject({
      packets: [4],
      evidence: [
        { kind: 'packet', file: 'a.pcap', packet: 4 },
        { kind: 'socketRow', file: 'ss.txt', line: 3 },
        { kind: 'sourcePlace', file: 'src/server.c', line: 40, column: 5 },
      ],
    });
  });
});
