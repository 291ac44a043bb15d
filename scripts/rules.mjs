// Writes what follows from the linter's rules and the findings: `npm run rules`. The lists of them, their settings in the manifest, the texts
// of these in both languages, and the table for readers. A unit test says when a file is not as it is written here.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { catalogueWith } from './finding-lists.mjs';
import { ROOT } from './run.mjs';

const LEVELS = ['off', 'error', 'warning', 'information', 'hint'];
const TABLE = /(<!-- rules: npm run rules -->\n)[\s\S]*?(<!-- \/rules -->)/;

/** The manifest with a setting for each rule; which of them are on is for `closewait.lint.tier` to say. */
export function manifestWith(text, rules) {
  const manifest = JSON.parse(text);
  for (const { properties } of manifest.contributes.configuration) {
    const setting = properties['closewait.lint.rules'];
    if (setting === undefined) continue;
    setting.default = {};
    setting.properties = Object.fromEntries(
      rules.map(({ id }) => [id, { type: 'string', enum: LEVELS, markdownDescription: `%rule.${id}%` }]),
    );
  }
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The manifest's texts of one language, with one for each rule. */
export function textsWith(text, rules, words) {
  const entries = Object.entries(JSON.parse(text));
  const first = entries.findIndex(([key]) => key.startsWith('rule.'));
  const others = entries.filter(([key]) => !key.startsWith('rule.'));
  others.splice(first, 0, ...rules.map(({ id }) => [`rule.${id}`, words[`lint.rule.${id}`]]));
  return `${JSON.stringify(Object.fromEntries(others), null, 2)}\n`;
}

/** A document with the table of rules between its two marks. */
export function documentWith(text, folder, rules, words) {
  const rows = rules.map(({ id, languages, tier }) => {
    const [c, node] = ['c', 'typescript'].map((each) => (languages.includes(each) ? '✓' : ''));
    const what = `${words[`lint.rule.${id}`]}${tier === 'recommended' ? '' : ` (${tier})`}`;
    return `| [\`${id}\`](${folder}/${id}.md) | ${c} | ${node} | ${what} |\n`.replaceAll('|  |', '| |');
  });
  const table = `| rule | C | Node | what is wrong |\n|---|:-:|:-:|---|\n${rows.join('')}`;
  return text.replace(TABLE, (_, begin, end) => `${begin}${table}${end}`);
}

/** `double-close` as `doubleClose`. */
const constantOf = (id) => id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** The list of a folder's rules in the order that it has; new ones come last. */
export function listWith(text, ids) {
  const listed = [...text.matchAll(/from '\.\/([\w-]+)';/g)].map(([, id]) => id);
  const order = [...(/= \[([\s\S]*?)\];/.exec(text)?.[1] ?? '').matchAll(/\w+/g)].map(([name]) => name);
  const place = (id) => (order.includes(constantOf(id)) ? order.indexOf(constantOf(id)) : order.length);
  const sorted = [...ids].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
  const own = listed.includes('rule') ? [["import type { Rule } from './rule';", 'rule']] : [];
  const imports = [...ids.map((id) => [`import { ${constantOf(id)} } from './${id}';`, id]), ...own]
    .sort(([, a], [, b]) => (a < b ? -1 : 1))
    .map(([line]) => `${line}\n`);
  const foreign = own.length > 0 ? '' : "import type { Rule } from '../rules';\n";
  const [head] = text.split('import ');
  const lines = sorted.map((id) => `  ${constantOf(id)},\n`).join('');
  return `${head}${foreign}${imports.join('')}\nexport const RULES: readonly Rule[] = [\n${lines}];\n`;
}

const read = (file) => readFileSync(join(ROOT, file), 'utf8');
const changed = (file, change) => ({ file, is: read(file), ought: change(read(file)) });

/** The lists of rules, each as it is and as it ought to be: what has a file in the folder, and a document, is a rule. */
export const lists = () =>
  ['src/core/lint/rules', 'src/core/lint/rules-ts'].map((folder) => {
    const ids = readdirSync(join(ROOT, folder))
      .map((name) => name.replace(/\.ts$/, ''))
      .filter((id) => existsSync(join(ROOT, 'docs/rules', `${id}.md`)));
    return changed(`${folder}/list.ts`, (text) => listWith(text, ids));
  });

const FINDINGS = 'src/core/findings';
const findingsIn = (folder) =>
  readdirSync(join(ROOT, FINDINGS, folder)).map((name) => name.replace(/\.ts$/, ''));

/** The catalogue of findings, as it is and as it ought to be. */
export const catalogue = () =>
  changed(`${FINDINGS}/catalogue.ts`, (text) =>
    catalogueWith(text, { capture: findingsIn('capture'), connection: findingsIn('connection') }),
  );

/** Every other file that follows from the rules, as it is and as it ought to be. */
export const filesFor = (rules, words) => [
  changed('package.json', (text) => manifestWith(text, rules)),
  changed('package.nls.json', (text) => textsWith(text, rules, words.en)),
  changed('package.nls.zh-cn.json', (text) => textsWith(text, rules, words['zh-cn'])),
  ...documents().map((file) =>
    changed(file, (text) =>
      documentWith(text, file.startsWith('docs/') ? 'rules' : 'docs/rules', rules, words.en),
    ),
  ),
];

/** The documents that have the table. */
export const documents = () =>
  ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)].filter(
    (file) => file.endsWith('.md') && TABLE.test(read(file)),
  );

function write(files) {
  for (const { file, is, ought } of files)
    if (is !== ought) {
      writeFileSync(join(ROOT, file), ought);
      console.log(`${file} written`);
    }
}

/** The rules and words of the sources. */
async function sources() {
  const code = `export { RULE_DESCRIPTIONS } from './src/core/lint'; export { LINT_WORDS as WORDS } from './src/core/lint/words';`;
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  write([...lists(), catalogue()]);
  const { RULE_DESCRIPTIONS, WORDS } = await sources();
  write(filesFor(RULE_DESCRIPTIONS, WORDS));
}
