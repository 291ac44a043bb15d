import {
  type CopiedRow,
  copiedConnections,
  copiedRows,
  explanationMarkdown,
  packetsMarkdown,
} from '../../core/report';
import type { Row } from '../../core/session/capture';
import type { Locale } from '../../core/words';
import type { Handlers, ReportRequests } from '../../protocol';
import type { PageSession } from './session-contract';

/** Rows asked for at once. */
const PAGE = 1000;
/** Packets of a connection in a ticket. */
const MOST_PACKETS = 60;

/** What a page's client has, written for others. */
export function reportsOf(page: () => Promise<PageSession>, locale: () => Locale): Handlers<ReportRequests> {
  return {
    copyRows: async ({ rows, filtered, format }, signal) => {
      const client = await page();
      const found = await byRuns(rows, async (from, to) => client.rows({ from, to, filtered }, signal));
      return copiedRows(format, await withLines(client, found));
    },
    copyConnections: async ({ rows, query, format }, signal) => {
      const client = await page();
      const found = await byRuns(rows, async (from, to) => {
        const answer = await client.connections({ ...query, from, to }, signal);
        return answer.rows;
      });
      return copiedConnections(format, found);
    },
    explanationMarkdown: async (target, signal) => {
      const client = await page();
      const explanation = await client.explain(target, signal);
      const { connection } = explanation;
      const packets = connection === null ? [] : await packetsOf(client, connection.connection, signal);
      return explanationMarkdown(locale(), explanation) + packetsMarkdown(locale(), packets);
    },
  };
}

/** The first packets of a connection, as rows. */
async function packetsOf(
  client: PageSession,
  connection: number,
  signal: AbortSignal,
): Promise<readonly CopiedRow[]> {
  const { steps } = await client.ladder({ connection, limit: MOST_PACKETS }, signal);
  const rows: Row[] = [];
  for (const { index } of steps) {
    const at = await client.rowOfPacket({ index, filtered: false }, signal);
    rows.push(...(await client.rows({ from: at, to: at + 1, filtered: false }, signal)));
  }
  return withLines(client, rows);
}

async function withLines(client: PageSession, rows: readonly Row[]): Promise<readonly CopiedRow[]> {
  const all: CopiedRow[] = [];
  for (const row of rows) {
    const isPrinted = row.kind === 'packet' && row.text === null;
    all.push({ row, line: isPrinted ? await client.tcpdumpLine(row) : '' });
  }
  return all;
}

/** The items at some positions, in order: what lies side by side is asked for together. */
async function byRuns<T>(
  positions: readonly number[],
  ask: (from: number, to: number) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (let at = 0; at < positions.length; ) {
    const from = positions[at];
    let count = 1;
    while (count < PAGE && positions[at + count] === from + count) count++;
    found.push(...(await ask(from, from + count)));
    at += count;
  }
  return found;
}
