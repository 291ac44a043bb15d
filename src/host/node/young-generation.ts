import { setFlagsFromString } from 'node:v8';

/** Beyond these, copying what survives costs more than the memory. */
const MANY_CONNECTIONS = 50_000;

/**
 * V8 doubles its space for young objects, up to 32 MB, when much survives in it. The connections of a capture do,
 * though little else is alive at any time: so it keeps its first size until there are many of them. Of the process,
 * so for the command line only: an extension host is not ours.
 */
export function sizeYoungGeneration(connections: number): void {
  setFlagsFromString(`--semi-space-growth-factor=${connections < MANY_CONNECTIONS ? 1 : 2}`);
}
