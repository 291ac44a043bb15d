import { describe, expect, it } from 'vitest';
import { connectionId, packetIndex } from '../../../src/core/tcp';
import { conversation, HANDSHAKE, OPEN } from './conversation';

/** One event in one state: what came before, the event, both ends after it. RFC 9293 figure 5 and section 3.10.7. */
const EVENTS: readonly (readonly [name: string, before: string, event: string, after: string])[] = [
  ['closed_syn', '', 'c S seq 100', 'SYN_SENT SYN_RECEIVED?'],
  ['syn_sent_syn_again', 'c S seq 100\n+1', 'c S seq 100', 'SYN_SENT? UNKNOWN?'],
  ['syn_sent_frame_twice', 'c S seq 100', 'c S seq 100', 'SYN_SENT SYN_RECEIVED?'],
  ['syn_sent_syn_ack', 'c S seq 100', 's S. seq 300 ack 101', 'ESTABLISHED? SYN_RECEIVED'],
  ['syn_sent_refused', 'c S seq 100', 's R. seq 0 ack 101', 'CLOSED? CLOSED?'],
  ['syn_sent_reset_of_another', 'c S seq 100', 's R. seq 0 ack 555', 'SYN_SENT UNKNOWN?'],
  ['syn_sent_syn', 'c S seq 100', 's S seq 300', 'SYN_RECEIVED? SYN_RECEIVED?'],
  ['syn_received_ack', 'c S seq 100\ns S. seq 300 ack 101', 'c . ack 301', 'ESTABLISHED ESTABLISHED?'],
  ['syn_received_reset', 'c S seq 100\ns S. seq 300 ack 101', 'c R seq 101', 'CLOSED? CLOSED?'],
  ['syn_received_syn_ack_again', `${HANDSHAKE}\n+1`, 's S. seq 300 ack 101', 'ESTABLISHED SYN_RECEIVED'],
  ['established_data', HANDSHAKE, 's P. seq 301 ack 101 len 9', 'ESTABLISHED ESTABLISHED'],
  ['established_fin', OPEN, 'c F. seq 102 ack 302', 'FIN_WAIT_1 CLOSE_WAIT?'],
  ['established_fin_beyond_hole', OPEN, 'c F. seq 112 ack 302', 'FIN_WAIT_1 ESTABLISHED'],
  ['established_reset_exact', OPEN, 'c R. seq 102 ack 302', 'CLOSED? CLOSED?'],
  ['established_reset_in_window', OPEN, 'c R seq 150', 'ESTABLISHED ESTABLISHED'],
  // The acknowledgment is right, so it may be real and the data before it missed: nothing is proven any more.
  ['established_reset_in_window_with_ack', OPEN, 'c R. seq 150 ack 302', 'ESTABLISHED? ESTABLISHED?'],
  ['established_reset_far_away', OPEN, 'c R seq 99999999', 'ESTABLISHED ESTABLISHED'],
  ['close_wait_acknowledged', `${OPEN}\nc F. seq 102 ack 302`, 's . ack 103', 'FIN_WAIT_2? CLOSE_WAIT'],
  [
    'close_wait_data_acknowledged',
    `${OPEN}\nc F. seq 102 ack 302\ns P. seq 302 ack 103 len 5`,
    'c . ack 307',
    'FIN_WAIT_2 CLOSE_WAIT',
  ],
  [
    'close_wait_fin',
    `${OPEN}\nc F. seq 102 ack 302\ns . ack 103`,
    's F. seq 302 ack 103',
    'TIME_WAIT? LAST_ACK',
  ],
  [
    'last_ack_acknowledged',
    `${OPEN}\nc F. seq 102 ack 302\ns F. seq 302 ack 103`,
    'c . ack 303',
    'TIME_WAIT? CLOSED?',
  ],
  [
    'last_ack_fin_again',
    `${OPEN}\nc F. seq 102 ack 302\ns F. seq 302 ack 103\nc . ack 303\n+1`,
    's F. seq 302 ack 103',
    'TIME_WAIT? LAST_ACK?',
  ],
  ['fin_wait_1_fin', `${OPEN}\nc F. seq 102 ack 302`, 's F. seq 302 ack 102', 'CLOSING? CLOSING?'],
  [
    'fin_wait_1_fin_again',
    `${OPEN}\nc F. seq 102 ack 302\ns . ack 103\n+1`,
    'c F. seq 102 ack 302',
    'FIN_WAIT_1? CLOSE_WAIT',
  ],
  // The server's ACK of the client's FIN may have been missed before this: the same ACK is sent in TIME_WAIT.
  [
    'closing_acknowledged',
    `${OPEN}\nc F. seq 102 ack 302\ns F. seq 302 ack 102`,
    'c . ack 303',
    'CLOSING? TIME_WAIT?',
  ],
  [
    'fin_wait_2_reset',
    `${OPEN}\nc F. seq 102 ack 302\ns . ack 103`,
    'c R. seq 103 ack 302',
    'CLOSED? CLOSED?',
  ],
  ['midstream_ack', '', 'c . ack 900', 'UNKNOWN? UNKNOWN?'],
  ['midstream_data', '', 's P. seq 300 ack 900 len 10', 'ESTABLISHED? ESTABLISHED?'],
  ['midstream_fin', '', 'c F. seq 300 ack 900', 'FIN_WAIT_1? CLOSE_WAIT?'],
  ['midstream_reset', '', 'c R. seq 300 ack 900', 'CLOSED? CLOSED?'],
];

