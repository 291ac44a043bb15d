import type { FindingId } from '../../../src/core/findings';
import type { CapturePoint } from '../kernel/recordings';

/** A kernel recording at one capture point, or a capture of many connections. */
export type Shown = readonly [recording: string, point: CapturePoint | 'many'];

/** For each finding a recording that shows it, and one that nearly does and must not. Typed, so that none can be forgotten. */
// biome-ignore format: a table
export const SHOWN_BY: Readonly<Record<Exclude<FindingId, FromElsewhere>, { shows: readonly Shown[]; not: readonly Shown[] }>> = {
  'accept-queue-overflow': {
    shows: [['accept_queue_full_ack', 'server'], ['accept_queue_full_fin', 'client'], ['accept_queue_full_reset', 'server']],
    not: [['handshake_ack_lost', 'server'], ['handshake_ack_lost_then_data', 'client'], ['defer_accept', 'server'], ['syn_cookies', 'server'], ['forged_reset_established', 'client']],
  },
  'never-accepted': {
    shows: [['never_accepted_for_long', 'server'], ['never_accepted', 'client'], ['close_wait_unanswered', 'server']],
    not: [['close_wait_after_data', 'server'], ['accepted_late', 'server'], ['handshake', 'server'], ['listener_closes_queue_close_wait', 'server']],
  },
  'close-wait': {
    shows: [['close_wait_after_data', 'server'], ['never_accepted_for_long', 'server'], ['close_wait_of_client', 'client'], ['keep_alive_half_open', 'server']],
    not: [['client_closes_first', 'server'], ['half_close', 'server'], ['fin_behind_zero_window', 'client'], ['slow_to_close', 'server'], ['write_after_close', 'server']],
  },
  refused: {
    shows: [['refused', 'client'], ['refused_ipv6', 'server'], ['rejected_by_reset', 'client']],
    not: [['connect_abandoned', 'server'], ['old_duplicate_syn', 'client'], ['rejected_by_icmp', 'client']],
  },
  'icmp-error': {
    shows: [['rejected_by_icmp', 'client'], ['rejected_by_icmp', 'server'], ['rejected_later_by_icmp', 'client']],
    not: [['refused', 'client'], ['black_hole', 'client']],
  },
  'no-answer': {
    shows: [['black_hole', 'client'], ['syn_ack_black_hole', 'client']],
    not: [['syn_lost', 'client'], ['handshake', 'client']],
  },
  'reset-from-between': {
    shows: [['forged_reset_by_hops', 'client'], ['forged_reset_then_goes_on', 'client']],
    not: [['abort_by_server', 'client'], ['old_data_after_reset', 'client'], ['reset_overtakes_data', 'server'], ['half_close_forgotten', 'server']],
  },
  'no-socket': {
    shows: [['rejected_in_data', 'client'], ['rejected_in_data', 'server'], ['connect_abandoned', 'server']],
    not: [['close_with_unread_data', 'client'], ['killed_with_unread_data', 'server'], ['abort_by_client', 'client']],
  },
  'idle-cut': {
    shows: [['idle_cut', 'client'], ['idle_cut_reset', 'client']],
    not: [['idle_kept', 'client'], ['retransmission_timeout', 'client']],
  },
  'half-open-peer': {
    shows: [['half_open_data', 'server'], ['given_up_before', 'server'], ['keep_alive_dead', 'server'], ['retransmission_timeout', 'client'], ['fin_wait_1_timeout', 'client'], ['half_open_syn', 'server'], ['keep_alive_dead_client', 'client']],
    not: [['keep_alive_answered', 'server'], ['data_lost', 'client'], ['idle_cut', 'client'], ['write_after_close', 'server'], ['fin_lost', 'client']],
  },
  'large-segments-lost': {
    shows: [['large_segments_lost', 'server']],
    not: [['all_segments_lost', 'server'], ['data_lost', 'client'], ['half_open_data', 'server'], ['zero_window', 'client']],
  },
  'keep-alive-race': {
    shows: [['keep_alive_race', 'server'], ['keep_alive_race', 'client']],
    not: [['keep_alive_ignored', 'server'], ['write_after_close', 'server'], ['data_into_fin_wait_1', 'client']],
  },
  'stalled-server': {
    shows: [['answered_too_late', 'server'], ['only_request_unanswered', 'server'], ['only_request_unanswered', 'client'], ['gave_up_waiting', 'client'], ['gave_up_waiting', 'server']],
    not: [['patient_half_close', 'server'], ['one_way_data', 'client'], ['half_close', 'server']],
  },
  'write-after-close': {
    shows: [['write_after_close', 'server'], ['data_into_fin_wait_1', 'client'], ['fin_wait_2_timeout', 'server']],
    not: [['half_close', 'server'], ['fin_with_data', 'server'], ['half_open_data', 'server']],
  },
  'aborted-with-unread-data': {
    shows: [['close_with_unread_data', 'server'], ['close_with_unread_data_in_close_wait', 'client'], ['reset_behind_zero_window', 'server'], ['unread_data_after_own_fin', 'client'], ['killed_with_unread_data', 'client'], ['old_data_after_reset', 'client'], ['listener_closes_queue_with_request', 'client']],
    not: [['abort_by_server', 'server'], ['rejected_in_data', 'server'], ['many_connections', 'client']],
  },
  'reset-in-data': {
    shows: [['reset_in_data', 'server'], ['answered_with_rest_unread', 'server']],
    not: [['abort_by_client', 'client'], ['keep_alive_dead', 'server']],
  },
  'aborted-by-linger': {
    shows: [['abort_by_client', 'server'], ['abort_by_server', 'client'], ['abort_in_close_wait', 'server'], ['listener_closes_queue', 'client']],
    not: [['close_with_unread_data', 'server'], ['write_after_close', 'client'], ['refused', 'client']],
  },
  'receiver-not-reading': {
    shows: [['zero_window', 'client'], ['zero_window', 'server']],
    not: [['reset_behind_zero_window', 'server'], ['window_scaling', 'server']],
  },
  'slow-to-close': {
    shows: [['slow_to_close', 'server'], ['slow_to_close', 'client'], ['fin_wait_2_timeout_then_fin', 'server']],
    not: [['client_closes_first', 'server'], ['close_wait_after_data', 'server'], ['three_packet_close', 'server']],
  },
  'slow-answer': {
    shows: [['slow_answer', 'server'], ['slow_answer', 'client']],
    not: [['client_closes_first', 'server'], ['answered_too_late', 'server'], ['lossy_transfer', 'client'], ['gave_up_waiting', 'server']],
  },
  'closed-without-answer': {
    shows: [['closed_without_answer', 'server'], ['closed_without_answer', 'client']],
    not: [['one_way_data', 'client'], ['patient_half_close', 'server'], ['keep_alive_race', 'server'], ['process_ends', 'server']],
  },
  'much-retransmitted': {
    shows: [['lossy_transfer', 'server']],
    not: [['data_lost', 'client'], ['every_frame_twice', 'client'], ['large_segments_lost', 'server'], ['data_reordered', 'server']],
  },
  'fin-wait-2-given-up': {
    shows: [['fin_wait_2_timeout_then_fin', 'server'], ['keep_alive_half_open', 'server'], ['never_accepted', 'server']],
    not: [['half_close', 'client'], ['write_after_close', 'client'], ['second_fin_lost', 'client']],
  },
  'syn-ack-retransmitted': {
    shows: [['handshake_ack_lost', 'server'], ['syn_ack_lost', 'server'], ['syn_ack_black_hole', 'server']],
    not: [['every_frame_twice', 'client'], ['handshake_ack_lost_then_data', 'server'], ['accept_queue_full_ack', 'server']],
  },
  'syn-retransmitted': {
    shows: [['syn_lost', 'client'], ['accept_queue_full_syn', 'server']],
    not: [['every_frame_twice', 'client'], ['syn_lost', 'server'], ['black_hole', 'client']],
  },
  'half-close': {
    shows: [['half_close', 'server'], ['half_close_by_server', 'client'], ['healthy_server', 'many']],
    not: [['write_after_close', 'server'], ['half_close_forgotten', 'server'], ['client_closes_first', 'client'], ['data_before_fin_lost', 'client']],
  },
  'simultaneous-close': {
    shows: [['simultaneous_close', 'client'], ['simultaneous_close_with_data', 'server'], ['simultaneous_close_uneven', 'client']],
    not: [['fin_ack_lost_then_fin', 'client'], ['three_packet_close', 'client']],
  },
  'port-reused': {
    shows: [['reuse_time_wait_of_client', 'client'], ['reuse_time_wait_of_server', 'server'], ['reuse_close_wait', 'server'], ['reuse_after_reset', 'client']],
    not: [['refused_then_accepted', 'client'], ['mirrored_ports', 'client'], ['late_duplicate_syn', 'server']],
  },
  'capture-mid-stream': {
    shows: [['migrated_wrapping', 'client']],
    not: [['handshake', 'client'], ['fast_open_data', 'server']],
  },
  'close-wait-pile-up': {
    shows: [['close_wait_pile_up', 'server'], ['close_wait_pile_up', 'client']],
    not: [['close_wait_after_data', 'server'], ['many_connections', 'server'], ['healthy_server', 'many']],
  },
  'stopped-serving': {
    shows: [['served_up_to_a_limit', 'server'], ['served_up_to_a_limit', 'client'], ['served_one_at_a_time', 'server'], ['served_no_more', 'server'], ['limit_until_one_ends', 'client'], ['one_after_the_other', 'server']],
    not: [['closed_together', 'server'], ['close_wait_pile_up', 'server'], ['many_connections', 'server'], ['healthy_server', 'many']],
  },
  'server-stalled': {
    shows: [['stood_still', 'server'], ['stood_still', 'client']],
    not: [['long_poll', 'server'], ['served_no_more', 'server'], ['healthy_server', 'many']],
  },
  'server-went-down': {
    shows: [['process_ends', 'server'], ['process_ends', 'client'], ['process_ends_idle', 'server'], ['process_restarts', 'server']],
    not: [['closed_together', 'server'], ['many_connections', 'server'], ['healthy_server', 'many']],
  },
  'port-exhaustion': {
    shows: [['port_exhaustion', 'many']],
    not: [['time_wait_pile_up', 'many'], ['healthy_server', 'many']],
  },
  'time-wait-pile-up': {
    shows: [['time_wait_pile_up', 'many']],
    not: [['time_wait_few', 'many'], ['healthy_server', 'many']],
  },
  'health-checks': {
    shows: [['health_checks', 'server'], ['health_checks', 'client'], ['health_checks_reset', 'server'], ['health_checks_half_open', 'client']],
    not: [['many_connections', 'server'], ['closed_together', 'server'], ['healthy_server', 'many']],
  },
  'capture-duplicates': {
    shows: [['any_device', 'server'], ['every_frame_twice', 'client']],
    not: [['data_lost_fast_retransmit', 'client'], ['any_device', 'client'], ['healthy_server', 'many'], ['handshake', 'client']],
  },
  'capture-snap-length': {
    shows: [['healthy_server', 'many'], ['handshake', 'client']],
    not: [],
  },
};

/** Shown by captures that a test cuts out of recordings or writes itself: see capture-quality.test.ts, verdicts.test.ts. */
export type FromElsewhere =
  | 'capture-clock'
  | 'capture-gap'
  | 'capture-incomplete'
  | 'capture-one-sided'
  | 'capture-one-sided-largely'
  | 'capture-dropped'
  | 'self-connect'
  | 'syn-flood';
