import { describe, expect, test } from 'vitest';
import { fieldAt, flattenLayers, visibleNodes } from '../../../webview/details/field-model';
import {
  asciiOf,
  byteAfterKey,
  bytesFromBase64,
  bytesPerRow,
  hexOffset,
} from '../../../webview/details/hex-layout';
import { detailsPlace, fitDetails } from '../../../webview/shell/layout';

const nodes = flattenLayers([
  { name: 'IPv4', start: 14, end: 34, fields: [{ name: 'Source', value: '192.0.2.1', start: 26, end: 30 }] },
  {
    name: 'TCP',
    start: 34,
    end: 66,
    fields: [
      {
        name: 'Options',
        value: '',
        start: 54,
        end: 66,
        children: [
          {
            name: 'Timestamps',
            value: '1, 2',
            start: 56,
            end: 66,
            children: [{ name: 'Value', value: '1', start: 58, end: 62 }],
          },
        ],
      },
      { name: 'Payload length', value: '0', start: 0, end: 0 },
    ],
  },
]);

const name = (index: number) => nodes[index]?.name;

test('the tree is flattened in order, with its levels', () => {
  expect(nodes.map((node) => [node.level, node.name])).toEqual([
    [1, 'IPv4'],
    [2, 'Source'],
    [1, 'TCP'],
    [2, 'Options'],
    [3, 'Timestamps'],
    [4, 'Value'],
    [2, 'Payload length'],
  ]);
});

test('a byte belongs to the innermost field that holds it', () => {
  expect(name(fieldAt(nodes, 27))).toBe('Source');
  expect(name(fieldAt(nodes, 20))).toBe('IPv4');
  expect(name(fieldAt(nodes, 60))).toBe('Value');
  expect(name(fieldAt(nodes, 64))).toBe('Timestamps');
  expect(fieldAt(nodes, 66)).toBe(-1);
  expect(fieldAt(nodes, 3)).toBe(-1);
});

test('a collapsed node hides everything below it', () => {
  expect(visibleNodes(nodes, new Set([3])).map(name)).toEqual([
    'IPv4',
    'Source',
    'TCP',
    'Options',
    'Payload length',
  ]);
  expect(visibleNodes(nodes, new Set([0, 2])).map(name)).toEqual(['IPv4', 'TCP']);
});

test('a packet with a hundred thousand fields is cut', () => {
  const fields = Array.from({ length: 100_000 }, () => ({ name: 'x', value: '', start: 0, end: 1 }));
  expect(flattenLayers([{ name: 'evil', start: 0, end: 1, fields }])).toHaveLength(5000);
});

describe('bytes', () => {
  test('come out of base64 whole', () => {
    const all = Uint8Array.from({ length: 256 }, (_, i) => i);
    expect(bytesFromBase64(Buffer.from(all).toString('base64'))).toEqual(all);
  });

  test('offsets and ASCII read as in other tools', () => {
    expect(hexOffset(0x2a0, 4096)).toBe('02a0');
    expect(hexOffset(0x2a0, 0x20000)).toBe('000002a0');
    expect([0x41, 0x20, 0x7e, 0x7f, 0x00, 0xff].map(asciiOf)).toEqual(['A', ' ', '~', '·', '·', '·']);
  });

  test.each([
    ['ArrowRight', 5, 6],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 5, 21],
    ['ArrowDown', 90, 90],
    ['ArrowUp', 5, 5],
    ['ArrowUp', 21, 5],
    ['Home', 21, 16],
    ['End', 21, 31],
    ['End', 98, 99],
    ['PageDown', 90, 99],
    ['PageUp', 3, 0],
    ['ArrowDown', -1, 0],
  ])('%s at %d goes to %d', (key, at, expected) => expect(byteAfterKey(key, at, 100, 4, 16)).toBe(expected));

  test('other keys are left to others', () => expect(byteAfterKey('a', 0, 100, 4, 16)).toBeNull());

  test('a narrow pane shows eight in a row', () => {
    expect(bytesPerRow(600, 7.2)).toBe(16);
    expect(bytesPerRow(380, 7.2)).toBe(8);
  });
});

describe('the details pane', () => {
  test('stands beside the list only where both have room', () => {
    expect(detailsPlace(1920, false)).toBe('right');
    expect(detailsPlace(1280, false)).toBe('below');
    expect(detailsPlace(1600, true)).toBe('below');
  });

  test('never takes the larger part of a window smaller than the one it was sized in', () => {
    expect(fitDetails(3000, 'right', 1600, 800)).toBe(960);
    expect(fitDetails(3000, 'below', 1000, 600)).toBe(360);
    expect(fitDetails(Number.NaN, 'right', 1600, 800)).toBe(420);
    expect(fitDetails(10, 'right', 1600, 800)).toBe(140);
  });
});
