import type { Locale } from '../../words';
import { analysis as analysisEn } from './en/analysis';
import { captureProblems as captureProblemsEn } from './en/capture-problems';
import { causes as causesEn } from './en/causes';
import { commandLine as commandLineEn } from './en/command-line';
import { commands as commandsEn } from './en/commands';
import { explanation as explanationEn } from './en/explanation';
import { findings as findingsEn } from './en/findings';
import { parties as partiesEn } from './en/parties';
import { reasons as reasonsEn } from './en/reasons';
import { session as sessionEn } from './en/session';
import { sockets as socketsEn } from './en/sockets';
import { states as statesEn } from './en/states';
import { textProblems as textProblemsEn } from './en/text-problems';
import { analysis as analysisZh } from './zh-cn/analysis';
import { captureProblems as captureProblemsZh } from './zh-cn/capture-problems';
import { causes as causesZh } from './zh-cn/causes';
import { commandLine as commandLineZh } from './zh-cn/command-line';
import { commands as commandsZh } from './zh-cn/commands';
import { explanation as explanationZh } from './zh-cn/explanation';
import { findings as findingsZh } from './zh-cn/findings';
import { parties as partiesZh } from './zh-cn/parties';
import { reasons as reasonsZh } from './zh-cn/reasons';
import { session as sessionZh } from './zh-cn/session';
import { sockets as socketsZh } from './zh-cn/sockets';
import { states as statesZh } from './zh-cn/states';
import { textProblems as textProblemsZh } from './zh-cn/text-problems';

const en = {
  ...analysisEn,
  ...captureProblemsEn,
  ...causesEn,
  ...commandLineEn,
  ...commandsEn,
  ...explanationEn,
  ...findingsEn,
  ...partiesEn,
  ...reasonsEn,
  ...sessionEn,
  ...socketsEn,
  ...statesEn,
  ...textProblemsEn,
} as const;

/** Every id that has words. */
export type WordId = keyof typeof en;

const zhCn: Readonly<Record<WordId, string>> = {
  ...analysisZh,
  ...captureProblemsZh,
  ...causesZh,
  ...commandLineZh,
  ...commandsZh,
  ...explanationZh,
  ...findingsZh,
  ...partiesZh,
  ...reasonsZh,
  ...sessionZh,
  ...socketsZh,
  ...statesZh,
  ...textProblemsZh,
};

/** What is said of captures. What is said of source code is apart: who shows the one need not load the other. */
export const CAPTURE_WORDS: Readonly<Record<Locale, Readonly<Record<WordId, string>>>> = {
  en,
  'zh-cn': zhCn,
};
