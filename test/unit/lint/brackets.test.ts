import { describe, expect, it } from 'vitest';
import { LintSession } from '../../../src/core/session/lint';
import { loadParsers } from '../../../src/host/node';

const parsers = await loadParsers();

/** Right code: one leak, in its fourth line. */
const leak = (name: string): string =>
  `int ${name}(void) {\n  int fd = socket(2, 1, 0);\n  if (fd < 0) return -1;\n  return 0;\n}\n`;

/** By the name of the function: where something is found, and what is skipped. */
function lint(text: string, path = 'a.c') {
  const session = new LintSession(parsers, 'en');
  session.set(path, text);
  const { findings, skipped } = session.lint();
  return {
    found: findings.map(({ line }) => line),
    skipped: skipped.map(({ line, kind }) => `${line} ${kind}`),
  };
}

/** A function that closes what it opens, on every path, as long as its braces are what was meant. */
const function_ = (...middle: readonly string[]): string =>
  [
    'int closes(int a)',
    '{',
    '  int fd = socket(2, 1, 0);',
    '  if (fd < 0)',
    '    return -1;',
    ...middle,
    '  close(fd);',
    '  return 0;',
    '}',
    '',
  ].join('\n');

const STRAY = ['  if (a) {', '    a = 2;', '  }', '  }'];
const NEVER_CLOSED = ['  if (a) {', '    a = 2;'];

describe('braces that do not match cost their own function, which is told', () => {
  it.each([
    ['a stray one', function_(...STRAY)],
    ['a stray one, and blocks behind it', function_(...STRAY, '  while (a) {', '    a--;', '  }')],
    [
      'a stray one, and what looks like a function behind it',
      function_(...STRAY, '  LIST_FOREACH(each, a) {', '    a--;', '  }'),
    ],
    ['a stray one at the margin', function_('}', '  if (a) {', '    a = 2;', '  }')],
    ['two stray ones', function_('  }', '  a = 2;', '  }')],
    ['one that is never closed', function_(...NEVER_CLOSED)],
    ['several that are never closed', function_('  while (a) {', ...NEVER_CLOSED)],
    ['an else without its brace', function_('  if (a) {', '    a = 2;', '  else {', '    a = 3;', '  }')],
    [
      'a macro with a brace in it',
      `#define EACH(a) for (;;) {\n${function_('  EACH(a)', '    a = 2;', '  }')}`,
    ],
    ['its own that is never closed', function_().replace(/}\n$/, '')],
  ])('%s', (_, broken) => {
    const before = leak('before');
    const lines = before.split('\n').length - 1 + broken.split('\n').length - 1;
    const head = 6 + broken.split('\n').findIndex((line) => line.startsWith('int closes'));
    const { found, skipped } = lint(before + broken + leak('after'));
    expect(skipped).toEqual([`${head} unbalanced`]);
    expect(found).toEqual([4, lines + 4]);
  });

  it('the last function, which has no end yet', () => {
    const { found, skipped } = lint(`${leak('before')}${function_().split('\n').slice(0, 5).join('\n')}`);
    expect([found, skipped]).toEqual([[4], ['6 unbalanced']]);
  });

  it('each of many', () => {
    const many = Array.from({ length: 30 }, (_, at) =>
      at % 2 ? function_(...STRAY) : function_(...NEVER_CLOSED),
    );
    const { found, skipped } = lint(many.map((each) => each + leak('good')).join(''));
    expect([found.length, skipped.length]).toEqual([30, 30]);
  });
});

describe('braces that match are read', () => {
  it.each([
    [
      'a block that is closed at the margin',
      '',
      `int f(int a)\n{\n  int fd = socket(2, 1, 0);\n  if (a) {\n    a = 2;\n}\n  return 0;\n}\n`,
      [7],
    ],
    [
      'braces that stand as far in as what they close',
      '',
      'static int\nf(int a)\n  {\n  int fd = socket(2, 1, 0);\n  if (a) {\n    a = 2;\n    }\n  return 0;\n  }\n',
      [8],
    ],
    ['one too many between functions', '}\n', `${leak('f')}/* the end */\n}\n`, [5]],
    ['extern "C" around all', 'extern "C" {\n', `${leak('f')}}\n`, [5]],
  ])('%s', (_, before, text, expected) => {
    expect(lint(before + text)).toEqual({ found: expected, skipped: [] });
  });

  it('a namespace', () => {
    const text = `namespace a {\n${leak('f')}${leak('g')}}  // a\n${leak('h')}`;
    expect(lint(text, 'a.cc')).toEqual({ found: [5, 10, 16], skipped: [] });
  });
});

