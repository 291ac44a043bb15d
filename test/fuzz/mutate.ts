/** A source of numbers below a limit. */
export type Random = (below: number) => number;

/** Numbers that look random and are the same for each seed (Park and Miller's minimal standard generator). */
export function numbers(seed: number): Random {
  let state = (seed % 2147483646) + 1;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

const TOKEN = /\s+|\w+|\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`]*`|[^\s\w]/g;

/** What is put where it does not belong. */
const FOREIGN: readonly string[] = [
  ...'( ) { } [ ] ; , . : ? ! ~ = == != < <= > >= && || + - * / % & | ^ << >> ++ -- -> => += |= ?. ?? ... " \' ` # @ \\ / /* */ //'.split(
    ' ',
  ),
  ...'if else for while do switch case default return goto break continue sizeof struct enum static const int'.split(
    ' ',
  ),
  ...'try catch finally throw await async yield function class new typeof import export extends super this'.split(
    ' ',
  ),
  '\n#if 0\n',
  '\n#else\n',
  '\n#endif\n',
  '\n#define X(a) a &&\n',
  '\n#define Y X(',
  'X(Y)',
  '<a>',
  '</a>',
  '<T,>',
  '({',
  '})',
  '\n',
  '\0',
  '\ufeff',
  '\ud800',
];

type Mutation = (tokens: string[], random: Random) => void;

const MUTATIONS: readonly Mutation[] = [
  (tokens, random) => tokens.splice(random(tokens.length), 1),
  (tokens, random) => tokens.splice(random(tokens.length), 1 + random(8)),
  (tokens, random) => tokens.splice(random(tokens.length), 0, FOREIGN[random(FOREIGN.length)]),
  (tokens, random) => tokens.splice(random(tokens.length), 0, tokens[random(tokens.length)]),
  (tokens, random) => tokens.splice(random(tokens.length), 1, FOREIGN[random(FOREIGN.length)]),
  (tokens, random) => tokens.splice(random(tokens.length), 1, tokens[random(tokens.length)]),
  (tokens, random) => {
    const from = random(tokens.length);
    const some = tokens.slice(from, from + random(20));
    tokens.splice(random(tokens.length), 0, ...some);
  },
  (tokens, random) => {
    tokens.length = 1 + random(tokens.length);
  },
];

/** A part of a text, some of its tokens deleted, inserted, repeated or exchanged, or its end cut off. */
export function mutated(text: string, random: Random): string {
  const tokens = excerpt(text, random).match(TOKEN) ?? [' '];
  for (let left = 1 + random(4); left > 0 && tokens.length > 0; left--)
    MUTATIONS[random(MUTATIONS.length)](tokens, random);
  return tokens.join('');
}

/** The first paragraph, which has what is included or imported, and some that follow each other. */
function excerpt(text: string, random: Random): string {
  const paragraphs = text.split(/\n\n/);
  const from = random(paragraphs.length);
  return [paragraphs[0], ...paragraphs.slice(Math.max(1, from), from + 1 + random(4))].join('\n\n');
}
