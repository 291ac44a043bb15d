/** What a file that is no source says of a port: a setting, a published port, a proxy. */
export interface PortHint {
  readonly file: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  readonly port: number;
  /** The port that it stands for inside, as a container's published one does; null: the same. */
  readonly inner: number | null;
  /** The unix socket that it stands for; null: it stands for a port. */
  readonly path: string | null;
  /** The folder whose code it speaks of, without a slash at its end. */
  readonly folder: string;
  /** The variable that is set, as a program reads it from its environment; null: none, or one of a file's own. */
  readonly variable: string | null;
  /** The service or host that it is said of, by its name there; null: none is named. */
  readonly service: string | null;
  /** What stands there, without blanks around it. */
  readonly text: string;
}

const ENVIRONMENT = /(?:^|\/)\.env(?:\.[\w.-]+)?$/;
const COMPOSE = /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/i;
const DOCKERFILE = /(?:^|\/)Dockerfile[\w.-]*$/;
const NGINX = /(?:^|\/)nginx[^/]*\.conf$|(?:^|\/)(?:sites-(?:available|enabled)|conf\.d)\/[^/]+$/;
const SETTINGS = /\.(?:json|ya?ml|toml|ini)$/i;
/** What starts programs with a port: pm2, systemd, Heroku's and foreman's file. */
const STARTS = /(?:^|\/)(?:ecosystem\.config\.[cm]?js|Procfile|[^/]+\.service)$/;

/** Longer files hold data, not settings. */
const LONGEST = 200_000;
/** Of one file. */
const MOST_HINTS = 50;

