import { child, type SyntaxNode } from '../syntax';
import { functionOf, lastCalleeOf, lastName } from './c-functions';
import { argumentsOf, findWithin, listed, type Placed, textOf, type Within } from './nodes';
import type { SiteRole } from './site';
import type { ParsedSource } from './sources';

/** Where the port of a library's call stands. */
export interface PortPlace {
  /** `address`: in a socket address; `number`: alone; `text`: at the end of `host:port` or of a URL. */
  readonly kind: 'address' | 'number' | 'text';
  readonly node: SyntaxNode;
}

/** A call of a library that listens on a port or connects to one. */
export interface LibraryUse extends Placed {
  readonly role: SiteRole;
  /** As the source names it. */
  readonly call: string;
  readonly port: PortPlace;
}

interface LibraryCall {
  readonly role: SiteRole;
  readonly kind: PortPlace['kind'];
  /** The argument, from 0. */
  readonly at: number;
  /** Other libraries use the name too: the source has to have this. */
  readonly needs?: RegExp;
  /** The first argument looks like this. */
  readonly first?: RegExp;
}

const listens = (kind: PortPlace['kind'], at: number, more: Partial<LibraryCall> = {}): LibraryCall => ({
  role: 'listens',
  kind,
  at,
  ...more,
});
const connects = (kind: PortPlace['kind'], at: number, more: Partial<LibraryCall> = {}): LibraryCall => ({
  ...listens(kind, at, more),
  role: 'connects',
});

