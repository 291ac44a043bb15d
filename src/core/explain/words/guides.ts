import type { Locale } from '../../words';
import { causes as causesEn } from './en/causes';
import { commands as commandsEn } from './en/commands';
import { parties as partiesEn } from './en/parties';
import { states as statesEn } from './en/states';
import { causes as causesZh } from './zh-cn/causes';
import { commands as commandsZh } from './zh-cn/commands';
import { parties as partiesZh } from './zh-cn/parties';
import { states as statesZh } from './zh-cn/states';

const en = { ...causesEn, ...commandsEn, ...partiesEn, ...statesEn } as const;

/** Every id that has words of a guide. */
export type GuideWordId = keyof typeof en;

const zhCn: Readonly<Record<GuideWordId, string>> = {
  ...causesZh,
  ...commandsZh,
  ...partiesZh,
  ...statesZh,
};

/** What is said of a state without a capture: all that the extension itself loads of the captures' words. */
export const GUIDE_WORDS: Readonly<Record<Locale, Readonly<Record<GuideWordId, string>>>> = {
  en,
  'zh-cn': zhCn,
};
