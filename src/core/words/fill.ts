/** What is put in the places of a text, by their names. */
export type Values = Readonly<Record<string, string | number | null | undefined>>;

/** `text` with each `{name}` filled from `values`. A value that is missing stays visible as `{name}`. */
export function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined || value === null ? placeholder : String(value);
  });
}
