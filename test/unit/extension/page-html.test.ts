import { expect, test } from 'vitest';
import { newNonce, pageHtml } from '../../../src/extension/capture/page-html';

const html = pageHtml({
  script: 'https://files.test/dist/page.js',
  style: 'https://files.test/dist/page.css',
  source: 'https://files.test',
  nonce: 'abc123',
  locale: 'zh-cn',
});
const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
const directives = Object.fromEntries(policy.split('; ').map((part) => [part.split(' ')[0], part]));

test('nothing is allowed that is not named', () => {
  expect(directives['default-src']).toBe("default-src 'none'");
});

test('only the script with the nonce runs: nothing inline, no eval, no other address', () => {
  expect(directives['script-src']).toBe("script-src 'nonce-abc123'");
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).toContain('<script nonce="abc123" src="https://files.test/dist/page.js">');
});

test('the page cannot send anything anywhere', () => {
  expect(policy).not.toMatch(/connect-src|form-action|frame-src|unsafe|\*/);
});

test("styles come from the extension's own files, and from the control library by nonce", () => {
  expect(directives['style-src']).toBe("style-src https://files.test 'nonce-abc123'");
});

test('the language is said, for screen readers', () => {
  expect(html).toContain('<html lang="zh-cn">');
});

test('nonces are long and never the same', () => {
  const nonces = Array.from({ length: 100 }, newNonce);
  expect(new Set(nonces).size).toBe(100);
  for (const nonce of nonces) expect(nonce).toMatch(/^[0-9a-f]{32}$/);
});
