import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/run';
import { readSocketTable } from '../../../src/core/sockets';
import { environment } from '../cli/fake-capture';

/**
 * What test/kernel/record.py --tables recorded: the server's capture, what its kernel said of each socket (`ss -tanoe`,
 * read by the laboratory), and what other tools listed at that moment.
 */
const FOLDER = process.env.CLOSEWAIT_TABLES ?? 'test/fixtures/kernel-tables';

interface Truth {
  readonly connections: readonly { readonly client: string; readonly server: string }[];
  readonly samples: readonly {
    readonly states: readonly {
      readonly server: { readonly state: string; readonly recvQ?: number; readonly owned?: boolean };
    }[];
  }[];
}
interface Joined {
  readonly client: string;
  readonly server: string;
  readonly source: string;
  readonly process: { readonly name: string; readonly pid: number } | null;
  readonly sockets:
    | readonly {
        readonly agreement: string;
        readonly socket: { readonly state: string; readonly recvQ: number | null };
      }[]
    | null;
}

const scenarios = readdirSync(FOLDER).filter((name) => !name.includes('.'));
const NAMES_PROCESSES = new Set(['ss-tanpoie', 'netstat-antp', 'netstat-antpoe', 'lsof-i']);

async function joined(scenario: string, file: string): Promise<readonly Joined[]> {
  const env = environment({}, '');
  const folder = `${FOLDER}/${scenario}`;
  expect(
    await run(env, ['connections', `${folder}/server.pcap`, `${folder}/${file}`, '--format', 'json']),
  ).toBe(0);
  return JSON.parse(env.stdout.text);
}

describe.each(scenarios)('%s', (scenario) => {
  const truth: Truth = JSON.parse(readFileSync(`${FOLDER}/${scenario}/truth.json`, 'utf8'));
  const states = truth.samples.at(-1)?.states ?? [];
  // A listing of nothing, `/proc/net/tcp` where all is IPv6, is refused as that.
  const files = readdirSync(`${FOLDER}/${scenario}`).filter(
    (name) =>
      name.endsWith('.table.txt') &&
      readSocketTable(readFileSync(`${FOLDER}/${scenario}/${name}`, 'utf8')).rows.length > 0,
  );
  // Where no socket is left, no tool lists one.
  const isLeft = states.some(({ server }) => server.state !== 'CLOSED');
  it('there are listings of several tools', () => expect(files.length).toBeGreaterThan(isLeft ? 4 : -1));
  it.each(files)('%s is joined to the capture, agrees with it, and names the process', async (file) => {
    const tool = file.replace('.table.txt', '');
    const all = await joined(scenario, file);
    for (const [at, { client, server }] of truth.connections.entries()) {
      const said = states[at].server;
      // lsof lists what programs hold, and a socket that is gone is in no table.
      const isListed =
        !['CLOSED', 'LISTEN'].includes(said.state) &&
        !(tool === 'lsof-i' && said.owned !== true) &&
        // IPv6 has a file of its own.
        !(tool === 'proc-net-tcp' && server.startsWith('['));
      // Of connections that used the same ports one after another, the last is the one that is listed.
      const rows = all.filter(
        // Where both connected, neither is the server.
        (row) =>
          (row.client === client ? row.server === server : row.client === server && row.server === client) &&
          (row.sockets ?? []).length > 0,
      );
      expect(rows.length, `${client} ${server} ${said.state}`).toBe(isListed ? 1 : 0);
      for (const { source, process, sockets } of rows) {
        const listed = sockets ?? [];
        expect(source).toBe('both');
        expect(listed.map(({ socket }) => socket.state)).toEqual([said.state]);
        expect(listed.map(({ agreement }) => agreement)).not.toContain('contradiction');
        if (tool !== 'lsof-i') expect(listed[0].socket.recvQ).toBe(said.recvQ);
        if (NAMES_PROCESSES.has(tool))
          expect(process?.name ?? null).toBe(said.owned === true ? 'python3' : null);
      }
    }
  });
});
