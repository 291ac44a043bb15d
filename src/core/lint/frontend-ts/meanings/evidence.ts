import { child, type SyntaxNode } from '../../syntax';
import type { Names } from '../names';
import type { Binding } from '../scopes';
import { argumentsOf, keyName, type Source, stringValue } from '../source';

/** What only sockets have: https://nodejs.org/api/net.html#class-netsocket */
const ONLY_SOCKETS =
  /^(?:setKeepAlive|setNoDelay|remoteAddress|remotePort|remoteFamily|localPort|bytesWritten|resetAndDestroy|destroySoon)$/;

/** What sockets do not have, and other objects of the same names do: of ws, socket.io, dgram, of drivers, requests and responses. */
const NEVER_SOCKETS =
  /^(?:send|close|terminate|emit|readyState|broadcast|join|leave|disconnect|bind|address|addMembership|headers|statusCode|method|url|writeHead|setHeader|getHeader|abort|request|query|execute|release|ping|goaway|respond|fetch|options|config)$/;

/** Events that sockets do not have. */
const NEVER_EVENTS =
  /^(?:message|open|disconnect|request|response|connection|listening|upgrade|session|stream)$/;

/** Methods by which a connection is read, written and ended. */
const CARRIES = /^(?:write|end|destroy|pipe|read|resume|setTimeout)$/;

const LISTENS = /^(?:on|once|addListener)$/;

/**
 * Whether all that is done with a parameter without a type, or with the field that it is put into, shows that it is a socket:
 * it has what only sockets have, it is read, written or ended, and nothing is asked of it that sockets do not have.
 */
export function isSocketByUse(source: Source, names: Names, binding: Binding): boolean {
  if (binding.writes.some(({ value }) => value !== null) || !/sock|conn|client|stream/i.test(binding.name))
    return false;
  const seen = [...binding.references, ...fieldReferences(source, names, binding)].flatMap((each) =>
    askedOf(source, each),
  );
  if (
    seen.some(({ name, event }) => NEVER_SOCKETS.test(name) || (event !== null && NEVER_EVENTS.test(event)))
  )
    return false;
  return (
    seen.some(({ name }) => ONLY_SOCKETS.test(name)) &&
    seen.some(({ name, isCall }) => isCall && (CARRIES.test(name) || LISTENS.test(name)))
  );
}

/** `this.socket = socket`: where the field is named. */
const fieldReferences = (source: Source, names: Names, { references }: Binding): readonly SyntaxNode[] =>
  references.flatMap((each) => {
    const parent = source.parents.get(each);
    const left =
      parent?.type === 'assignment_expression' && each.field === 'right' ? child(parent, 'left') : null;
    const field = left === null ? undefined : names.fieldAt.get(left);
    return field !== undefined && field.writes.length === 1 ? field.references : [];
  });

interface Asked {
  readonly name: string;
  readonly isCall: boolean;
  /** What is listened to. */
  readonly event: string | null;
}

/** The property that is asked of an object where it is named. */
function askedOf(source: Source, reference: SyntaxNode): readonly Asked[] {
  const member = source.parents.get(reference);
  if (member?.type !== 'member_expression' || reference.field !== 'object') return [];
  const name = keyName(source, child(member, 'property'));
  if (name === null) return [];
  const call = source.parents.get(member);
  const isCall = call?.type === 'call_expression' && member.field === 'function';
  const event = isCall && LISTENS.test(name) ? stringValue(source, argumentsOf(call)[0]) : null;
  return [{ name, isCall, event }];
}
