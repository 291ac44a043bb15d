/** What is put in the places of a text, by their names. */
export type Values = Readonly<Record<string, string | number | null | undefined>>;

const PLACE = /\{(\w+)\}/;

/** Texts taken apart: literal, name, literal, name ... literal. Most are said again and again. */
const known = new Map<string, readonly string[]>();
/** Far more than the program's words have: texts that came from elsewhere must not pile up. */
const MOST_KNOWN = 20_000;

/** `text` with each `{name}` filled from `values`. A value that is missing stays visible as `{name}`. */
export function fill(text: string, values: Values): string {
  const parts = known.get(text) ?? takenApart(text);
  let filled = parts[0];
  for (let at = 1; at < parts.length; at += 2) {
    const name = parts[at];
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    filled += value === undefined || value === null ? `{${name}}` : String(value);
    filled += parts[at + 1];
  }
  return filled;
}

function takenApart(text: string): readonly string[] {
  if (known.size >= MOST_KNOWN) known.clear();
  const parts = text.split(PLACE);
  known.set(text, parts);
  return parts;
}
