import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/run';
import { environment } from '../cli/fake-capture';

const PROCESSES = join(__dirname, '../../fixtures/processes');

async function closewait(...argv: string[]): Promise<string> {
  const given = environment({}, '');
  const status = await run(given, argv);
  expect([status, given.stderr.text]).toEqual([0, '']);
  return given.stdout.text;
}

const file = (name: string): string => join(PROCESSES, name);

describe('the program at an end', () => {
  it.each([
    ['ptcpdump.txt', { name: 'curl', pid: 4242, container: 'web' }],
    ['ptcpdump-v.txt', { name: 'curl', pid: 4242, container: 'web' }],
    ['macos-k.txt', { name: 'curl', pid: 905, container: null }],
  ])('%s: connections', async (name, process) => {
    const [connection] = JSON.parse(await closewait('connections', '--format', 'json', file(name)));
    expect(connection.process).toEqual(process);
  });

  it.each([
    ['ptcpdump.txt', 'curl (pid 4242), container web, pod web.default'],
    ['ptcpdump-v.txt', 'curl (pid 4242), container web, pod web.default'],
    ['macos-k.txt', 'curl (pid 905)'],
  ])('%s: explain names it at the client, where it ran, and not at the server', async (name, program) => {
    const { endpoints } = JSON.parse(await closewait('explain', '--format', 'json', file(name)));
    const sentence = `The recording names the program at this end: ${program}.`;
    const of = (side: string) => endpoints.find((endpoint: { side: string }) => endpoint.side === side).why;
    expect(of('client')).toContain(sentence);
    expect(of('server').join(' ')).not.toContain('names the program');
  });

  it('a capture without names has none', async () => {
    const kernel = join(PROCESSES, '../kernel/handshake/server.n.txt');
    const [connection] = JSON.parse(await closewait('connections', '--format', 'json', kernel));
    expect(connection.process).toBeNull();
  });

  it('a packet that comes in names the server program where the server is here', async () => {
    const line = (direction: string, from: string, to: string, flags: string) =>
      `10:00:00.000000 eth0 my server.77 ${direction} IP ${from} > ${to}: Flags [${flags}], seq 1, win 100, length 0`;
    const text = [line('In', '192.0.2.1.40000', '192.0.2.2.80', 'S')].join('\n');
    const given = environment({}, text);
    expect(await run(given, ['connections', '--format', 'json', '-'])).toBe(0);
    const [connection] = JSON.parse(given.stdout.text);
    expect(connection.process).toEqual({ name: 'my server', pid: 77, container: null });
  });
});
