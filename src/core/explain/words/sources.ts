import type { Locale } from '../../words';
import { lint as lintEn } from './en/lint';
import { lintRules as lintRulesEn } from './en/lint-rules';
import { lintTypescript as lintTypescriptEn } from './en/lint-typescript';
import { lint as lintZh } from './zh-cn/lint';
import { lintRules as lintRulesZh } from './zh-cn/lint-rules';
import { lintTypescript as lintTypescriptZh } from './zh-cn/lint-typescript';

const en = { ...lintEn, ...lintRulesEn, ...lintTypescriptEn } as const;

/** Every id of the linter that has words. */
export type LintWordId = keyof typeof en;

const zhCn: Readonly<Record<LintWordId, string>> = { ...lintZh, ...lintRulesZh, ...lintTypescriptZh };

/** What is said of source code. */
export const LINT_WORDS: Readonly<Record<Locale, Readonly<Record<LintWordId, string>>>> = {
  en,
  'zh-cn': zhCn,
};
