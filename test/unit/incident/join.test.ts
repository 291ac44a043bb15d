import { describe, expect, it } from 'vitest';
import { type Joined, joinTables, type PacketConnection } from '../../../src/core/incident';
import { readSocketTable } from '../../../src/core/sockets';
import type { TcpStateName } from '../../../src/core/tcp';

const HEADER = 'State Recv-Q Send-Q Local Address:Port Peer Address:Port\n';

function recorded(
  client: string,
  server: string,
  states: [TcpStateName, TcpStateName] = ['FIN_WAIT_2', 'CLOSE_WAIT'],
): PacketConnection {
  const [one, other] = states;
  return {
    client,
    server,
    states: {
      client: { state: one, certainty: 'confirmed' },
      server: { state: other, certainty: 'confirmed' },
    },
    sentData: { client: false, server: false },
  };
}

const ss = (...rows: string[]) => readSocketTable(`${HEADER}${rows.join('\n')}\n`);

const brief = ({ row, side, by, sure, agreement, missing }: Joined) => ({
  line: row.line,
  side,
  by,
  sure,
  agreement,
  missing,
});

describe('a row and a recorded connection', () => {
  it.each([
    ['CLOSE-WAIT', 'CLOSE_WAIT', 'same', null],
    ['CLOSE-WAIT', 'ESTABLISHED', 'later', 'peers-fin'],
    ['LAST-ACK', 'ESTABLISHED', 'later', 'both-fins'],
    ['FIN-WAIT-2', 'ESTABLISHED', 'later', 'own-fin'],
    ['FIN-WAIT-2', 'FIN_WAIT_1', 'later', 'answer'],
    ['TIME-WAIT', 'FIN_WAIT_2', 'later', 'peers-fin'],
    ['ESTAB', 'CLOSE_WAIT', 'older', null],
    ['CLOSE-WAIT', 'CLOSED', 'older', null],
    ['FIN-WAIT-2', 'CLOSE_WAIT', 'contradiction', null],
    ['ESTAB', 'UNKNOWN', 'unknown', null],
  ] as const)('%s in the table and %s in the packets: %s', (word, state, agreement, missing) => {
    const connection = recorded('192.0.2.1:40001', '192.0.2.2:8000', ['ESTABLISHED', state]);
    const [joined] = joinTables([connection], [ss(`${word} 0 0 192.0.2.2:8000 192.0.2.1:40001`)]);
    expect(brief(joined)).toEqual({ line: 2, side: 'server', by: 'tuple', sure: true, agreement, missing });
  });

  it('is found whichever end the row is of, and whatever interface it names', () => {
    const connection = recorded('[fe80::1]:40001', '[fe80::2]:8000');
    const rows = ss(
      'FIN-WAIT-2 0 0 [fe80::1]%eth0:40001 [fe80::2]%eth0:8000',
      'CLOSE-WAIT 1 0 [fe80::2]%eth1:8000 [fe80::1]%eth1:40001',
    );
    expect(joinTables([connection], [rows]).map(({ side }) => side)).toEqual(['client', 'server']);
  });

  it('is the later one on the same ports that goes with the row, and then likely', () => {
    const before = recorded('192.0.2.1:40001', '192.0.2.2:8000');
    const after = recorded('192.0.2.1:40001', '192.0.2.2:8000', ['ESTABLISHED', 'ESTABLISHED']);
    const [joined] = joinTables([before, after], [ss('ESTAB 0 0 192.0.2.2:8000 192.0.2.1:40001')]);
    expect(joined.connection).toBe(after);
    expect(joined.sure).toBe(false);
    const [older] = joinTables([before, after], [ss('CLOSE-WAIT 1 0 192.0.2.2:8000 192.0.2.1:40001')]);
    expect(older.connection).toBe(before);
  });

  it('are not joined by a listening socket, nor by one end alone', () => {
    const connection = recorded('192.0.2.1:40001', '192.0.2.2:8000');
    const rows = ss('LISTEN 0 128 0.0.0.0:8000 0.0.0.0:*', 'CLOSE-WAIT 1 0 192.0.2.2:8000 192.0.2.9:40777');
    expect(joinTables([connection], [rows])).toEqual([]);
  });
});

describe('translated addresses', () => {
  it("joins what shares the server and the client's port, as likely", () => {
    const connection = recorded('10.0.0.5:40001', '192.0.2.2:8000');
    const [joined] = joinTables([connection], [ss('CLOSE-WAIT 1 0 192.0.2.2:8000 203.0.113.7:40001')]);
    expect(brief(joined)).toMatchObject({ side: 'server', by: 'translated-client', sure: false });
  });

  it("joins what shares the client, where the server's address and port are translated", () => {
    const connection = recorded('10.0.0.5:40001', '10.96.0.10:80');
    const [joined] = joinTables([connection], [ss('CLOSE-WAIT 1 0 10.244.1.7:8080 10.0.0.5:40001')]);
    expect(brief(joined)).toMatchObject({ side: 'server', by: 'translated-server', sure: false });
  });

  it('does not join states that cannot be of one connection', () => {
    const connection = recorded('10.0.0.5:40001', '192.0.2.2:8000', ['FIN_WAIT_2', 'FIN_WAIT_2']);
    expect(joinTables([connection], [ss('CLOSE-WAIT 1 0 192.0.2.2:8000 203.0.113.7:40001')])).toEqual([]);
  });

  it('does not take a port shared by chance among many for a translation', () => {
    const connections = Array.from({ length: 40 }, (_, at) =>
      recorded(`10.0.0.${at + 1}:${41000 + at * 7}`, '192.0.2.2:8000'),
    );
    const rows = Array.from(
      { length: 40 },
      (_, at) => `CLOSE-WAIT 1 0 192.0.2.2:8000 203.0.113.${at + 1}:${41000 + at * 11}`,
    );
    expect(joinTables(connections, [ss(...rows)])).toEqual([]);
  });

  it('does not look for one where rows of the table have the addresses of the packets', () => {
    const connections = [
      recorded('10.0.0.5:40001', '192.0.2.2:8000'),
      recorded('10.0.0.6:40002', '192.0.2.2:8000'),
    ];
    const rows = ss(
      'CLOSE-WAIT 1 0 192.0.2.2:8000 10.0.0.5:40001',
      'CLOSE-WAIT 1 0 192.0.2.2:8000 10.9.9.9:40002',
    );
    expect(joinTables(connections, [rows])).toHaveLength(1);
  });

  it('is proven by the connection tracking among the tables', () => {
    const connection = recorded('10.0.0.5:40001', '192.0.2.2:8000');
    const tracking = readSocketTable(
      'tcp      6 55 CLOSE_WAIT src=10.0.0.5 dst=192.0.2.2 sport=40001 dport=8000 src=192.0.2.2 dst=203.0.113.7 sport=8000 dport=61001 [ASSURED] mark=0 use=1\n',
    );
    const joined = joinTables(
      [connection],
      [ss('CLOSE-WAIT 1 0 192.0.2.2:8000 203.0.113.7:61001'), tracking],
    );
    expect(joined.map(brief)).toMatchObject([
      { by: 'conntrack', sure: true, agreement: 'same', side: 'server' },
      { by: 'tuple', agreement: 'unknown' },
    ]);
  });
});
