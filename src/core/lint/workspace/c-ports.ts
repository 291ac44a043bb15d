import { servicePort } from '../../names';
import { child, find, type SyntaxNode } from '../syntax';
import { calleeOf, functionOf, lastCalleeOf, lastName } from './c-functions';
import { madeObjects, type PortPlace } from './c-libraries';
import { argumentsOf, bare, findWithin, inside, listed, type Placed, textOf, type Within } from './nodes';
import { anyOf, byStep, exactly, OPEN, type PortValues, type Site, sumOf } from './site';
import type { ParsedSource, Sources } from './sources';

/** Calls and casts that give the number that they are given, in another form. */
const PASSES_ON =
  /^(?:htons|ntohs|host_to_network_short|native_to_big|atoi|strtol|strtoul|stoi|stol|stoul|to_string|static_cast|u?int(?:16|32)?_t|quint16|int|unsigned|short)$/;
const PORT_OF_ADDRESS = /^sin6?_port$/;

/** Calls and names that are followed from one to the next. */
export const DEEPEST = 4;
/** That a field of some struct has the value is a guess, and no other guess is built on it. */
const OF_FIELDS = 2;

/** Which port an address or an expression of C holds. */
export class CPorts {
  constructor(private readonly sources: Sources) {}

  /** Null: an address that has no port, such as that of a unix socket. */
  ofAddress(node: SyntaxNode, within: Within, left: number): PortValues | null {
    const name = rootName(within.source, node);
    if (name === null) return OPEN;
    if (this.isUnix(name, within)) return null;
    const given = [...portsGiven(name, within)].map((value) => this.of(value, within, left));
    if (given.length > 0) return anyOf(given);
    const written = portsWritten(name, within).map((value) => this.of(value, within, left));
    if (written.length > 0) return anyOf(written);
    const services = servicesLookedUp(within, 'getaddrinfo', 1).map((value) => this.of(value, within, left));
    if (services.length > 0) return anyOf(services);
    const parameter = parameterAt(name, within);
    if (parameter === null || left === 0) return OPEN;
    return anyOf(
      this.callers(within).flatMap(({ node: call, within: around, args }) => {
        const argument = args[parameter];
        const values = argument === undefined ? null : this.ofAddress(argument, around, left - 1);
        return values === null ? [] : [byStep(values, this.step('argument', name, around, call))];
      }),
    );
  }

  /** The port of a library's call. */
  ofUse({ kind, node }: PortPlace, within: Within, left: number): PortValues | null {
    if (kind === 'address') return this.ofAddress(node, within, left);
    return kind === 'text' ? this.ofText(node, within, left) : this.of(node, within, left);
  }

