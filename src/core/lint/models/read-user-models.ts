import type { Message } from '../words';
import type { UserModel } from './user-models';

/** Models that were made sense of, and what is wrong with the others. */
export interface ReadModels {
  readonly models: readonly UserModel[];
  readonly problems: readonly Message[];
}

const KINDS = ['descriptor', 'socket', 'stream', 'directory'];
/** More arguments no function has that anybody wants to describe. */
const MOST_ARGUMENTS = 127;

const isArgument = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST_ARGUMENTS;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isOpens = (value: unknown): boolean =>
  value === 'result' || (isObject(value) && Object.keys(value).length === 1 && isArgument(value.argument));

/** For each property whether a value is one, and the id of the words that say what one is. */
const PROPERTIES: Readonly<Record<string, readonly [(value: unknown) => boolean, string]>> = {
  function: [(value) => typeof value === 'string' && /^[A-Za-z_]\w*$/.test(value), 'name'],
  opens: [isOpens, 'opens'],
  kind: [(value) => typeof value === 'string' && KINDS.includes(value), 'kind'],
  fails: [(value) => typeof value === 'number' && Number.isInteger(value), 'number'],
  closes: [isArgument, 'argument'],
  takes: [
    (value) => isArgument(value) || (Array.isArray(value) && value.length > 0 && value.every(isArgument)),
    'arguments',
  ],
  neverReturns: [(value) => value === true, 'true'],
  borrows: [(value) => value === true, 'true'],
};
/** A model says at least one of these. */
const TELLING = ['opens', 'closes', 'takes', 'neverReturns', 'borrows'];

/** Reads models from settings or a file. Never throws; what is wrong is told by its number in the list, from 1. */
export function readUserModels(value: unknown): ReadModels {
  if (!Array.isArray(value))
    return { models: [], problems: [{ id: 'lint.models.no-list', values: { found: shown(value) } }] };
  const models: UserModel[] = [];
  const problems: Message[] = [];
  value.forEach((each: unknown, at) => {
    const problem = problemOf(each, String(at + 1));
    if (problem === null) models.push(each as UserModel);
    else problems.push(problem);
  });
  return { models, problems };
}

function problemOf(model: unknown, number: string): Message | null {
  const say = (id: string, values: Readonly<Record<string, string>> = {}): Message => ({
    id: `lint.models.${id}`,
    values: { number, ...values },
  });
  if (!isObject(model)) return say('no-object', { found: shown(model) });
  for (const [property, value] of Object.entries(model)) {
    const known = Object.hasOwn(PROPERTIES, property) ? PROPERTIES[property] : undefined;
    if (known === undefined)
      return say('unknown', { property: shown(property), known: Object.keys(PROPERTIES).join(', ') });
    const [accepts, expected] = known;
    if (!accepts(value)) return say(expected, { property, found: shown(value), argument: '{"argument": 1}' });
  }
  if (model.function === undefined) return say('nameless');
  const told = TELLING.filter((property) => model[property] !== undefined);
  if (told.length === 0) return say('empty', { known: TELLING.join(', ') });
  const alone = ['neverReturns', 'borrows'].find((property) => told.includes(property));
  return alone !== undefined && told.length > 1 ? say('alone', { property: alone }) : null;
}

/** A value as JSON has it, not too long. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
