import type { ListedRow } from './list-rows';
import { netTcpRow } from './powershell';

/** Deeper than `ConvertTo-Json` puts a connection, even in a report of several commands. */
const DEEPEST = 4;

/** `Get-NetTCPConnection | ConvertTo-Json`: connections as objects; null: the text is not that. */
export function netTcpJson(text: string): ListedRow[] | null {
  if (!/^\s*[[{]/.test(text) || !text.includes('"LocalAddress"')) return null;
  const found = objectsIn(parse(text), 0);
  const lines = text
    .split('\n')
    .flatMap((line, at) => Array(line.split('"LocalAddress"').length - 1).fill(at + 1));
  return found.flatMap((values, at) => {
    const row = netTcpRow(values);
    return row === null ? [] : [{ row, line: Number(lines[at] ?? 1) }];
  });
}

function objectsIn(value: unknown, depth: number): ReadonlyMap<string, string>[] {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
  if ('LocalAddress' in value && 'RemoteAddress' in value)
    return [new Map(Object.entries(value).map(([name, one]) => [name, String(one ?? '')]))];
  return Object.values(value).flatMap((inner) => objectsIn(inner, depth + 1));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