it('a stray brace in a class is told, and what is behind the class is read', () => {
  const method = [
    'int f(int a) {',
    '  int fd = socket(2, 1, 0);',
    '  if (fd < 0) {',
    '    return -1;',
    '  }',
    '  }',
  ];
  const rest = ['  close(fd);', '  return 0;', '}', 'int g() { return 0; }'];
  const lines = ['namespace a {', 'class A {', ...[...method, ...rest].map((line) => `  ${line}`), '};'];
  const { found, skipped } = lint(`${lines.join('\n')}\n${leak('after')}}\n`, 'a.cc');
  expect(found).toEqual([lines.length + 4]);
  expect(skipped).toEqual(['3 unbalanced']);
});

describe('what else is left open in C costs no more than its function, and accuses no one', () => {
  it.each([
    ['a parenthesis', '  if ((a > 2)', '    a = 2;'],
    ['a parenthesis too many', '  if (a > 2))', '    a = 2;'],
    ['a bracket', '  char text[20;', '  use(text);'],
    ['a bracket alone', '  ]'],
    ['a parenthesis alone', '  ('],
    ['a quote', "  a = 'b;"],
    ['a string', '  puts("a);'],
    ['a call', '  work(a,'],
  ])('%s', (_, ...middle) => {
    const broken = function_(...middle);
    const { found } = lint(broken + leak('after'));
    expect(found).toEqual([broken.split('\n').length - 1 + 4]);
  });
});

it('takes time in proportion to the text', () => {
  const forms: readonly [string, string][] = [
    ['one too many', 'x; }\n'],
    ['never closed', 'int f(void) {\n'],
    ['never closed, further in', 'int f(void) {\n  if (a) {\n'],
    ['closed twice', 'int f(void) {\n  }\n}\n'],
    ['arrays, then too many', 'int a[] = {1};\n'],
    ['in one line', '}'],
  ];
  for (const [form, text] of forms) {
    const began = process.cpuUsage().user;
    lint(`${text.repeat(20_000)}${'x; }\n'.repeat(2000)}${leak('f')}`);
    expect((process.cpuUsage().user - began) / 1e6, form).toBeLessThan(20);
  }
}, 180_000);

describe('a brace too many or too few in a class costs the method that it stands in', () => {
  const method = (name: string, ...body: string[]) => [
    `int ${name}(int a) {`,
    ...body.map((line) => `  ${line}`),
    '}',
  ];
  const leaking = (name: string) =>
    method(
      name,
      'int fd = socket(2, 1, 0);',
      'if (fd < 0) return -1;',
      'if (a) return 0;',
      'close(fd);',
      'return 1;',
    );
  const classWith = (...lines: string[]) =>
    [
      'class A {',
      ' public:',
      ...lines.map((line) => `  ${line}`),
      '  ~A() { close(fd_); }',
      ' private:',
      '  int fd_;',
      '};',
    ].join('\n');

  it.each([
    ['behind another', method('bad', 'if (a) {', '  a = 2;', '} }', 'return 0;')],
    ['in a line of its own', method('bad', 'if (a) {', '  a = 2;', '}', '}', 'return 0;')],
    ['as the method is indented', method('bad', 'if (a)', '  a = 2;').concat('  return 0;', '}')],
    ['that is never closed', method('bad', 'if (a) {', '  a = 2;', 'return 0;')],
  ])('%s', (_, bad) => {
    const text = `${classWith(...leaking('f'), ...bad, ...leaking('g'))}\n${leak('after')}`;
    const lines = text.split('\n');
    const exits = lines.flatMap((line, at) => (line.includes('if (a) return 0;') ? [at + 1] : []));
    const { found, skipped } = lint(text, 'a.cc');
    expect(found).toEqual([...exits, lines.length - 2]);
    expect(skipped).toEqual([`${lines.findIndex((line) => line.includes('bad')) + 1} unbalanced`]);
  });

  it('and accuses no one of what stands behind it', () => {
    const torn = method('f', 'int fd = socket(2, 1, 0);', 'if (a) {', '  a = 2;').concat(
      '  close(fd);',
      '  return 0;',
      '}',
    );
    const { found } = lint(classWith(...torn, ...leaking('g')), 'a.cc');
    expect(found).toEqual([
      classWith(...torn, ...leaking('g'))
        .split('\n')
        .findIndex((line) => line.includes('if (a) return 0;')) + 1,
    ]);
  });
});
