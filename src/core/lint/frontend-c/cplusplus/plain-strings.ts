const RAW = /\b(?:u8|[uUL])?R"([^()\\\s]{0,16})\(/g;

/** A text without raw strings, of the same length and lines: they may hold quotes, braces and directives that are none. */
export function withoutRawStrings(text: string): string {
  if (!text.includes('R"')) return text;
  let plain = '';
  let from = 0;
  RAW.lastIndex = 0;
  for (let match = RAW.exec(text); match !== null; match = RAW.exec(text)) {
    const close = `)${match[1]}"`;
    const at = text.indexOf(close, RAW.lastIndex);
    if (at < 0) break;
    const end = at + close.length;
    plain += text.slice(from, match.index) + emptied(text.slice(match.index, end));
    from = end;
    RAW.lastIndex = end;
  }
  return plain + text.slice(from);
}

const emptied = (literal: string): string => `""${literal.slice(2).replace(/[^\n]/g, ' ')}`;
