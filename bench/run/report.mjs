// Results as Markdown.
import { cpus, totalmem } from 'node:os';
import { median } from './measure.mjs';
import { OURS } from './tools.mjs';

const MEGABYTE = 1e6;
const BYTES_PER_PACKET = 48;
const FIXED_BYTES = 100e6;

export function machine() {
  const [{ model }] = cpus();
  return `${cpus().length} cores (${model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB of memory, Node ${process.version}, ${process.platform} ${process.arch}`;
}

/** One line a tool: median of each quantity, and how many times our time it took. */
export function comparison(title, capture, contenders, results) {
  const of = (at, quantity) => median(results[at].map((result) => result[quantity]));
  const ours = contenders.findIndex(({ name }) => name === OURS);
  const lines = contenders.map(({ name }, at) => [
    name,
    seconds(of(at, 'wall')),
    ratio(of(at, 'wall'), ours < 0 ? null : of(ours, 'wall')),
    seconds(of(at, 'cpu')),
    ratio(of(at, 'cpu'), ours < 0 ? null : of(ours, 'cpu')),
    spread(results[at]),
    megabytes(of(at, 'peak')),
  ]);
  const heads = ['', 'seconds', 'times ours', 'processor seconds', 'times ours', 'from - to', 'peak memory'];
  const memory = ours < 0 ? '' : memoryLine(of(ours, 'peak'), capture.packets);
  return `## ${title}\n\n${about(capture)}\n\n${table(heads, lines)}\n${memory}`;
}

export function memoryLine(peak, packets) {
  if (peak === null) return '';
  const allowed = packets * BYTES_PER_PACKET + FIXED_BYTES;
  return `\nPeak memory of ${OURS}: ${megabytes(peak)}, ${(peak / packets).toFixed(1)} bytes a packet; ${BYTES_PER_PACKET} bytes a packet and 100 MB would be ${megabytes(allowed)}.\n`;
}

export const about = ({ bytes, packets }) =>
  `${(bytes / MEGABYTE).toFixed(0)} MB, ${packets.toLocaleString('en')} packets.`;

export const table = (heads, lines) =>
  [heads, heads.map((_, at) => (at === 0 ? '---' : '---:')), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

export const seconds = (value) => (value === null ? '' : value.toFixed(2));
export const megabytes = (value) => (value === null ? '' : `${(value / MEGABYTE).toFixed(0)} MB`);
export const milliseconds = (value) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

const ratio = (value, ours) =>
  value === null || ours === null || ours === 0 ? '' : (value / ours).toFixed(1);

function spread(results) {
  const walls = results.map(({ wall }) => wall);
  return `${seconds(Math.min(...walls))} - ${seconds(Math.max(...walls))}`;
}
