import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleText } from '../core/report';
import { RULE_IDS, ruleReasons } from '../core/session/lint';
import type { Locale } from '../core/words';

/** Where the rules' documents lie, beside the bundle's folder; in tests, which run the sources, further up. */
const FOLDERS = ['../docs/rules', '../../docs/rules'];

/** What is said of every rule. */
export function ruleTexts(locale: Locale): readonly RuleText[] {
  const reasons = ruleReasons(locale);
  const folder = FOLDERS.map((each) => join(__dirname, each)).find((each) => existsSync(each));
  return RULE_IDS.map((id) => {
    const file = folder === undefined ? null : join(folder, `${id}.md`);
    const document = file !== null && existsSync(file) ? readFileSync(file, 'utf8') : null;
    return { id, reason: reasons[id] ?? '', document };
  });
}