describe('states after an event', () => {
  it.each(EVENTS)('%s', (_name, before, event, after) => {
    expect(conversation(before).play(event).states()).toBe(after);
  });
});

describe('sequence numbers that wrap', () => {
  it('carry a whole connection across 2^32', () => {
    const talk = conversation(`
      c S seq 4294967295
      s S. seq 4294967290 ack 0
      c . ack 4294967291
      s P. seq 4294967291 ack 0 len 20
      c . ack 15
      c F. seq 0 ack 15
      s . ack 1
    `);
    expect(talk.states()).toBe('FIN_WAIT_2? CLOSE_WAIT');
    expect(talk.play('s F. seq 15 ack 1').states()).toBe('TIME_WAIT? LAST_ACK');
  });
});

describe('ports used again', () => {
  it('start a new connection at a SYN with another number', () => {
    const talk = conversation(`${OPEN}
      c F. seq 102 ack 302
      s F. seq 302 ack 103
      c . ack 303
      +5
      c S seq 90000
    `);
    expect(talk.tracker.connections).toHaveLength(2);
    expect(talk.states()).toBe('SYN_SENT SYN_RECEIVED?');
    expect(talk.reasons()).toBe('reused-ports received-syn');
  });

  it('leave the old connection its challenge ACK and the reset that it provokes', () => {
    const talk = conversation(`${OPEN}
      c S seq 90000
      s . ack 102
      c R seq 102
    `);
    expect(talk.tracker.connections).toHaveLength(2);
    expect(talk.tracker.packets.connection(packetIndex(7))).toBe(0);
    expect(talk.tracker.packets.connection(packetIndex(8))).toBe(0);
    expect(talk.states(8)).toBe('CLOSED? CLOSED?');
    talk.play('+1\nc S seq 90000\ns S. seq 700 ack 90001');
    expect(talk.tracker.packets.connection(packetIndex(10))).toBe(1);
    expect(talk.states()).toBe('ESTABLISHED? SYN_RECEIVED');
  });
});

describe('what the capture cannot know', () => {
  it('is inferred when an acknowledgment covers bytes that were not captured', () => {
    const talk = conversation(`${OPEN}\ns . ack 500`);
    expect(talk.states()).toBe('ESTABLISHED? ESTABLISHED?');
  });

  // Both FINs crossed, and the capture has lost the client's: the kernel is in CLOSING.
  it('is inferred when a bare ACK has a number ahead of all that was captured: a FIN may be missing', () => {
    const crossed = `${OPEN}\ns F. seq 302 ack 102`;
    expect(conversation(`${crossed}\nc . seq 103 ack 303`).states()).toBe('CLOSE_WAIT? FIN_WAIT_2?');
    expect(conversation(`${crossed}\nc . seq 102 ack 303`).states()).toBe('CLOSE_WAIT FIN_WAIT_2?');
    expect(conversation(`${crossed}\nc . seq 103 ack 303\n+1\nc F. seq 102 ack 303`).states()).toBe(
      'LAST_ACK? TIME_WAIT?',
    );
  });

  it('leaves ESTABLISHED inferred behind a closed window: a FIN could not be seen', () => {
    const talk = conversation(`${OPEN}
      s P. seq 302 ack 102 len 10
      c . ack 312 win 0
    `);
    expect(talk.states()).toBe('ESTABLISHED ESTABLISHED?');
  });

  it('takes back a reset when the endpoint goes on as if nothing had happened', () => {
    const talk = conversation(`${OPEN}
      c R seq 102
      s P. seq 302 ack 102 len 10
      c P. seq 102 ack 312 len 4
    `);
    expect(talk.states()).toContain('ESTABLISHED');
    expect(talk.reasons()).toContain('contradicted');
  });
});

describe('roles', () => {
  it.each([
    ['c S seq 1', 'syn'],
    ['s S. seq 1 ack 5', 'syn-ack'],
    ['s . ack 5', 'port'],
    ['s . ack 5 port 9000', 'first-sender'],
  ])('%s is told by %s', (segment, by) => {
    expect(conversation(segment).tracker.connections.get(connectionId(0)).roleBy).toBe(by);
  });
});
