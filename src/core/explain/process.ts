import type { Locale } from '../words';
import type { ConnectionFacts, ProcessIdentity } from './connection-facts';
import type { EndpointView } from './endpoint-view';
import { say } from './say';

/** The program at an end, where the capture names it: one sentence, or none. */
export function processInWords(
  locale: Locale,
  { connection }: ConnectionFacts,
  { side }: EndpointView,
): string[] {
  const program = connection.processes?.[side] ?? null;
  const parts = program === null ? [] : partsOf(locale, program);
  const comma = say(locale, 'process.and');
  return parts.length === 0 ? [] : [say(locale, 'process.at-end', { program: parts.join(comma) })];
}

function partsOf(locale: Locale, { name, pid, container, pod }: ProcessIdentity): string[] {
  const parts: string[] = [];
  if (name !== '') parts.push(pid === null ? name : say(locale, 'process.with-pid', { name, pid }));
  if (container !== null) parts.push(say(locale, 'process.container', { container }));
  if (pod !== null) parts.push(say(locale, 'process.pod', { pod }));
  return parts;
}
