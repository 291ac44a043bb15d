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

it('stands at the throw where the path is lost, not where it is thrown again', () => {
  const [finding] = lint(`export async function load(url: string): Promise<unknown> {
    try {
      try {
        const answer = await fetch(url);
        if (!answer.ok) {
          throw new Error('no');
        }
        return await answer.json();
      } catch (error) {
        throw new Error(String(error));
      }
    } catch (error) {
      throw error;
    }
  }`);
  expect(finding.line).toBe(6);
  expect(finding.trace.map(({ line }) => line)).toEqual([4, 5, 6, 10, 13]);
});

it('stands where a second error leaves the function when the first was dealt with', () => {
  const [finding] = lint(`export async function load(url: string): Promise<unknown> {
    const answer = await fetch(url);
    try {
      if (!answer.ok) throw new Error('no');
    } catch {
      log();
    }
    if (answer.status === 500) throw new Error('broken');
    return answer.json();
  }`);
  expect(finding.line).toBe(8);
});

it('advises of an IncomingMessage what it has', () => {
  const [finding] = lint(`import http from 'node:http';
  export async function names(port: number) {
    const message = await new Promise<http.IncomingMessage>((resolve, reject) => {
      http.get({ port }, resolve).on('error', reject);
    });
    const found: string[] = [];
    for (const [name] of Object.entries(message.headers)) found.push(name);
    return found;
  }`);
  expect(finding.message).toMatch(/resume\(\)/);
  expect(finding.message).not.toMatch(/body/);
  // Which headers there are is no condition.
  expect(finding.trace.map(({ message }) => message).join()).not.toMatch(/branch/);
});