  /** `host:port` or a URL in quotes, or the variable that is made of one. */
  private ofText(expression: SyntaxNode, within: Within, left: number): PortValues {
    const node = bare(expression);
    const text = textOf(within.source, node);
    const [, digits] = /:(\d{1,5})(?:\/[^"]*)?"/.exec(text) ?? [];
    if (node.type !== 'identifier') return digits === undefined ? OPEN : exactly(Number(digits));
    const outside: Within = { source: within.source, fn: null };
    const given = [...valuesGiven(text, within), ...valuesGiven(text, outside)];
    const seen = new Set(given.map(({ value }) => value.start));
    const values = given
      .filter(({ value }) => seen.delete(value.start))
      .flatMap(({ value, at }) => {
        if (left === 0 || bare(value).type === 'identifier') return [];
        return [byStep(this.ofText(value, within, left - 1), this.step('named', text, within, at))];
      });
    return anyOf(values);
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
      case 'qualified_identifier':
      case 'type_identifier':
        return left === 0 ? OPEN : this.ofName(lastName(text), within, left);
      case 'initializer_list':
      case 'argument_list':
      case 'parameter_declaration':
        return node.children.length === 1 ? this.of(node.children[0], within, left) : OPEN;
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
    const callee = lastCalleeOf(within.source, call);
    const [argument] = argumentsOf(call);
    const passesOn = PASSES_ON.test(callee) && argument !== undefined;
    return passesOn ? this.of(argument, within, left) : OPEN;
  }

  private ofName(name: string, within: Within, left: number): PortValues {
    const local = within.fn === null ? [] : this.assigned(name, within, left);
    const parameter = parameterAt(name, within);
    if (parameter !== null) {
      const passed = this.callers(within).flatMap(({ node: call, within: around, args }) => {
        const argument = args[parameter];
        if (argument === undefined) return [];
        return [byStep(this.of(argument, around, left - 1), this.step('argument', name, around, call))];
      });
      return anyOf([...local, ...passed, ...this.presets(name, parameter, within, left)]);
    }
    if (local.length > 0 && isLocal(name, within)) return anyOf(local);
    const outside = this.ofConstant(name, within, left);
    return local.length > 0 ? anyOf([...local, outside]) : outside;
  }

  /** What a parameter is worth where a caller passes nothing: here, or where the function is declared. */
  private presets(name: string, at: number, { source, fn }: Within, left: number): PortValues[] {
    if (fn === null) return [];
    const declared = find(fn.node, 'function_declarator').slice(0, 1);
    const functionName = lastName(fn.name);
    const near = declared.flatMap((each) => this.presetOf(each, at, name, source, left));
    if (near.length > 0) return near;
    return this.sources.naming(functionName, 'c').flatMap((other) =>
      find(other.root, 'function_declarator').flatMap((each) => {
        const named = child(each, 'declarator');
        const isIt = named !== null && lastName(textOf(other, named)) === functionName;
        return isIt ? this.presetOf(each, at, name, other, left) : [];
      }),
    );
  }

  private presetOf(
    declarator: SyntaxNode,
    at: number,
    name: string,
    source: ParsedSource,
    left: number,
  ): PortValues[] {
    const parameter = listed(child(declarator, 'parameters'))[at];
    const value = parameter === undefined ? null : child(parameter, 'default_value');
    if (value === null) return [];
    const outside: Within = { source, fn: null };
    const step = this.step('named', name, outside, parameter);
    return [byStep(this.of(value, outside, left - 1), step, false)];
  }

  /** What a local variable is given; a value besides others that are not known is a default. */
  private assigned(name: string, within: Within, left: number): PortValues[] {
    return valuesGiven(name, within).map(({ value, at }) =>
      byStep(this.of(value, within, left - 1), this.step('named', name, within, at)),
    );
  }

  /** A macro, an enumerator or a variable outside of functions, here or in another file. */
  private ofConstant(name: string, { source }: Within, left: number): PortValues {
    const own = [...this.definitions(name, source, left), ...this.ofMembers(name, source, left)];
    if (own.length > 0) return anyOf(own);
    const others = this.sources.naming(name, 'c').filter(({ path }) => path !== source.path);
    // A member of another class may have the same name.
    const included = others.filter(({ path }) => includes(source, path));
    const found = [
      ...included.flatMap((each) => this.ofMembers(name, each, left)),
      ...others.flatMap((each) => this.definitions(name, each, left)),
    ];
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
    const outsideOfClasses = [...macros, ...enumerators, ...valued('init_declarator', 'declarator')];
    return [
      ...outsideOfClasses.map((values) =>
        byStep(values, this.step('named', name, outside, this.placeOf(source, name))),
      ),
    ];
  }

  /** Members of classes: their defaults, and what constructors make them of, either of which may be replaced. */
  private ofMembers(name: string, source: ParsedSource, left: number): PortValues[] {
    const defaults = findWithin(source, ['field_declaration'], functionOf).flatMap((each) => {
      const declarator = child(each.node, 'declarator');
      const value = child(each.node, 'default_value');
      if (declarator === null || value === null || textOf(source, rootOf(declarator)) !== name) return [];
      return [{ ...each, value, fixed: /\bconst(?:expr)?\b/.test(textOf(source, each.node)) }];
    });
    const made = findWithin(source, ['field_initializer'], functionOf).flatMap((each) => {
      const [member, value] = each.node.children;
      const isIt = value !== undefined && textOf(source, member) === name;
      return isIt ? [{ ...each, value, fixed: false }] : [];
    });
    return [...made, ...defaults].map(({ node, within, value, fixed }) =>
      byStep(this.of(value, within, left - 1), this.step('named', name, within, node), fixed),
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

  /** Calls of the function, and what objects of a class are made of where it is a constructor, with their arguments. */
  private callers({ fn }: Within): readonly (Placed & { readonly args: readonly SyntaxNode[] })[] {
    if (fn === null) return [];
    const name = lastName(fn.name);
    return this.sources
      .naming(name, 'c')
      .flatMap((source) => madeObjects(source).filter(({ type }) => lastName(type) === name));
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

/** Whether a source includes a file of that name. */
const includes = ({ text }: ParsedSource, path: string): boolean =>
  [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]*["<](?:[^">\n]*\/)?([^"/>\n]+)[">]/gm)].some(
    ([, name]) => path === name || path.endsWith(`/${name}`),
  );

const COMMENT = /\/\*.*|\/\/.*/;

/** A number as C writes it, or one in quotes; null where the text is neither. */
function literalPort(text: string): PortValues | null {
  const quoted = /^"([\w-]+)"$/.exec(text)?.[1];
  if (quoted !== undefined) return exactly(/^\d+$/.test(quoted) ? Number(quoted) : servicePort(quoted));
  const [, digits] = /^(0[xX][\da-fA-F]+|\d+)[uUlL]*$/.exec(text) ?? [];
  return digits === undefined ? null : exactly(Number(digits.replace(/^0(?=[0-7]+$)/, '0o')));
}

/** `*p`, `p[2]`, `&p` and `reinterpret_cast<T *>(p)` down to what is declared or named. */
function rootOf(node: SyntaxNode): SyntaxNode {
  let inner = bare(node);
  for (;;) {
    const next = child(inner, 'declarator') ?? child(inner, 'argument') ?? castOf(inner);
    if (next === null) return inner;
    inner = bare(next);
  }
}

const castOf = (node: SyntaxNode): SyntaxNode | null =>
  node.type === 'call_expression' && child(node, 'function')?.type === 'template_function'
    ? (argumentsOf(node)[0] ?? null)
    : null;

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

/** libuv: `uv_ip4_addr(host, port, &address)` writes the port into an address. */
const portsWritten = (name: string, within: Within): readonly SyntaxNode[] =>
  inside(within, 'call_expression').flatMap((call) => {
    if (!/^uv_ip[46]_addr$/.test(calleeOf(within.source, call))) return [];
    const [, port, address] = argumentsOf(call);
    return address !== undefined && rootName(within.source, address) === name ? [port] : [];
  });

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
