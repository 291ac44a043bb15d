import { child, find, type SyntaxNode } from '../syntax';
import {
  argumentsOf,
  bare,
  findWithin,
  inside,
  listed,
  type SourceFunction,
  textOf,
  type Within,
} from './nodes';
import {
  anyOf,
  byStep,
  exactly,
  OPEN,
  type PortValues,
  type Site,
  type SiteRole,
  type SiteStep,
  siteOnPath,
  sitesOf,
} from './site';
import type { ParsedSource, Sources } from './sources';
import { pathOf } from './unix-paths';

/** Sources in which nothing of this stands have no site. A request has one where it names an address or a port. */
export const NODE_SITE =
  /\b(?:listen|connect|createConnection|serve|WebSocket|WebSocketServer|Server)\s*\(|\b(?:request|get|fetch)\s*\((?=[^;]{0,600}(?::\/\/|port))/i;

const DEEPEST = 4;
/** That a field of some object has the value is a guess, and no other guess is built on it. */
const OF_FIELDS = 2;

const SERVERS: ReadonlySet<string> = new Set(['WebSocketServer', 'Server']);
const CONNECTS: ReadonlySet<string> = new Set(['connect', 'createConnection']);
/** These take an address in one text, or options. */
const REQUESTS: ReadonlySet<string> = new Set(['request', 'get', 'fetch']);

/** Where TypeScript or JavaScript listens on a port or connects to one. */
export function nodeSites(source: ParsedSource, sources: Sources): readonly Site[] {
  const ports = new NodePorts(sources);
  return findWithin(source, ['call_expression', 'new_expression'], functionOf).flatMap(({ node, within }) => {
    const call = calleeOf(source, node);
    const use = useOf(call, node, source);
    if (use === null) return [];
    sources.begin();
    const at = { file: source.path, start: node.start, end: node.end, role: use.role, call };
    const place = { ...at, within: within.fn?.name ?? null };
    const path = use.form === 'value' ? pathIn(argumentsOf(node), source, sources) : null;
    if (path !== null) return [siteOnPath(place, path)];
    const values = ports.ofArguments(argumentsOf(node), within, use);
    return values === null ? [] : sitesOf(place, values);
  });
}

/** The path of the unix socket that listen() or connect() is given: alone, or as `path` in options. */
function pathIn(args: readonly SyntaxNode[], source: ParsedSource, sources: Sources): string | null {
  const [first] = args.map(bare);
  if (first === undefined) return null;
  if (first.type !== 'object') return pathOf(textOf(source, first), sources, 'node');
  for (const pair of first.children) {
    const [key, value] = [child(pair, 'key'), child(pair, 'value')];
    if (key !== null && value !== null && textOf(source, key) === 'path')
      return pathOf(textOf(source, bare(value)), sources, 'node');
  }
  return null;
}

interface Use {
  readonly role: SiteRole;
  /** Where the port stands: alone or in options; in a URL or in options; in options alone. */
  readonly form: 'value' | 'url' | 'options';
}

function useOf(call: string, node: SyntaxNode, source: ParsedSource): Use | null {
  if (node.type === 'new_expression') {
    if (SERVERS.has(call)) return { role: 'listens', form: 'options' };
    return call === 'WebSocket' ? { role: 'connects', form: 'url' } : null;
  }
  if (call === 'listen') return { role: 'listens', form: 'value' };
  if (call === 'serve') return { role: 'listens', form: 'options' };
  if (CONNECTS.has(call)) return { role: 'connects', form: 'value' };
  const isRequest = REQUESTS.has(call) && /:\/\/|port/i.test(textOf(source, node));
  return isRequest ? { role: 'connects', form: 'url' } : null;
}

function functionOf(source: ParsedSource, node: SyntaxNode): SourceFunction | null {
  if (
    !/^(?:function_declaration|function_expression|arrow_function|method_definition|generator_function_declaration)$/.test(
      node.type,
    )
  )
    return null;
  const name = child(node, 'name');
  const parameters = child(node, 'parameters');
  return {
    name: name === null ? nameOfValue(source, node) : textOf(source, name),
    parameters: listed(parameters),
    node,
  };
}

/** `const start = (port) => ...`: the variable's name. */
function nameOfValue(source: ParsedSource, node: SyntaxNode): string {
  const before = source.text.slice(Math.max(0, node.start - 120), node.start);
  return /([A-Za-z_$][\w$]*)\s*(?::[^=]*)?[=:]\s*(?:async\s*)?$/.exec(before)?.[1] ?? '';
}

/** The last name of what is called. */
function calleeOf(source: ParsedSource, node: SyntaxNode): string {
  const callee = child(node, node.type === 'new_expression' ? 'constructor' : 'function');
  if (callee === null) return '';
  const named = callee.type === 'member_expression' ? child(callee, 'property') : callee;
  return named === null ? '' : textOf(source, named);
}

/** How a property is given its value. */
interface Property {
  readonly type: string;
  readonly target: string;
  readonly value: string;
}

const CLASS_FIELDS: readonly Property[] = [
  { type: 'public_field_definition', target: 'name', value: 'value' },
  { type: 'field_definition', target: 'property', value: 'value' },
  { type: 'assignment_expression', target: 'left', value: 'right' },
];
const PROPERTIES: readonly Property[] = [...CLASS_FIELDS, { type: 'pair', target: 'key', value: 'value' }];

class NodePorts {
  constructor(private readonly sources: Sources) {}

  /** Null: nothing in the arguments can be a port; a path, or nothing at all, is not one. */
  ofArguments(args: readonly SyntaxNode[], within: Within, { form }: Use): PortValues | null {
    const [first] = args.map(bare);
    if (first === undefined || /^(?:arrow_function|function_expression)$/.test(first.type)) return null;
    const text = textOf(within.source, first);
    const ofUrl = form === 'url' ? portOfUrl(text) : null;
    if (ofUrl !== null) return exactly(ofUrl);
    const options = args
      .map((each) => this.objectOf(bare(each), within))
      .find(({ type }) => type === 'object');
    if (options !== undefined) return this.ofOptions(options, within);
    const isPath = /^(?:template_)?string$/.test(first.type) && !/^["'`]\d{1,5}["'`]$/.test(text);
    return form !== 'value' || isPath ? null : this.of(first, within, DEEPEST);
  }

  /** Of a variable that is made of an object in braces, that object. */
  private objectOf(node: SyntaxNode, { source }: Within): SyntaxNode {
    if (node.type !== 'identifier') return node;
    const name = textOf(source, node);
    const made = find(source.root, 'variable_declarator').flatMap((declared) => {
      const [to, value] = [child(declared, 'name'), child(declared, 'value')];
      return to !== null && value !== null && textOf(source, to) === name ? [bare(value)] : [];
    });
    return made.find(({ type }) => type === 'object') ?? node;
  }

  private ofOptions(options: SyntaxNode, within: Within): PortValues | null {
    const { source } = within;
    for (const entry of options.children) {
      if (entry.type === 'shorthand_property_identifier' && textOf(source, entry) === 'port')
        return this.ofName('port', within, DEEPEST);
      const [key, value] = [child(entry, 'key'), child(entry, 'value')];
      if (key !== null && value !== null && textOf(source, key).replace(/["']/g, '') === 'port')
        return this.of(value, within, DEEPEST);
    }
    return options.children.some(({ type }) => type === 'spread_element') ? OPEN : null;
  }

  /** What an expression is worth. */
  of(expression: SyntaxNode, within: Within, left: number): PortValues {
    const node = bare(expression);
    const { source } = within;
    const text = textOf(source, node);
    const part = (field: string) => {
      const found = child(node, field);
      return found === null ? OPEN : this.of(found, within, left);
    };
    switch (node.type) {
      case 'number':
        return exactly(Number(text.replaceAll('_', '')));
      case 'string':
        return /^["']\d{1,5}["']$/.test(text) ? exactly(Number(text.slice(1, -1))) : OPEN;
      case 'ternary_expression':
        return anyOf([part('consequence'), part('alternative')]);
      case 'binary_expression':
        return /^(?:\|\||\?\?)$/.test(node.operator) ? anyOf([part('left'), part('right')]) : OPEN;
      case 'unary_expression':
        return node.operator === '+' ? part('argument') : OPEN;
      case 'call_expression': {
        const [argument] = argumentsOf(node);
        const passesOn = /^(?:Number|parseInt|Number\.parseInt)$/.test(text.slice(0, text.indexOf('(')));
        return passesOn && argument !== undefined ? this.of(argument, within, left) : OPEN;
      }
      case 'identifier':
        return left === 0 ? OPEN : this.ofName(text, within, left);
      case 'member_expression': {
        const property = child(node, 'property');
        const fromOutside = /^process\.(?:env|argv)\b|^import\.meta\b/.test(text);
        if (property === null || left < OF_FIELDS || fromOutside) return OPEN;
        const name = textOf(source, property);
        const own = text === `this.${name}` ? this.ofFieldIn(source, name) : [];
        if (own.length > 0) return { ...anyOf(own), open: true };
        return isFromModule(text, source) ? OPEN : this.ofField(name);
      }
      default:
        return OPEN;
    }
  }

  private ofName(name: string, within: Within, left: number): PortValues {
    const parameter = within.fn?.parameters.findIndex((each) => nameOf(within.source, each) === name) ?? -1;
    if (within.fn !== null && parameter >= 0)
      return this.ofParameter(name, parameter, within.fn, within, left);
    const own = within.fn === null ? [] : this.declared(name, within, left);
    if (own.length > 0) return anyOf(own);
    const outside = (source: ParsedSource) => this.declared(name, { source, fn: null }, left);
    const near = outside(within.source);
    if (near.length > 0) return anyOf(near);
    const others = this.sources.naming(name, 'node').filter(({ path }) => path !== within.source.path);
    const found = others.flatMap(outside);
    return found.length > 0 ? anyOf(found) : OPEN;
  }

  private ofParameter(
    name: string,
    at: number,
    fn: SourceFunction,
    within: Within,
    left: number,
  ): PortValues {
    const preset = child(fn.parameters[at], 'value');
    const presets =
      preset === null ? [] : [this.named(this.of(preset, within, left - 1), 'named', name, within, preset)];
    const callers = fn.name === '' ? [] : this.sources.naming(fn.name, 'node');
    const passed = callers.flatMap((source) =>
      findWithin(source, ['call_expression', 'new_expression'], functionOf).flatMap(
        ({ node, within: around }) => {
          if (calleeOf(source, node) !== fn.name) return [];
          const argument = argumentsOf(node)[at];
          if (argument === undefined) return [];
          return [this.named(this.of(argument, around, left - 1), 'argument', name, around, node)];
        },
      ),
    );
    const all = anyOf([...presets, ...passed]);
    return preset !== null && passed.length === 0 ? { ...uncertain(all), open: true } : all;
  }

  /** What variables of a name are given: in the function, or outside of all functions of a file. */
  private declared(name: string, within: Within, left: number): PortValues[] {
    const { source } = within;
    const given = (type: string, target: string, value: string) =>
      inside(within, type).flatMap((node) => {
        const [to, from] = [child(node, target), child(node, value)];
        if (to === null || from === null || textOf(source, to) !== name) return [];
        return [this.named(this.of(from, within, left - 1), 'named', name, within, node)];
      });
    return [
      ...given('variable_declarator', 'name', 'value'),
      ...given('assignment_expression', 'left', 'right'),
    ];
  }

  /** A property of that name is given a value somewhere: likely this one. */
  private ofField(name: string): PortValues {
    const given = this.sources
      .naming(name, 'node')
      .flatMap((source) =>
        PROPERTIES.flatMap((property) =>
          this.given(source, property, (target) => propertyOf(source, target) === name, name),
        ),
      );
    return { ...anyOf(given), open: true };
  }

  /** The fields of a file's classes. */
  private ofFieldIn(source: ParsedSource, name: string): PortValues[] {
    const isOwn = (target: SyntaxNode) =>
      target.type === 'member_expression'
        ? textOf(source, target) === `this.${name}`
        : propertyOf(source, target) === name;
    return CLASS_FIELDS.flatMap((property) => this.given(source, property, isOwn, name));
  }

  private given(
    source: ParsedSource,
    { type, target, value }: Property,
    isIt: (target: SyntaxNode) => boolean,
    name: string,
  ): PortValues[] {
    return findWithin(source, [type], functionOf).flatMap(({ node, within }) => {
      const [to, from] = [child(node, target), child(node, value)];
      if (to === null || from === null || !isIt(to)) return [];
      return [uncertain(this.named(this.of(from, within, OF_FIELDS - 1), 'field', name, within, node))];
    });
  }

  private named(
    values: PortValues,
    kind: SiteStep['kind'],
    name: string,
    { source }: Within,
    at: SyntaxNode,
  ) {
    return byStep(values, { kind, name, file: source.path, at: at.start });
  }
}

/** `config.port` where `config` is a package's, or a JSON file's: no source gives it its value. */
function isFromModule(text: string, source: ParsedSource): boolean {
  const root = /^[\w$]+/.exec(text)?.[0].replaceAll('$', '\\$');
  if (root === undefined || root === 'this') return false;
  const from =
    new RegExp(`\\bimport\\s+(?:\\*\\s*as\\s+)?${root}\\s+from\\s*["']([^"']+)["']`).exec(source.text)?.[1] ??
    new RegExp(`\\b${root}\\s*=\\s*require\\(["']([^"']+)["']\\)`).exec(source.text)?.[1];
  return from !== undefined && (!from.startsWith('.') || from.endsWith('.json'));
}

const uncertain = ({ values, open }: PortValues): PortValues => ({
  values: values.map((each) => ({ ...each, certain: false })),
  open,
});

function propertyOf(source: ParsedSource, target: SyntaxNode): string {
  const property = target.type === 'member_expression' ? child(target, 'property') : target;
  const isName = property !== null && /identifier|string/.test(property.type);
  return isName ? textOf(source, property).replace(/["']/g, '') : '';
}

/** A parameter's own name, without its type or preset. */
function nameOf(source: ParsedSource, parameter: SyntaxNode): string {
  const pattern = child(parameter, 'pattern') ?? child(parameter, 'left') ?? parameter;
  return pattern.type === 'identifier' ? textOf(source, pattern) : '';
}

/** The port that a URL in quotes names; null where it names none. */
function portOfUrl(text: string): number | null {
  const found = /^["'`](?:https?|wss?|tcp|tls):\/\/[^/"'`]*?:(\d{1,5})(?=[/"'`?#])/.exec(text);
  return found === null ? null : Number(found[1]);
}
