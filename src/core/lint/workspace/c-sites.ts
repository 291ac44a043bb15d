import { servicePort } from '../../names';
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
import { anyOf, byStep, exactly, OPEN, type PortValues, type Site, sitesOf, sumOf } from './site';
import type { ParsedSource, Sources } from './sources';

/** Sources in which nothing of this stands have no site. */
export const C_SITE = /\b(?:bind|connect)\s*\(/;

const PORT_OF_ADDRESS = /^sin6?_port$/;

/** Calls and names that are followed from one to the next. */
const DEEPEST = 4;
/** That a field of some struct has the value is a guess, and no other guess is built on it. */
const OF_FIELDS = 2;

/** Where C code listens or connects: bind(2) and connect(2), with the port of the address that they are given. */
export function cSites(source: ParsedSource, sources: Sources): readonly Site[] {
  const ports = new CPorts(sources);
  return findWithin(source, ['call_expression'], functionOf).flatMap(({ node, within }) => {
    const call = calleeOf(source, node);
    if (call !== 'bind' && call !== 'connect') return [];
    const [, address] = argumentsOf(node);
    if (address === undefined || (call === 'bind' && !listensToStreams(within, source))) return [];
    const place = {
      file: source.path,
      start: node.start,
      end: node.end,
      role: call === 'bind' ? ('listens' as const) : ('connects' as const),
      call,
      within: within.fn?.name ?? null,
    };
    sources.begin();
    const values = ports.ofAddress(address, within, DEEPEST);
    return values === null ? [] : sitesOf(place, values);
  });
}

/** Datagram sockets are bound as well; without a listen() near it, a bind() of one is not of interest. */
function listensToStreams(within: Within, source: ParsedSource): boolean {
  const own = within.fn === null ? source.text : textOf(source, within.fn.node);
  if (/\blisten\s*\(/.test(own)) return true;
  if (/\bSOCK_DGRAM\b/.test(own)) return false;
  return /\blisten\s*\(/.test(source.text) || /\bSOCK_STREAM\b/.test(own);
}

function functionOf(source: ParsedSource, node: SyntaxNode): SourceFunction | null {
  if (node.type !== 'function_definition') return null;
  const [declarator] = find(node, 'function_declarator');
  const name = declarator === undefined ? null : child(declarator, 'declarator');
  if (declarator === undefined || name === null) return null;
  return { name: textOf(source, name), parameters: listed(child(declarator, 'parameters')), node };
}

function calleeOf(source: ParsedSource, call: SyntaxNode): string {
  const callee = child(call, 'function');
  return callee?.type === 'identifier' ? textOf(source, callee) : '';
}

/** Which port an address or an expression of C holds. */
class CPorts {
  constructor(private readonly sources: Sources) {}

  /** Null: an address that has no port, such as that of a unix socket. */
  ofAddress(node: SyntaxNode, within: Within, left: number): PortValues | null {
    const name = rootName(within.source, node);
    if (name === null) return OPEN;
    if (this.isUnix(name, within)) return null;
    const given = [...portsGiven(name, within)].map((value) => this.of(value, within, left));
    if (given.length > 0) return anyOf(given);
    const services = servicesLookedUp(within, 'getaddrinfo', 1).map((value) => this.of(value, within, left));
    if (services.length > 0) return anyOf(services);
    const parameter = parameterAt(name, within);
    if (parameter === null || left === 0) return OPEN;
    return anyOf(
      this.callers(within).flatMap(({ node: call, within: around }) => {
        const argument = argumentsOf(call)[parameter];
        const values = argument === undefined ? null : this.ofAddress(argument, around, left - 1);
        return values === null ? [] : [byStep(values, this.step('argument', name, around, call))];
      }),
    );
  }

  /** What an expression is worth: a number, a name that has one, a service in quotes. */
  of(expression: SyntaxNode, within: Within, left: number): PortValues {
    const node = bare(expression);
    const text = textOf(within.source, node);
    switch (node.type) {
      case 'number_literal':
      case 'string_literal':
        return literalPort(text) ?? OPEN;
      case 'conditional_expression':
        return anyOf(['consequence', 'alternative'].map((part) => this.ofChild(node, part, within, left)));
      case 'call_expression':
        return this.ofCall(node, within, left);
      case 'binary_expression':
        return this.ofSum(node, within, left);
      case 'identifier':
        return left === 0 ? OPEN : this.ofName(text, within, left);
      case 'field_expression': {
        const field = child(node, 'field');
        if (field !== null && textOf(within.source, field) === 's_port')
          return this.ofServiceEntry(within, left);
        return field === null || left < OF_FIELDS ? OPEN : this.ofField(textOf(within.source, field));
      }
      default:
        return OPEN;
    }
  }

  private ofChild(node: SyntaxNode, field: string, within: Within, left: number): PortValues {
    const part = child(node, field);
    return part === null ? OPEN : this.of(part, within, left);
  }

  private ofSum(node: SyntaxNode, within: Within, left: number): PortValues {
    const { operator } = node;
    if (operator !== '+' && operator !== '-') return OPEN;
    const [one, other] = ['left', 'right'].map((part) => this.ofChild(node, part, within, left));
    return sumOf(one, other, operator === '+' ? 1 : -1);
  }

  /** `s_port` of what getservbyname(3) returns. */
  private ofServiceEntry(within: Within, left: number): PortValues {
    return anyOf(servicesLookedUp(within, 'getservbyname', 0).map((value) => this.of(value, within, left)));
  }

  private ofCall(call: SyntaxNode, within: Within, left: number): PortValues {
    const callee = calleeOf(within.source, call);
    const [argument] = argumentsOf(call);
    const passesOn = /^(?:htons|ntohs|atoi|strtol|strtoul)$/.test(callee) && argument !== undefined;
    return passesOn ? this.of(argument, within, left) : OPEN;
  }

  private ofName(name: string, within: Within, left: number): PortValues {
    const local = within.fn === null ? [] : this.assigned(name, within, left);
    const parameter = parameterAt(name, within);
    if (parameter !== null) {
      const passed = this.callers(within).flatMap(({ node: call, within: around }) => {
        const argument = argumentsOf(call)[parameter];
        if (argument === undefined) return [];
        return [byStep(this.of(argument, around, left - 1), this.step('argument', name, around, call))];
      });
      return anyOf([...local, ...passed]);
    }
    if (local.length > 0 && isLocal(name, within)) return anyOf(local);
    const outside = this.ofConstant(name, within, left);
    return local.length > 0 ? anyOf([...local, outside]) : outside;
  }

  /** What a local variable is given; a value besides others that are not known is a default. */
  private assigned(name: string, within: Within, left: number): PortValues[] {
    return valuesGiven(name, within).map(({ value, at }) =>
      byStep(this.of(value, within, left - 1), this.step('named', name, within, at)),
    );
  }

  /** A macro, an enumerator or a variable outside of functions, here or in another file. */
  private ofConstant(name: string, { source }: Within, left: number): PortValues {
    const own = this.definitions(name, source, left);
    if (own.length > 0) return anyOf(own);
    const others = this.sources.naming(name, 'c').filter(({ path }) => path !== source.path);
    const found = others.flatMap((each) => this.definitions(name, each, left));
    return found.length > 0 ? anyOf(found) : OPEN;
  }

  private definitions(name: string, source: ParsedSource, left: number): PortValues[] {
    const outside: Within = { source, fn: null };
    const named = (node: SyntaxNode, field: string) => {
      const part = child(node, field);
      return part !== null && textOf(source, rootOf(part)) === name;
    };
    const macros = find(source.root, 'preproc_def')
      .filter((node) => named(node, 'name'))
      .map((node) => this.ofMacro(node, outside, left));
    const valued = (type: string, field: string) =>
      findWithin(source, [type], functionOf)
        .filter(({ node, within }) => within.fn === null && named(node, field))
        .map(({ node }) => this.ofChild(node, 'value', outside, left - 1));
    const enumerators = find(source.root, 'enumerator_list').flatMap((list) =>
      this.ofEnumerator(list, name, outside, left),
    );
    const fields = find(source.root, 'field_declaration').flatMap((node) =>
      named(node, 'declarator') ? [this.ofChild(node, 'default_value', outside, left - 1)] : [],
    );
    return [...macros, ...enumerators, ...valued('init_declarator', 'declarator'), ...fields].map((values) =>
      byStep(values, this.step('named', name, outside, this.placeOf(source, name))),
    );
  }

  /** An enumerator without a value is one more than the one before it. */
  private ofEnumerator(list: SyntaxNode, name: string, outside: Within, left: number): PortValues[] {
    const all = list.children.filter(({ type }) => type === 'enumerator');
    const nameOf = (node: SyntaxNode): string => {
      const part = child(node, 'name');
      return part === null ? '' : textOf(outside.source, part);
    };
    const at = all.findIndex((node) => nameOf(node) === name);
    if (at < 0) return [];
    const from = all.slice(0, at + 1).findLastIndex((node) => child(node, 'value') !== null);
    if (from < 0) return [exactly(at)];
    const value = this.ofChild(all[from], 'value', outside, left - 1);
    return [from === at ? value : sumOf(value, exactly(at - from), 1)];
  }

  private ofMacro(definition: SyntaxNode, { source }: Within, left: number): PortValues {
    const value = child(definition, 'value');
    const text = value === null ? '' : textOf(source, value).replace(COMMENT, '').trim();
    const inner = text.replace(/^\(+|\)+$/g, '');
    const literal = literalPort(inner);
    if (literal !== null) return literal;
    const [, one, sign, other] = /^(\w+)\s*([+-])\s*(\w+)$/.exec(inner) ?? [];
    const outside: Within = { source, fn: null };
    if (sign === undefined) return this.ofMacroName(inner, outside, left);
    const [a, b] = [one, other].map((part) => literalPort(part) ?? this.ofMacroName(part, outside, left));
    return sumOf(a, b, sign === '+' ? 1 : -1);
  }

  private ofMacroName(name: string, outside: Within, left: number): PortValues {
    return /^[A-Za-z_]\w*$/.test(name) && left > 1 ? this.ofConstant(name, outside, left - 1) : OPEN;
  }

  /** A field of that name is given a value somewhere: likely this one. */
  private ofField(name: string): PortValues {
    if (PORT_OF_ADDRESS.test(name)) return OPEN;
    const given = this.sources.naming(name, 'c').flatMap((source) =>
      findWithin(source, ['assignment_expression', 'initializer_pair'], functionOf).flatMap(
        ({ node, within }) => {
          const target = node.type === 'initializer_pair' ? node.children[0] : child(node, 'left');
          const value = child(node, node.type === 'initializer_pair' ? 'value' : 'right');
          const isIt = target !== null && value !== null && fieldOf(source, target) === name;
          return isIt
            ? [byStep(this.of(value, within, OF_FIELDS - 1), this.step('field', name, within, node), false)]
            : [];
        },
      ),
    );
    return { ...anyOf(given), open: true };
  }

  private callers({ fn }: Within): readonly { node: SyntaxNode; within: Within }[] {
    if (fn === null) return [];
    return this.sources
      .naming(fn.name, 'c')
      .flatMap((source) =>
        findWithin(source, ['call_expression'], functionOf).filter(
          ({ node }) => calleeOf(source, node) === fn.name,
        ),
      );
  }

  private isUnix(name: string, within: Within): boolean {
    const own = within.fn === null ? '' : textOf(within.source, within.fn.node);
    return new RegExp(`\\bsockaddr_(?:un|nl|ll|vm)\\s+\\**${name}\\b`).test(own);
  }

  private placeOf(source: ParsedSource, name: string): SyntaxNode {
    const isIt = (node: SyntaxNode) =>
      ['preproc_def', 'enumerator', 'init_declarator'].includes(node.type) &&
      node.children.some((each) => textOf(source, rootOf(each)) === name);
    const visit = (node: SyntaxNode): SyntaxNode | null =>
      isIt(node) ? node : (node.children.map(visit).find((each) => each !== null) ?? null);
    return visit(source.root) ?? source.root;
  }

  private step(kind: Site['steps'][number]['kind'], name: string, { source }: Within, at: SyntaxNode) {
    return { kind, name, file: source.path, at: at.start };
  }
}

const COMMENT = /\/\*.*|\/\/.*/;

/** A number as C writes it, or one in quotes; null where the text is neither. */
function literalPort(text: string): PortValues | null {
  const quoted = /^"([\w-]+)"$/.exec(text)?.[1];
  if (quoted !== undefined) return exactly(/^\d+$/.test(quoted) ? Number(quoted) : servicePort(quoted));
  const [, digits] = /^(0[xX][\da-fA-F]+|\d+)[uUlL]*$/.exec(text) ?? [];
  return digits === undefined ? null : exactly(Number(digits.replace(/^0(?=[0-7]+$)/, '0o')));
}

/** `*p`, `p[2]` and `&p` down to what is declared or named. */
function rootOf(node: SyntaxNode): SyntaxNode {
  let inner = bare(node);
  for (;;) {
    const next = child(inner, 'declarator') ?? child(inner, 'argument');
    if (next === null) return inner;
    inner = bare(next);
  }
}

/** The variable that an address lies in; null where the expression names none. */
function rootName(source: ParsedSource, node: SyntaxNode): string | null {
  const root = rootOf(node);
  return root.type === 'identifier' ? textOf(source, root) : null;
}

function fieldOf(source: ParsedSource, target: SyntaxNode): string {
  if (target.type === 'field_designator') return textOf(source, target).replace(/^\./, '');
  const field = target.type === 'field_expression' ? child(target, 'field') : null;
  return field === null ? '' : textOf(source, field);
}

/** What is assigned to the port of a variable's address, whatever member it is reached by. */
function portsGiven(name: string, within: Within): readonly SyntaxNode[] {
  const { source } = within;
  const isPort = (target: SyntaxNode) => PORT_OF_ADDRESS.test(fieldOf(source, bare(target)));
  const assigned = inside(within, 'assignment_expression').flatMap((node) => {
    const [left, right] = [child(node, 'left'), child(node, 'right')];
    if (left === null || right === null || !isPort(left)) return [];
    return rootName(source, left) === name ? [right] : [];
  });
  const initialised = inside(within, 'init_declarator').flatMap((node) => {
    const declarator = child(node, 'declarator');
    if (declarator === null || rootName(source, declarator) !== name) return [];
    return find(node, 'initializer_pair').flatMap((pair) => {
      const value = child(pair, 'value');
      return value !== null && isPort(pair.children[0]) ? [value] : [];
    });
  });
  return [...assigned, ...initialised];
}

/** The services that the function's calls of getaddrinfo(3) or getservbyname(3) are given, by their place in the arguments. */
const servicesLookedUp = (within: Within, callee: string, at: number): readonly SyntaxNode[] =>
  inside(within, 'call_expression').flatMap((call) =>
    calleeOf(within.source, call) === callee ? argumentsOf(call).slice(at, at + 1) : [],
  );

/** A variable is declared in the function; one that is only assigned there has its first value elsewhere. */
function isLocal(name: string, within: Within): boolean {
  const { source } = within;
  return inside(within, 'declaration').some(({ children }) =>
    children.some((each) => textOf(source, rootOf(each)) === name),
  );
}

function parameterAt(name: string, { source, fn }: Within): number | null {
  const at = fn?.parameters.findIndex((parameter) => {
    const declarator = child(parameter, 'declarator');
    return declarator !== null && rootName(source, declarator) === name;
  });
  return at === undefined || at < 0 ? null : at;
}

function valuesGiven(name: string, within: Within): readonly { value: SyntaxNode; at: SyntaxNode }[] {
  const { source } = within;
  const given = (type: string, target: string, value: string) =>
    inside(within, type).flatMap((node) => {
      const [to, from] = [child(node, target), child(node, value)];
      if (to === null || from === null || bare(to).type === 'field_expression') return [];
      return rootName(source, to) === name ? [{ value: from, at: node }] : [];
    });
  return [
    ...given('init_declarator', 'declarator', 'value'),
    ...given('assignment_expression', 'left', 'right'),
    ...printed(name, within),
  ];
}

/** `snprintf(text, size, "%d", port)`: the number that is printed into a text alone. */
const printed = (name: string, within: Within): readonly { value: SyntaxNode; at: SyntaxNode }[] =>
  inside(within, 'call_expression').flatMap((call) => {
    const { source } = within;
    const args = argumentsOf(call);
    const format = ['sprintf', 'snprintf'].indexOf(calleeOf(source, call)) + 1;
    const [text, shown, value] = [args[0], args[format], args[format + 1]];
    if (format === 0 || value === undefined || rootName(source, text) !== name) return [];
    return /^"%[hl]*[diu]"$/.test(textOf(source, shown)) ? [{ value, at: call }] : [];
  });
