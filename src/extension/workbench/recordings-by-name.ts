/** Names that recorders give: `trace.pcap0`, `trace.pcap.12`, `dump_00001_20261122182319.pcapng`, `a.pcap1.gz`. */
const RECORDING = /\.(?:pcapng|pcap|cap|dmp|tcpdump)(?:\.?\d+)?(?:\.(?:gz|zst))?$/i;

export const isRecordingName = (name: string): boolean => RECORDING.test(name);

/** Files of a folder whose names differ in their numbers only, each group in the order of its numbers. */
export function recordingsByName(names: readonly string[]): string[][] {
  const order = new Intl.Collator('en', { numeric: true });
  const groups = new Map<string, string[]>();
  for (const name of names.filter(isRecordingName).sort(order.compare)) {
    const stem = stemOf(name);
    const group = groups.get(stem);
    if (group === undefined) groups.set(stem, [name]);
    else group.push(name);
  }
  return [...groups.values()];
}

/** Of the files of a folder, the pieces of the recording that `name` is a piece of, be it there or not. */
export const piecesLike = (name: string, names: readonly string[]): readonly string[] =>
  recordingsByName(names).find(([first]) => stemOf(first) === stemOf(name)) ?? [];

/** tcpdump leaves the first piece without a number. */
const stemOf = (name: string): string =>
  name
    .replace(/\.(?:gz|zst)$/i, '')
    .replace(/\d+/g, '#')
    .replace(/[._-]?#$/, '');
