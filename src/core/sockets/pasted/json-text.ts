/** Longer lines are not looked into: a log collector cuts them before. */
const LONGEST = 4 << 20;
const DEEPEST = 3;

/** The texts that a line of JSON holds (`{"log":"...\n"}`, a ticket's body), in order; null: it is not JSON. */
export function textsInJson(line: string): readonly string[] | null {
  const trimmed = line.trim();
  if (!/^\{\s*"/.test(trimmed) || !trimmed.endsWith('}') || trimmed.length > LONGEST) return null;
  try {
    return textsIn(JSON.parse(trimmed), 0);
  } catch {
    return null;
  }
}

function textsIn(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth >= DEEPEST) return [];
  return Object.values(value).flatMap((inner) => textsIn(inner, depth + 1));
}
