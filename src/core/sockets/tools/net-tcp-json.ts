import type { ListedRow } from './list-rows';
import { hasConnection, propertyNamed } from './named-columns';
import { netTcpRow } from './powershell';

/** Deeper than `ConvertTo-Json` puts a connection, even in a report of several commands. */
const DEEPEST = 4;

const NAME = /"((?:Local|Remote)(?:Address|Port)|local_address|remote_address)"\s*:/;

/** `Get-NetTCPConnection | ConvertTo-Json`: connections as objects; null: the text is not that. */
export function netTcpJson(text: string): ListedRow[] | null {
  const [, first] = NAME.exec(text) ?? [];
  if (!/^\s*[[{]/.test(text) || first === undefined) return null;
  const found = objectsIn(parse(text), 0);
  // Each connection has its properties in the same order.
  const name = `"${first}"`;
  const lines = text.split('\n').flatMap((line, at) => Array(line.split(name).length - 1).fill(at + 1));
  return found.flatMap((values, at) => {
    const row = netTcpRow(values);
    return row === null ? [] : [{ row, line: Number(lines[at] ?? 1) }];
  });
}

function objectsIn(value: unknown, depth: number): ReadonlyMap<string, string>[] {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
  const values = new Map(
    Object.entries(value).map(([name, one]) => [propertyNamed(name), String(one ?? '')] as const),
  );
  if (hasConnection([...values.keys()])) return [values];
  return Object.values(value).flatMap((inner) => objectsIn(inner, depth + 1));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
