/** Words that only the command line prints. */
export const commandLine = {
  'annotate.unreadable': 'cannot be read: {message} (column {column})',

  'table.client': 'client',
  'table.server': 'server',
  'table.client-state': 'client state',
  'table.server-state': 'server state',
  'table.packets': 'packets',
  'table.duration': 'duration',
  'table.history': 'history',
  'table.stuck': 'stuck',
  'table.findings': 'findings',
  'table.none': 'No TCP connections.',
  'table.possibly-stuck-connections':
    '{count} half-closed when the recording stops; for how long is not in it. Explain one: closewait explain --connection {connection} {file}',
  'table.possibly-stuck-rows':
    '{count} in CLOSE_WAIT in a socket table; for how long is not in it. Explain one: closewait explain --connection {connection} {file}',
  'table.stuck-connections':
    '{count} stuck half-closed. Explain one: closewait explain --connection {connection} {file}',

  'report.more-stuck': '{count} more connections are stuck half-closed: closewait connections {file}',

  'report.capture': 'Recording {name}',
  'report.servers': 'Servers',
  'report.connections': 'Connections',
  'report.most-connections': 'The first {shown} of {total}, those stuck longest first.',
  'report.problems': 'What of the file could not be read',
  'report.problem-line': 'Line {line}:',
  'report.more-problems': '{count} more problems',
  'report.no-findings': 'Nothing wrong was found.',
  'report.about': 'Packets: {packets}. TCP connections: {connections}. Read as {description}.',
  'report.server-column': 'server',
  'report.states-column': 'connections by state',
  'report.stuck-column': 'stuck',
  'report.more-findings': 'More findings: {count}. All of them: export the findings.',
} as const;