/** Whether a file may say something of ports without being a source. */
export const mayHint = (path: string): boolean =>
  [ENVIRONMENT, COMPOSE, DOCKERFILE, NGINX, SETTINGS, STARTS].some((pattern) => pattern.test(path)) &&
  !/(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$|\.lock$/.test(path);

/** A hint by its offset in the text. */
interface Said extends Omit<PortHint, 'file' | 'line' | 'column'> {
  readonly at: number;
}

/** Whose code is spoken of. */
type Whose = Pick<PortHint, 'folder' | 'service'>;

/** What is said there of ports. */
export function hintsIn(path: string, text: string): readonly PortHint[] {
  if (text.length > LONGEST) return [];
  const whose = { folder: folderOf(path), service: null };
  const said = COMPOSE.test(path)
    ? publishedIn(text, whose.folder)
    : [...(NGINX.test(path) ? proxiedIn(text) : []), ...saidIn(text, whose)];
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

/** `PORT=8000`, `"port": 8000`, `EXPOSE 8000`, `--port 8000`, `"-p", "8000"`, `listen 8000;`. */
const SAID =
  /["']?\b(\w*port\w*)["']?[ \t]*[:=][ \t]*["']?(\d{2,5})\b["']?|^[ \t]*(?:EXPOSE|ENV[ \t]+(\w*PORT\w*))[ \t]+(\d{2,5})\b|["']?(?<![\w-])-(?:-port|p)["']?[ \t=,]+["']?(\d{2,5})\b["']?(?!:)|^[ \t]*listen[ \t]+(?:[\w.:[\]]*:)?(\d{2,5})\b/gim;
/** Where a program finds the servers that it needs: not its own port. */
const OF_OTHERS =
  /^(?:db|database|pg|postgres\w*|mysql|mariadb|redis|mongo\w*|smtp|mail|kafka|rabbit\w*|amqp|memcached?|elastic\w*|ldap|upstream|remote|peer)_?port/i;
const VARIABLE = /^[A-Z][A-Z\d_]*$/;

const saidIn = (text: string, whose: Whose, before = 0): Said[] =>
  [...text.matchAll(SAID)].flatMap((match) => {
    const [said, named, value, set, ...others] = match;
    const variable = named ?? set ?? '';
    if (OF_OTHERS.test(variable)) return [];
    const hint = {
      at: before + match.index + leading(said),
      port: Number(value ?? others.find((each) => each !== undefined)),
      inner: null,
      path: null,
      variable: VARIABLE.test(variable) ? variable : null,
      ...whose,
      text: said.trim(),
    };
    return [hint];
  });

const leading = (text: string): number => text.length - text.trimStart().length;

const LISTEN = /^[^\n#]*?\blisten[ \t]+(?:[\w.:[\]]*:)?(\d{2,5})\b/gm;
/** Where a request is handed on to: a host with its port or without, or a unix socket. */
const PROXIED =
  /\b(?:proxy|grpc|fastcgi|uwsgi)_pass[ \t]+(?:\w+:\/\/)?(?:unix:(\/[^\s;:]+)|([\w.-]+)(?::(\d{2,5}))?)/g;
const UPSTREAM = /\bupstream[ \t]+([\w.-]+)\s*\{([^}]*)\}/g;
const IN_UPSTREAM = /\bserver[ \t]+(?:unix:(\/[^\s;:]+)|([\w.-]+):(\d{2,5})\b)/g;

interface Target {
  readonly path: string | undefined;
  readonly host: string | undefined;
  readonly port: string | undefined;
}

const targetsIn = (text: string, pattern: RegExp): readonly Target[] =>
  [...text.matchAll(pattern)].map(([, path, host, port]) => ({ path, host, port }));

/** What nginx listens on for a server whose requests it hands on to the port of other code, wherever that lies. */
function proxiedIn(text: string): Said[] {
  const upstreams = new Map(
    [...text.matchAll(UPSTREAM)].map(([, name, inside]) => [name, targetsIn(inside, IN_UPSTREAM)]),
  );
  return blocksOf(text).flatMap(({ start, text: block }) => {
    const named = targetsIn(block, PROXIED).flatMap((each) =>
      each.port === undefined && each.path === undefined ? (upstreams.get(each.host ?? '') ?? []) : [each],
    );
    const targets = [...new Map(named.map((each) => [each.path ?? each.port, each])).values()];
    return [...block.matchAll(LISTEN)].flatMap(({ index, 0: said, 1: port }) =>
      targets.map((to) => ({
        at: start + index + leading(said),
        port: Number(port),
        inner: to.port === undefined ? null : Number(to.port),
        path: to.path ?? null,
        folder: '',
        variable: null,
        service: serviceOf(to.host ?? ''),
        text: `listen ${port} ... proxy_pass ${to.path === undefined ? '' : 'unix'}:${to.path ?? to.port}`,
      })),
    );
  });
}

/** An address is not a name. */
const serviceOf = (host: string): string | null => (/^[\d.]*$|^localhost$/.test(host) ? null : host);

/** The `server` blocks of an nginx file: each up to the next one. */
function blocksOf(text: string): readonly { readonly start: number; readonly text: string }[] {
  const starts = [...text.matchAll(/\bserver\s*\{/g)].map(({ index }) => index);
  return starts.map((start, at) => ({ start, text: text.slice(start, starts[at + 1]) }));
}

/** `- "8000:3000"` among the ports of a service, and `ports: ["8000:3000"]`; `target: 3000` with `published: 8000`. */
const PUBLISHED =
  /(?:^[ \t]*-[ \t]*|[[,][ \t]*)["']?(?:[\d.]+:)?(\d{2,5}):(\d{2,5})(?:\/tcp)?["']?[ \t]*(?=$|[,\]])/gm;
const MAPPED =
  /\b(?:target:[ \t]*["']?(\d{2,5})["']?\s+(?:\w+:[ \t]*["']?[a-z]+["']?\s+)*published:[ \t]*["']?(\d{2,5})|published:[ \t]*["']?(\d{2,5})["']?\s+(?:\w+:[ \t]*["']?[a-z]+["']?\s+)*target:[ \t]*["']?(\d{2,5}))["']?/g;

/** What the services of a compose file publish and set, each about the folder that it is built from. */
const publishedIn = (text: string, folder: string): Said[] =>
  servicesOf(text).flatMap(({ start, name, text: service }) => {
    const whose = { folder: builtFrom(service, folder), service: name };
    const published = (said: string, at: number, outer: string, inner: string): Said => ({
      at: start + at + leading(said),
      port: Number(outer),
      inner: outer === inner ? null : Number(inner),
      path: null,
      variable: null,
      ...whose,
      text: said.replace(/^\s*\[/, '').trim(),
    });
    return [
      ...[...service.matchAll(PUBLISHED)].map(({ index, 0: said, 1: outer, 2: inner }) =>
        published(said, index, outer, inner),
      ),
      ...[...service.matchAll(MAPPED)].map(({ index, 0: said, 1: target, 2: outer, 3: other, 4: inner }) =>
        published(said.replace(/\s+/g, ' '), index, outer ?? other, target ?? inner),
      ),
      ...saidIn(service, whose, start),
    ];
  });

/** The folder of a service's code: what it is built from; a Dockerfile of its own in there tells more. */
function builtFrom(service: string, folder: string): string {
  const context = /^[ \t]+(?:build|context):[ \t]*(?:\{[ \t]*context:[ \t]*)?["']?([\w./-]+)/m.exec(
    service,
  )?.[1];
  const dockerfile = /\bdockerfile:[ \t]*["']?([\w./-]+)/.exec(service)?.[1] ?? '';
  const inside = dockerfile.slice(0, Math.max(0, dockerfile.lastIndexOf('/')));
  const own = /^(?:docker|deploy|ops|build|infra)\b/.test(inside) ? '' : inside;
  return joined(joined(folder, context ?? '.'), own);
}

/** A service of a compose file: its lines, by their indentation. */
function servicesOf(
  text: string,
): readonly { readonly start: number; readonly name: string; readonly text: string }[] {
  const begin = /^services:[ \t]*$/m.exec(text);
  if (begin === null) return [];
  const from = begin.index + begin[0].length;
  const rest = text.slice(from);
  const indent = /^([ \t]+)[\w.-]+:[ \t]*$/m.exec(rest)?.[1];
  if (indent === undefined) return [];
  const heads = [...rest.matchAll(new RegExp(`^${indent}([\\w.-]+):[ \\t]*$`, 'gm'))];
  return heads.map(({ index, 1: name }, at) => ({
    start: from + index,
    name,
    text: rest.slice(index, heads[at + 1]?.index),
  }));
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
