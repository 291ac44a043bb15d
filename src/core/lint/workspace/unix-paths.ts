import { child, type SyntaxNode } from '../syntax';
import { calleeOf } from './c-functions';
import { argumentsOf, bare, inside, textOf, type Within } from './nodes';
import type { Sources } from './sources';

/** Calls that copy a path into an address, with the argument that it stands in. */
const COPIES: Readonly<Record<string, number>> = { strcpy: 1, strncpy: 1, strlcpy: 1, memcpy: 1 };
const PRINTS = /^s(?:n)?printf$/;

/** The path that a function of C writes into the address of its unix socket; null where it is not written in the code. */
export function unixPathIn(within: Within, sources: Sources): string | null {
  const { source } = within;
  const isPath = (node: SyntaxNode | undefined) =>
    /\bsun_path$/.test(node === undefined ? '' : textOf(source, node));
  for (const call of inside(within, 'call_expression')) {
    const args = argumentsOf(call);
    const callee = calleeOf(source, call);
    if (!isPath(args[0]?.type === 'pointer_expression' ? (child(args[0], 'argument') ?? undefined) : args[0]))
      continue;
    const value = PRINTS.test(callee) ? args.at(-1) : args[COPIES[callee] ?? -1];
    const path = value === undefined ? null : pathOf(textOf(source, bare(value)), sources, 'c');
    if (path !== null) return path;
  }
  for (const pair of inside(within, 'initializer_pair')) {
    const [field, value] = [pair.children[0], child(pair, 'value')];
    if (value !== null && isPath(field)) return pathOf(textOf(source, bare(value)), sources, 'c');
  }
  return null;
}

const QUOTED = /^["'`](\/[^"'`\s$]+)["'`]$/;

/** A path in quotes, or the one that a macro, a constant or a variable has; `A || '/run/b'` has its default. */
export function pathOf(text: string, sources: Sources, language: 'c' | 'node'): string | null {
  const quoted = QUOTED.exec(text)?.[1] ?? /(?:\|\||\?\?)\s*["'`](\/[^"'`\s$]+)["'`]$/.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  if (!/^[A-Za-z_$][\w$]*$/.test(text)) return null;
  const name = text.replaceAll('$', '\\$');
  const given = new RegExp(`(?<![\\w$])${name}\\b[^\\n"'\`;]*["'\`](/[^"'\`\\s$]+)["'\`]`);
  const isGiven = new RegExp(
    `(?:#[ \\t]*define[ \\t]+${name}\\b|(?<![\\w$])${name}(?:\\[\\w*\\])?(?:\\s*:\\s*\\w+)?\\s*=)`,
  );
  for (const source of sources.naming(text, language)) {
    const at = isGiven.exec(source.text)?.index;
    const path = at === undefined ? undefined : given.exec(source.text.slice(at, at + 200))?.[1];
    if (path !== undefined) return path;
  }
  return null;
}