/** A host in quotes, or Qt's constant for one. */
const HOST = /^(?:"[^"]*"|QHostAddress\b.*)$/s;
const WITH_PORT = /^"[^"]*:\d+[^"]*"$|^\w+$/;

/** Calls that take a port, by their last name; each as the library's reference has it. */
const CALLS: Readonly<Record<string, readonly LibraryCall[]>> = {
  // libuv: uv_tcp_bind(handle, addr, flags), uv_tcp_connect(req, handle, addr, cb)
  uv_tcp_bind: [listens('address', 1)],
  uv_tcp_connect: [connects('address', 2)],
  // libevent: event2/listener.h, event2/http.h, event2/bufferevent.h
  evconnlistener_new_bind: [listens('address', 5)],
  evhttp_bind_socket: [listens('number', 2)],
  evhttp_bind_socket_with_handle: [listens('number', 2)],
  bufferevent_socket_connect: [connects('address', 1)],
  bufferevent_socket_connect_hostname: [connects('number', 4)],
  // GNU libmicrohttpd: MHD_start_daemon(flags, port, ...)
  MHD_start_daemon: [listens('number', 1)],
  // Mongoose: mg_http_listen(mgr, url, fn, data)
  mg_http_listen: [listens('text', 1)],
  mg_listen: [listens('text', 1)],
  mg_http_connect: [connects('text', 1)],
  mg_connect: [connects('text', 1)],
  // gRPC: ServerBuilder::AddListeningPort(address, credentials)
  AddListeningPort: [listens('text', 0)],
  // Drogon: app().addListener(ip, port)
  addListener: [listens('number', 1, { first: HOST })],
  // cpp-httplib and Qt: listen(host, port); websocketpp and uWebSockets: listen(port, ...)
  listen: [listens('number', 1, { first: HOST }), listens('number', 0, { needs: /websocketpp|\buWS\b/ })],
  // Qt: QAbstractSocket::connectToHost(host, port)
  connectToHost: [connects('number', 1)],
  connectToHostEncrypted: [connects('number', 1)],
  // Crow: app.port(port)
  port: [listens('number', 0, { needs: /\bcrow\b/ })],
  // ZeroMQ: zmq_bind(socket, "tcp://*:5555"), socket.bind("tcp://*:5555")
  zmq_bind: [listens('text', 1)],
  zmq_connect: [connects('text', 1)],
  bind: [listens('text', 0, { needs: /\bzmq\b/, first: WITH_PORT })],
  connect: [connects('text', 0, { needs: /\bzmq\b/, first: WITH_PORT })],
};

/** Objects that listen once they are made, by the last name of their type. POCO: ServerSocket(port). */
const OBJECTS: Readonly<Record<string, LibraryCall>> = { ServerSocket: listens('number', 0) };

/** An endpoint of Asio, alone or with Boost, or as an argument in braces: `tcp::endpoint(address, port)`, `{tcp::v4(), port}`. */
const ENDPOINT = /(?:^|::)tcp::endpoint$/;
const ANY_ADDRESS = /(?:^|::)tcp::v[46]\(\)$/;

/** Sources that use none of them have none of this. */
export const LIBRARY_SITE = new RegExp(
  `\\b(?:${[...Object.keys(CALLS), ...Object.keys(OBJECTS)].join('|')})\\s*[({]|\\btcp::(?:endpoint|v[46])\\b|\\bServerSocket\\b`,
);

/** Every call of a library that takes a port, and every endpoint. */
export const libraryUses = (source: ParsedSource): readonly LibraryUse[] => [
  ...findWithin(source, ['call_expression'], functionOf).flatMap((placed) => callsOf(source, placed)),
  ...objectsOf(source),
  ...endpointsOf(source),
];

function callsOf(source: ParsedSource, { node, within }: Placed): readonly LibraryUse[] {
  const call = lastCalleeOf(source, node);
  if (!Object.hasOwn(CALLS, call)) return [];
  const args = argumentsOf(node);
  const fits = CALLS[call].find(({ at, needs, first }) => {
    if (args[at] === undefined || needs?.test(source.text) === false) return false;
    return first === undefined || first.test(textOf(source, args[0]));
  });
  if (fits === undefined) return [];
  return [{ node, within, role: fits.role, call, port: { kind: fits.kind, node: args[fits.at] } }];
}

/** What objects are made of, with the name of their type: `T x(a, b)`, `T x{a, b}`, `T(a, b)`, `new T(a, b)`, `make_unique<T>(a, b)`. */
export function madeObjects(source: ParsedSource): readonly MadeObject[] {
  const known = objects.get(source) ?? objectsIn(source);
  objects.set(source, known);
  return known;
}

interface MadeObject extends Placed {
  /** The name of the type, or of the function that is called. */
  readonly type: string;
  readonly args: readonly SyntaxNode[];
}

const objects = new WeakMap<ParsedSource, readonly MadeObject[]>();

function objectsIn(source: ParsedSource): readonly MadeObject[] {
  const made = (each: Placed, type: SyntaxNode | null, args: SyntaxNode | null) =>
    type === null || args === null ? [] : [{ ...each, type: textOf(source, type), args: listed(args) }];
  const find = (type: string) => findWithin(source, [type], functionOf);
  return [
    ...find('declaration').flatMap((each) => {
      const declarator = child(each.node, 'declarator');
      const typed = declarator === null ? null : likeParameters(declarator);
      if (typed !== null) return made(each, child(each.node, 'type'), typed);
      const value = declarator === null ? null : child(declarator, 'value');
      const isMade = value !== null && /^(?:argument|initializer)_list$/.test(value.type);
      return isMade ? made(each, child(each.node, 'type'), value) : [];
    }),
    ...find('compound_literal_expression').flatMap((each) =>
      made(each, child(each.node, 'type'), child(each.node, 'value')),
    ),
    ...find('new_expression').flatMap((each) =>
      made(each, child(each.node, 'type'), child(each.node, 'arguments')),
    ),
    ...find('call_expression').flatMap((each) => {
      const callee = child(each.node, 'function');
      const within =
        callee === null ? undefined : /\bmake_(?:unique|shared)<([\w:]+)>$/.exec(textOf(source, callee));
      const args = child(each.node, 'arguments');
      if (within) return args === null ? [] : [{ ...each, type: within[1], args: listed(args) }];
      return made(each, callee, args);
    }),
  ];
}

/** `Server server(io, port);` looks like the declaration of a function whose parameters have types and no names. */
function likeParameters(declarator: SyntaxNode): SyntaxNode | null {
  const parameters = declarator.type === 'function_declarator' ? child(declarator, 'parameters') : null;
  const isNamed = parameters?.children.some(
    (each) => each.type !== 'comment' && each.children.length !== 1 && each.children.length > 0,
  );
  return parameters === null || parameters.children.length === 0 || isNamed ? null : parameters;
}

const objectsOf = (source: ParsedSource): readonly LibraryUse[] =>
  madeObjects(source).flatMap(({ node, within, type, args }) => {
    const name = lastName(type);
    const { role, kind, at } = (Object.hasOwn(OBJECTS, name) ? OBJECTS[name] : undefined) ?? NONE;
    return args[at] === undefined ? [] : [{ node, within, role, call: name, port: { kind, node: args[at] } }];
  });

const NONE = listens('number', -1);

function endpointsOf(source: ParsedSource): readonly LibraryUse[] {
  const named = madeObjects(source).filter(({ type, args }) => ENDPOINT.test(type) && args.length === 2);
  const inBraces = findWithin(source, ['initializer_list'], functionOf).flatMap(({ node, within }) => {
    const args = listed(node);
    const isAny = args.length === 2 && ANY_ADDRESS.test(textOf(source, args[0]));
    return isAny ? [{ node, within, args }] : [];
  });
  const known = new Set(named.flatMap(({ args }) => args));
  return [...named, ...inBraces.filter(({ args }) => !known.has(args[0]))].map(({ node, within, args }) => ({
    node,
    within,
    role: roleOfEndpoint(source, within, args[0]),
    call: 'tcp::endpoint',
    port: { kind: 'number', node: args[1] },
  }));
}

/** One on every address can only listen; another one does what its function does, or else its file. */
function roleOfEndpoint(source: ParsedSource, { fn }: Within, address: SyntaxNode): SiteRole {
  if (ANY_ADDRESS.test(textOf(source, address))) return 'listens';
  for (const text of [fn === null ? '' : textOf(source, fn.node), source.text]) {
    if (/acceptor/i.test(text)) return 'listens';
    if (/connect/i.test(text)) return 'connects';
  }
  return 'connects';
}
