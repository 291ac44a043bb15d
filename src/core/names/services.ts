import { serviceTable } from './service-table';

let ports: Map<string, number> | null = null;

function load(): Map<string, number> {
  const map = new Map<string, number>();
  let port = 0;
  for (const token of serviceTable.split(/\s+/)) {
    if (token === '') continue;
    const colon = token.lastIndexOf(':');
    port += colon < 0 ? 1 : Number(token.slice(colon + 1));
    map.set(colon < 0 ? token : token.slice(0, colon), port);
  }
  return map;
}

/** The TCP port of a registered service name as tcpdump prints it without -n, or -1. */
export function servicePort(name: string): number {
  ports ??= load();
  return ports.get(name) ?? -1;
}
