import { expect, it } from 'vitest';
import { lint } from './lint-typescript';

it('a response that is taken apart at once is named by the call that brought it', () => {
  const [finding] = lint(`
    import { request } from 'undici';
    export async function body(url: string) {
      const { statusCode, body } = await request(url);
      if (statusCode >= 400) throw new Error('no');
      return body.json();
    }`);
  expect(finding.message).toContain("'request()'");
  expect(finding.resource?.name).toBe('request()');
});
