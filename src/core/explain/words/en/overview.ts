/** What the first look at a capture says. */
export const overview = {
  'overview.healthy': 'Nothing wrong was found',
  'overview.healthy.one': 'Nothing wrong was found in this recording alone',
  'overview.lost': 'Packets lost between the two recordings (connection {connection}: {lost} of {count})',
  'overview.no-connections': 'No TCP connection is in it',
  'overview.unread': 'Its packets could not be read as connections',
  'overview.stuck': 'Stuck half-closed: {count} of {connections}',
  'overview.possible': 'Half-closed when the recording stops: {count} of {connections}',
  'overview.possible.listed': 'Half-closed in the listing: {count} of {connections}',
  'overview.lacks': '{lacks}.',
  'overview.unanswered': 'A request has no answer when the recording stops',
  'overview.recorded': 'Packets: {packets}, connections: {connections}, in {duration}.',
  'overview.recorded.untimed': 'Packets: {packets}, connections: {connections}.',
  'overview.complete': 'Nothing is known to be missing from the recording.',
  'overview.dropped': 'The recording program lost {count} packets.',
} as const;
