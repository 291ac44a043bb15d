/** Longer lines are not looked into: a log collector cuts them before. */
const LONGEST = 4 << 20;
const DEEPEST = 3;
/** A text of JSON that stands on a line of its own, perhaps behind its key: `"stdout": "tcp 0 0 ...\\n",`. */
const STRING_ALONE = /^\s*(?:"[\w .-]{1,80}"\s*:\s*)?("(?:[^"\\]|\\.)*"),?\s*$/;

/** The texts that a line of JSON holds (`{"log":"...\n"}`, a ticket's body), in order; null: it is not JSON. */
export function textsInJson(line: string): readonly string[] | null {
  const trimmed = line.trim();
  if (trimmed.length > LONGEST) return null;
  if (/^\{\s*"/.test(trimmed) && trimmed.endsWith('}')) return textsOf(trimmed);
  const [, alone] = /\\["n]/.test(trimmed) ? (STRING_ALONE.exec(trimmed) ?? []) : [];
  return alone === undefined ? null : textsOf(alone);
}

function textsOf(json: string): readonly string[] | null {
  try {
    return textsIn(JSON.parse(json), 0);
  } catch {
    return null;
  }
}

function textsIn(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth >= DEEPEST) return [];
  return Object.values(value).flatMap((inner) => textsIn(inner, depth + 1));
}
