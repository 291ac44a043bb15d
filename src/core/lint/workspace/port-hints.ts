/** What a file that is no source says of a port: a setting, a published port, a proxy. */
export interface PortHint {
  readonly file: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  readonly port: number;
  /** The port that it stands for inside, as a container's published one does; null: the same. */
  readonly inner: number | null;
  /** The folder whose code it speaks of, without a slash at its end. */
  readonly folder: string;
  /** What stands there, without blanks around it. */
  readonly text: string;
}

const ENVIRONMENT = /(?:^|\/)\.env(?:\.[\w.-]+)?$/;
const COMPOSE = /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/i;
const DOCKERFILE = /(?:^|\/)Dockerfile[\w.-]*$/;
const NGINX = /(?:^|\/)nginx[^/]*\.conf$|(?:^|\/)(?:sites-(?:available|enabled)|conf\.d)\/[^/]+$/;
const SETTINGS = /\.(?:json|ya?ml|toml|ini)$/i;

/** Longer files hold data, not settings. */
const LONGEST = 200_000;
/** Of one file. */
const MOST_HINTS = 50;

/** Whether a file may say something of ports without being a source. */
export const mayHint = (path: string): boolean =>
  [ENVIRONMENT, COMPOSE, DOCKERFILE, NGINX, SETTINGS].some((pattern) => pattern.test(path)) &&
  !/(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$|\.lock$/.test(path);

/** A hint by its offset in the text. */
interface Said extends Omit<PortHint, 'file' | 'line' | 'column'> {
  readonly at: number;
}

/** What is said there of ports. */
export function hintsIn(path: string, text: string): readonly PortHint[] {
  if (text.length > LONGEST) return [];
  const folder = folderOf(path);
  const said = COMPOSE.test(path)
    ? publishedIn(text, folder)
    : [...(NGINX.test(path) ? proxiedIn(text, folder) : []), ...saidIn(text, folder)];
  return said
    .filter(({ port }) => port > 0 && port <= 65535)
    .slice(0, MOST_HINTS)
    .map(({ at, ...hint }) => ({ ...hint, file: path, ...placeOf(text, at) }));
}

/** Folders that hold nothing but settings of the code beside them. */
const OF_SETTINGS = /(?:^|\/)(?:configs?|conf|cfg|settings|etc|nginx)$/i;

const folderOf = (path: string): string =>
  path.slice(0, Math.max(0, path.lastIndexOf('/'))).replace(OF_SETTINGS, '');

function placeOf(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at);
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
}

/** `PORT=8000`, `"port": 8000`, `EXPOSE 8000`, `--port 8000`, `listen 8000;`. */
const SAID =
  /\b\w*port\w*["']?[ \t]*[:=][ \t]*["']?(\d{2,5})\b|^[ \t]*(?:EXPOSE|ENV[ \t]+\w*PORT\w*)[ \t]+(\d{2,5})\b|--port[ =](\d{2,5})\b|^[ \t]*listen[ \t]+(?:[\w.:[\]]*:)?(\d{2,5})\b/gim;

const saidIn = (text: string, folder: string, before = 0): Said[] =>
  [...text.matchAll(SAID)].map((match) => ({
    at: before + match.index + leading(match[0]),
    port: Number(match.slice(1).find((each) => each !== undefined)),
    inner: null,
    folder,
    text: match[0].trim(),
  }));

const leading = (text: string): number => text.length - text.trimStart().length;

const LISTEN = /^[^\n#]*?\blisten[ \t]+(?:[\w.:[\]]*:)?(\d{2,5})\b/gm;
const PROXIED = /\bproxy_pass[ \t]+https?:\/\/[^/\s;]*:(\d{2,5})\b/g;

/** What nginx listens on for a server whose requests it hands on to the port of other code. */
const proxiedIn = (text: string, folder: string): Said[] =>
  blocksOf(text).flatMap(({ start, text: block }) => {
    const inner = [...new Set([...block.matchAll(PROXIED)].map(([, port]) => Number(port)))];
    return [...block.matchAll(LISTEN)].flatMap(({ index, 0: said, 1: port }) =>
      inner.map((to) => ({
        at: start + index + leading(said),
        port: Number(port),
        inner: to,
        folder,
        text: `listen ${port} ... proxy_pass :${to}`,
      })),
    );
  });

/** The `server` blocks of an nginx file: each up to the next one. */
function blocksOf(text: string): readonly { readonly start: number; readonly text: string }[] {
  const starts = [...text.matchAll(/\bserver\s*\{/g)].map(({ index }) => index);
  return starts.map((start, at) => ({ start, text: text.slice(start, starts[at + 1]) }));
}

/** `- "8000:3000"` among the ports of a service. */
const PUBLISHED = /^[ \t]*-[ \t]*["']?(?:[\d.]+:)?(\d{2,5}):(\d{2,5})(?:\/tcp)?["']?[ \t]*$/gm;

/** What the services of a compose file publish and set, each about the folder that it is built from. */
const publishedIn = (text: string, folder: string): Said[] =>
  servicesOf(text).flatMap(({ start, text: service }) => {
    const context = /^[ \t]+(?:build|context):[ \t]*["']?([\w./-]+)/m.exec(service)?.[1] ?? '.';
    const own = joined(folder, context);
    const published = [...service.matchAll(PUBLISHED)].map(([said, outer, inner], at, all) => ({
      at: start + all[at].index + leading(said),
      port: Number(outer),
      inner: outer === inner ? null : Number(inner),
      folder: own,
      text: said.trim(),
    }));
    return [...published, ...saidIn(service, own, start)];
  });

/** A service of a compose file: its lines, by their indentation. */
function servicesOf(text: string): readonly { readonly start: number; readonly text: string }[] {
  const begin = /^services:[ \t]*$/m.exec(text);
  if (begin === null) return [];
  const from = begin.index + begin[0].length;
  const rest = text.slice(from);
  const indent = /^([ \t]+)[\w.-]+:[ \t]*$/m.exec(rest)?.[1];
  if (indent === undefined) return [];
  const starts = [...rest.matchAll(new RegExp(`^${indent}[\\w.-]+:[ \\t]*$`, 'gm'))].map(
    ({ index }) => index,
  );
  return starts.map((start, at) => ({ start: from + start, text: rest.slice(start, starts[at + 1]) }));
}

/** A path from a folder; `.` and `..` are resolved. */
function joined(folder: string, path: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
