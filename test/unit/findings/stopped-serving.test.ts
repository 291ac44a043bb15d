import { expect, it } from 'vitest';
import { find } from './find';

/** A connection that asks and is answered at once, or waits. */
function asks(port: number, second: number, served: boolean): string[] {
  const at = (micros: number) => `10:00:0${second}.00000${micros}`;
  const [client, server] = [`192.0.2.1.${port}`, '198.51.100.1.8000'];
  const opened = [
    `${at(0)} IP ${client} > ${server}: Flags [S], seq 100, win 64240, options [mss 1460], length 0`,
    `${at(1)} IP ${server} > ${client}: Flags [S.], seq 900, ack 101, win 65160, options [mss 1460], length 0`,
    `${at(2)} IP ${client} > ${server}: Flags [.], ack 1, win 64240, length 0`,
    `${at(3)} IP ${client} > ${server}: Flags [P.], seq 1:8, ack 1, win 64240, length 7`,
    `${at(4)} IP ${server} > ${client}: Flags [.], ack 8, win 65153, length 0`,
  ];
  const answer = `${at(5)} IP ${server} > ${client}: Flags [P.], seq 1:7, ack 8, win 65153, length 6`;
  return served ? [...opened, answer] : opened;
}

const found = async (...served: boolean[]) => {
  const lines = [...served.flatMap((each, i) => asks(40000 + i, i, each)), ...asks(50000, 9, false)];
  const { capture } = await find(new TextEncoder().encode(`${lines.join('\n')}\n`));
  return capture.map(({ id }) => id).filter((id) => id === 'stopped-serving');
};

it('two that wait behind two that are served are a server that has stopped', async () => {
  expect(await found(true, true, false, false)).toEqual(['stopped-serving']);
});

it('one that was passed over shows that another part of the server goes on (SO_REUSEPORT, one worker of several)', async () => {
  expect(await found(false, true, true, false, false)).toEqual([]);
});
