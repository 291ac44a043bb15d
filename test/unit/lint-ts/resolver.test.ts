import { describe, expect, it } from 'vitest';
import { Project } from '../../../src/core/lint/frontend-ts/project';
import { Resolver } from '../../../src/core/lint/frontend-ts/project/resolver';

const text = (path: string, value = '') => ({ path, text: value });

/** What specifiers lead to, with a project of some sources and configurations. */
function resolver(sources: readonly string[], configurations: Readonly<Record<string, unknown>> = {}) {
  const made = new Resolver(
    sources.map((path) => text(path)),
    Object.entries(configurations).map(([path, value]) =>
      text(path, typeof value === 'string' ? value : JSON.stringify(value)),
    ),
  );
  return (from: string, specifier: string) => made.resolve(from, specifier);
}

// https://nodejs.org/api/modules.html#all-together, https://www.typescriptlang.org/docs/handbook/modules/theory.html
describe('relative specifiers', () => {
  const sources = [
    'src/a.ts',
    'src/b.js',
    'src/c.mts',
    'src/d/index.ts',
    'src/e.tsx',
    'src/e/index.ts',
    'f.ts',
  ];
  it.each([
    ['src/a.ts', './b', 'src/b.js'],
    ['src/a.ts', './b.js', 'src/b.js'],
    ['src/b.js', './a.js', 'src/a.ts'],
    ['src/b.js', './c.mjs', 'src/c.mts'],
    ['src/a.ts', './d', 'src/d/index.ts'],
    ['src/a.ts', './d/', 'src/d/index.ts'],
    ['src/d/index.ts', '..', null],
    ['src/d/index.ts', '../a', 'src/a.ts'],
    ['src/d/index.ts', '.', 'src/d/index.ts'],
    ['src/a.ts', './e', 'src/e.tsx'],
    ['src/a.ts', '../f', 'f.ts'],
    ['f.ts', './src/a', 'src/a.ts'],
    ['src/a.ts', '../../f', null],
    ['src/a.ts', './missing', null],
    ['src/a.ts', 'net', null],
    ['src/a.ts', 'node:net', null],
  ])('%s: %s', (from, specifier, expected) => {
    expect(resolver(sources)(from, specifier)).toBe(expected);
  });

  it('has paths as VS Code and Windows write them', () => {
    expect(resolver(['file:///w/a.ts', 'file:///w/b/index.ts'])('file:///w/a.ts', './b')).toBe(
      'file:///w/b/index.ts',
    );
    expect(resolver(['src\\a.ts', 'src\\b.ts'])('src\\a.ts', './b')).toBe('src\\b.ts');
  });
});

// https://www.typescriptlang.org/tsconfig/#paths
describe('paths of tsconfig.json', () => {
  const sources = ['src/net/wire.ts', 'lib/wire.ts', 'packages/a/src/x.ts', 'src/app.ts'];
  it.each([
    [{ compilerOptions: { paths: { '@net/*': ['./src/net/*'] } } }, '@net/wire', 'src/net/wire.ts'],
    [
      { compilerOptions: { baseUrl: './src', paths: { '@net/*': ['net/*'] } } },
      '@net/wire',
      'src/net/wire.ts',
    ],
    [{ compilerOptions: { baseUrl: 'src' } }, 'net/wire', 'src/net/wire.ts'],
    [{ compilerOptions: { paths: { wire: ['missing', 'lib/wire'] } } }, 'wire', 'lib/wire.ts'],
    [{ compilerOptions: {} }, '@net/wire', null],
    ['{ // a comment\n "compilerOptions": { "baseUrl": "src", /* "a" */ }, }', 'net/wire', 'src/net/wire.ts'],
    ['{ "compilerOptions": ', 'net/wire', null],
  ])('%j', (config, specifier, expected) => {
    expect(resolver(sources, { 'tsconfig.json': config })('src/app.ts', specifier)).toBe(expected);
  });

  it('are the nearest, and inherited', () => {
    const configurations = {
      'tsconfig.json': { extends: './tsconfig.base.json' },
      'tsconfig.base.json': { compilerOptions: { paths: { x: ['src/app'] } } },
      'packages/a/tsconfig.json': { compilerOptions: { paths: { x: ['src/x'] } } },
    };
    const resolve = resolver(sources, configurations);
    expect(resolve('src/app.ts', 'x')).toBe('src/app.ts');
    expect(resolve('packages/a/src/x.ts', 'x')).toBe('packages/a/src/x.ts');
  });
});

// https://nodejs.org/api/packages.html
describe('packages of the workspace', () => {
  const sources = ['packages/a/src/index.ts', 'packages/a/src/deep.ts', 'packages/b/lib/main.js', 'app.ts'];
  it.each([
    [{ name: 'a' }, 'a', 'packages/a/src/index.ts'],
    [{ name: 'a', main: './dist/index.js' }, 'a', 'packages/a/src/index.ts'],
    [
      { name: '@s/a', exports: { './deep': { import: './dist/deep.mjs', default: './dist/deep.js' } } },
      '@s/a/deep',
      'packages/a/src/deep.ts',
    ],
    [{ name: '@s/a', exports: { './*': './src/*.ts' } }, '@s/a/deep', 'packages/a/src/deep.ts'],
    [{ name: 'a' }, 'a/src/deep', 'packages/a/src/deep.ts'],
    [{ name: 'a' }, 'ab', null],
    [{ name: '' }, 'a', null],
  ])('%j', (manifest, specifier, expected) => {
    expect(resolver(sources, { 'packages/a/package.json': manifest })('app.ts', specifier)).toBe(expected);
  });

  it('have their own imports', () => {
    const manifest = { imports: { '#deep': './src/deep.ts', '#any/*': { node: './src/*.ts' } } };
    const resolve = resolver(sources, { 'packages/a/package.json': manifest });
    expect(resolve('packages/a/src/index.ts', '#deep')).toBe('packages/a/src/deep.ts');
    expect(resolve('packages/a/src/index.ts', '#any/deep')).toBe('packages/a/src/deep.ts');
    expect(resolve('app.ts', '#deep')).toBe(null);
  });
});

describe('a project', () => {
  const outlined: string[] = [];
  const project = new Project(({ path }) => {
    outlined.push(path);
    return { exports: {}, stars: path === 'a.ts' ? ['./b'] : [], handed: [] };
  });
  const files = ['a.ts', 'b.ts', 'c.ts', 'main.ts'].map((path) => text(path, `import './${path}'`));

  it('reads the modules that are asked for alone, and once', () => {
    project.update(files, []);
    for (let count = 0; count < 3; count++) project.imports('main.ts', './a', 'open');
    expect(outlined).toEqual(['a.ts', 'b.ts']);
  });

  it('has another key for a file only where one that it asked tells something else', () => {
    project.update(files, []);
    const [a, b, c, main] = files;
    project.lowering(main, () => project.imports('main.ts', './a', 'open'));
    const key = project.keyOf(main);
    project.update([a, b, text('c.ts', 'other'), main], []);
    expect(project.keyOf(main)).toBe(key);
    project.update([a, text('b.ts', 'other'), c, main], []);
    expect(project.keyOf(main)).toBe(key);
    project.update([a, c, main], []);
    expect(project.keyOf(main)).not.toBe(key);
  });
});
