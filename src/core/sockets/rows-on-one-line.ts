const V4 = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const SS_STATE =
  '(?:ESTAB|LISTEN|UNCONN|CLOSE-WAIT|FIN-WAIT-[12]|TIME-WAIT|SYN-(?:SENT|RECV)|LAST-ACK|CLOSING)';

/** What a row of a tool begins with, up to its addresses, of whatever protocol. */
const BEGINNINGS = [
  // netstat of Windows; of Linux, macOS and the BSDs.
  String.raw`(?:TCP|UDP)\s+\S{1,60}:[\d*]\S*\s+\S{1,60}:[\d*]`,
  String.raw`(?:tcp|udp)(?:4|6|46)?\s+\d+\s+\d+\s+\S{1,60}[.:]\S`,
  // ss, with the column Netid or without.
  String.raw`(?<!(?:^|\s)(?:m?p?tcp|udp)\s+)(?:(?:mp)?tcp\s+|udp\s+)?${SS_STATE}\s+\d+\s+\d+\s+\S{1,60}:\S+\s+\S{1,60}:\S`,
  // conntrack.
  String.raw`(?:tcp|udp)\s+\d+\s+\d+\s+(?:[A-Z_]{4,12}\s+)?src=`,
  // lsof: COMMAND PID USER FD TYPE.
  String.raw`[A-Za-z]\S{0,32}\s+\d{1,10}\s+\S{1,32}\s+\d{1,7}[a-zA-Z]{0,2}\s+IPv[46]\s+\S+\s+\S+\s+(?:TCP|UDP)\s`,
  // /proc/net/tcp.
  String.raw`\d{1,7}:\s+[0-9A-F]{8}(?:[0-9A-F]{24})?:[0-9A-F]{4}\s`,
  // Get-NetTCPConnection.
  String.raw`${V4}\s+\d{1,5}\s+${V4}\s+\d{1,5}\s+[A-Z][a-z]`,
].join('|');
const BETWEEN = new RegExp(String.raw`(?<=\s)(?=${BEGINNINGS})`);
const AT_FIRST = new RegExp(String.raw`^\s*(?:${BEGINNINGS})`);

/** No two rows are shorter. */
const SHORTEST_TWO = 50;

/** The rows of a table whose line ends were lost; what stands in front of the first stays with it. */
export function rowsOnOneLine(line: string): readonly string[] {
  if (line.length < SHORTEST_TWO) return [line];
  const parts = line.split(BETWEEN).filter((part) => part.trim() !== '');
  return parts.length > 2 || (parts.length === 2 && AT_FIRST.test(parts[0])) ? parts : [line];
}
