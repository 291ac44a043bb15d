import { describe, expect, it } from 'vitest';
import { overTime, tableFindings } from '../../../src/core/incident';
import { readSocketTable } from '../../../src/core/sockets';

const claims = (text: string) => tableFindings(readSocketTable(text), null).map(({ id }) => id);
const holders = (text: string) =>
  readSocketTable(text).rows.map(({ processes, processUnknown }) =>
    processUnknown === true ? 'unknown' : processes.map(({ name, pid }) => `${name}:${pid}`).join(),
  );

const LISTENS = 'tcp 0 0 0.0.0.0:8080 0.0.0.0:* LISTEN 3120/java';
const SS_LISTENS = 'LISTEN 0 128 10.0.0.5:8000 0.0.0.0:* users:(("python",pid=12,fd=3))';

describe('a row whose process column is missing or cut', () => {
  it.each([
    ['netstat, cut off', LISTENS, 'tcp 9 0 10.0.0.5:8080 10.0.0.9:51515 CLOSE_WAIT'],
    ['netstat, the number cut', LISTENS, 'tcp 9 0 10.0.0.5:8080 10.0.0.9:51515 CLOSE_WAIT 31'],
    ['netstat, a remark', LISTENS, 'tcp 9 0 10.0.0.5:8080 10.0.0.9:51515 CLOSE_WAIT  # since Monday'],
    ['ss, cut within', SS_LISTENS, 'CLOSE-WAIT 145 0 10.0.0.5:8000 10.0.0.9:51516 users:(("python",pi'],
    ['ss, cut in its name', SS_LISTENS, 'CLOSE-WAIT 145 0 10.0.0.5:8000 10.0.0.9:51516 use'],
    ['ss, dots', SS_LISTENS, 'CLOSE-WAIT 145 0 10.0.0.5:8000 10.0.0.9:51516 ...'],
    [
      'ss, the number cut',
      SS_LISTENS,
      'CLOSE-WAIT 145 0 10.0.0.5:8000 10.0.0.9:51516 users:(("python",pid=12,fd=1',
    ],
  ])('does not say that none holds it: %s', (_, listens, row) => {
    const text = `${listens}\n${row}`;
    expect(holders(text)[1]).toBe('unknown');
    expect(claims(text)).not.toContain('never-accepted');
  });

  it.each([
    ['netstat, a whole dash', LISTENS, 'tcp 9 0 10.0.0.5:8080 10.0.0.9:51515 CLOSE_WAIT -'],
    ['netstat, with a timer', LISTENS, 'tcp 9 0 10.0.0.5:8080 10.0.0.9:51515 CLOSE_WAIT - off (0.00/0/0)'],
    ['ss, a whole row', SS_LISTENS, 'CLOSE-WAIT 145 0 10.0.0.5:8000 10.0.0.9:51516'],
    [
      'ss, with a timer',
      SS_LISTENS,
      'CLOSE-WAIT 145 0 10.0.0.5:8000 10.0.0.9:51516 timer:(keepalive,9sec,0)',
    ],
  ])('is another than one without a process: %s', (_, listens, row) => {
    expect(claims(`${listens}\n${row}`)).toContain('never-accepted');
  });
});

describe('a process that a line end breaks', () => {
  it.each([
    ['users:(("python",pid=12,', 'fd=8))'],
    ['users:(("python",', 'pid=12,fd=8))'],
    ['users:', '(("python",pid=12,fd=8))'],
  ])('is read whole: %s', (first, second) => {
    expect(holders(`CLOSE-WAIT 145 0 10.0.0.5:8000 10.0.0.9:51516 ${first}\n${second}`)).toEqual([
      'python:12',
    ]);
    expect(holders(`CLOSE-WAIT 145 0 10.0.0.5:8000\n10.0.0.9:51516 ${first}\n${second}`)).toEqual([
      'python:12',
    ]);
  });

  it('keeps its whole number', () => {
    expect(holders('tcp 1 0 10.0.0.5:8080 10.0.0.9:51515 CLOSE_WAIT 31\n20/java')).toEqual(['java:3120']);
  });
});

describe('two listings behind prompts', () => {
  const listing = (host: string, more = '') =>
    `[root@${host} ~]# ss -tan\nState Recv-Q Send-Q Local Address:Port Peer Address:Port\nCLOSE-WAIT 1 0 127.0.0.1:8000 127.0.0.1:51514${more}\n`;
  const stays = (text: string) => overTime([readSocketTable(text)]).stays.size;

  it('are of two hosts where the prompts name two', () => {
    const more = '\nCLOSE-WAIT 1 0 127.0.0.1:8000 127.0.0.1:51515';
    expect(stays(listing('web01') + listing('web02', more))).toBe(0);
    expect(stays(listing('web01') + listing('web01', more))).toBeGreaterThan(0);
  });
});
