import { expect, test } from 'vitest';
import { baseName, literalGlob } from '../../../src/extension/workbench/file-name';

test('the last part of a path', () => {
  expect(baseName('/var/log/a b.pcap')).toBe('a b.pcap');
  expect(baseName('Untitled-1')).toBe('Untitled-1');
});

test('characters that mean something in a glob stand for themselves', () => {
  expect(literalGlob('trace[1]{a}*?.pcap')).toBe('trace[[]1[]][{]a[}][*][?].pcap');
  expect(literalGlob('eth0.pcap')).toBe('eth0.pcap');
});
