import type { Locale } from '../../words';
import { lint as lintEn } from './en/messages';
import { lintTypescript as lintTypescriptEn } from './en/messages-node';
import { lintRules as lintRulesEn } from './en/rules';
import { lint as lintZh } from './zh-cn/messages';
import { lintTypescript as lintTypescriptZh } from './zh-cn/messages-node';
import { lintRules as lintRulesZh } from './zh-cn/rules';

const en = { ...lintEn, ...lintRulesEn, ...lintTypescriptEn } as const;

/** Every id of the linter that has words. */
export type LintWordId = keyof typeof en;

const zhCn: Readonly<Record<LintWordId, string>> = { ...lintZh, ...lintRulesZh, ...lintTypescriptZh };

/** What is said of source code. */
export const LINT_WORDS: Readonly<Record<Locale, Readonly<Record<LintWordId, string>>>> = {
  en,
  'zh-cn': zhCn,
};
