import { describe, expect, it } from 'vitest';
import { openCapture } from '../findings/find';
import { CAPTURE_POINTS, readRecording } from '../kernel/recordings';

const BETWEEN = 'Something between the two sent it';

async function causesOf(name: string, point: (typeof CAPTURE_POINTS)[number]): Promise<string[]> {
  const client = (await openCapture(readRecording(name).capture(point))).client();
  const { total, rows } = client.connections({
    from: 0,
    to: 100,
    sort: 'connection',
    descending: false,
    filtered: false,
  });
  expect(rows).toHaveLength(total);
  return rows.flatMap(({ connection }) =>
    client.explain({ connection }).endpoints.flatMap(({ causes }) => causes.map(({ title }) => title)),
  );
}

describe('that something between the two sent a RST', () => {
  // Their scenarios reset by a socket's own close(), the end of a process or a kernel's timer: nothing lay between.
  const OWN = [
    'abort_by_client',
    'abort_by_server',
    'accept_queue_full_reset',
    'answered_with_rest_unread',
    'close_with_unread_answer',
    'close_with_unread_data',
    'health_checks_reset',
    'keep_alive_dead_client',
    'killed_with_unread_data',
    'listener_closes_queue',
    'process_ends',
    'reset_behind_zero_window',
    'reset_in_data',
    'timeout_by_reset',
  ];
  it.each(OWN)('is no cause where the packets tell which end did and why: %s', async (name) => {
    for (const point of CAPTURE_POINTS) {
      const causes = await causesOf(name, point);
      expect(causes).not.toContain(BETWEEN);
      expect(causes.length).toBeGreaterThan(0);
    }
  });

  it.each(['forged_reset_established', 'forged_reset_time_wait'])(
    'is a cause where that was so, and the RST fits the end that it names: %s',
    async (name) => {
      expect(await causesOf(name, 'client')).toContain(BETWEEN);
    },
  );
});
