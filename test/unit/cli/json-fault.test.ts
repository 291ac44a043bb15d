import { describe, expect, it } from 'vitest';
import { jsonFaultIn } from '../../../src/cli/json-fault';

describe('where a text ceases to be JSON', () => {
  it.each([
    ['', 1, 1, 'a value', 'the end'],
    ['[1,]', 1, 4, 'a value', "']'"],
    ['[1 2]', 1, 4, "',' or ']'", "'2'"],
    ['[\n  {"a": 1\n   "b": 2}]', 3, 4, "',' or '}'", "'\"'"],
    ["[{'a': 1}]", 1, 3, "a name in double quotes or '}'", "'''"],
    ['[{"a" 1}]', 1, 7, "':'", "'1'"],
    ['[{"a": 1,}]', 1, 10, 'a name in double quotes', "'}'"],
    ['[tru]', 1, 2, "a value or ']'", "'tru'"],
    ['[] []', 1, 4, 'nothing more', "'['"],
    ['[{"a": [1, 2', 1, 13, "',' or ']'", 'the end'],
    ['// models\n[]', 1, 1, 'a value', "'/'"],
    ['["a\nb"]', 1, 2, "a value or ']'", "'\"'"],
  ])('%j', (text, line, column, expected, found) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(jsonFaultIn(text)).toEqual({ line, column, expected, found });
  });

  it.each(['[]', ' {"a": [1, -2.5e3, true, null, "\\u00e9\\n"], "b": {}} \n', '"a"', '0'])(
    'not in %j',
    (text) => {
      JSON.parse(text);
      expect(jsonFaultIn(text)).toBeNull();
    },
  );
});
