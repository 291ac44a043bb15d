import { expect, it } from 'vitest';
import { type LiveSockets, liveTable, liveText, readSocketTable } from '../../../src/core/sockets';

/** /proc/net/tcp of a little-endian host (proc_net_tcp(5)): 192.0.2.2:8000 listens, holds 198.51.100.7:40002, has not accepted :40001. */
const TEXT = [
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
  '   0: 020200C0:1F40 00000000:0000 0A 00000000:00000001 00:00000000 00000000     0        0 17 1 0 100 0 0 10 0',
  '   1: 020200C0:1F40 076433C6:9C41 08 00000000:00000001 00:00000000 00000000     0        0 0 1 0 100 0 0 10 0',
  '   2: 020200C0:1F40 076433C6:9C42 08 00000000:00000090 00:00000000 00000000     0        0 901 1 0 100 0 0 10 0',
  '',
].join('\n');
const about = { name: 'my server', pid: 4242, folder: '/srv/my app', container: 'ab12ab12ab12' };
const SOCKETS: LiveSockets = {
  text: TEXT,
  hidden: 0,
  holders: new Map([
    [
      17,
      [
        { ...about, fd: 3 },
        { ...about, pid: 4243, fd: 3 },
      ],
    ],
    [901, [{ ...about, container: null, fd: 5 }]],
  ]),
};

it("a machine's own sockets, kept as text, are read again with their processes, containers and folders", () => {
  const at = Date.UTC(2026, 10, 28, 23, 40, 45) / 1000;
  const live = liveTable(SOCKETS, at);
  const read = readSocketTable(liveText(SOCKETS, at));
  const brief = ({ rows }: typeof live) =>
    rows.map(({ state, local, peer, recvQ, inode, listenLimit, processes }) => ({
      ...{ state, local, peer, recvQ, inode, listenLimit },
      processes: processes.map(({ name, pid, folder = null, container = null }) => ({
        name,
        pid,
        folder,
        container,
      })),
    }));
  expect(read.problems).toEqual([]);
  expect(brief(read)).toEqual(brief(live));
  expect(read.listings).toMatchObject([{ at, showsProcesses: true, rows: 3 }]);
});
