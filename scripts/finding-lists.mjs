// What `npm run rules` writes of the findings: the catalogue, with every file of their two folders.

/** `close-wait` as `closeWait`. */
const constantOf = (id) => id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** The names of a list in the order that it has; new ones come last, and are moved by hand to where they are to be told. */
function inOrder(text, list, ids) {
  const held = new RegExp(`export const ${list} = \\[([\\s\\S]*?)\\]`).exec(text)?.[1] ?? '';
  const order = [...held.matchAll(/\w+/g)].map(([name]) => name);
  const names = ids.map(constantOf);
  return [
    ...order.filter((name) => names.includes(name)),
    ...names.filter((name) => !order.includes(name)).sort(),
  ];
}

/** `src/core/findings/catalogue.ts` with the findings of its folders: ids of files in `capture/` and in `connection/`. */
export function catalogueWith(text, { capture, connection }) {
  const importsOf = (folder, ids) =>
    [...ids].sort().map((id) => `import { ${constantOf(id)} } from './${folder}/${id}';\n`);
  const others = text.replace(/^import \{ \w+ \} from '\.\/(?:capture|connection)\/.*\n/gm, '');
  const listed = [
    ['CONNECTION_RULES', connection],
    ['CAPTURE_RULES', capture],
  ].reduce((code, [list, ids]) => {
    const lines = inOrder(text, list, ids).map((name) => `  ${name},\n`);
    return code.replace(
      new RegExp(`(export const ${list} = \\[\\n)[\\s\\S]*?(\\])`),
      `$1${lines.join('')}$2`,
    );
  }, others);
  return [...importsOf('capture', capture), ...importsOf('connection', connection), listed].join('');
}
