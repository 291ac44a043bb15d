import type { Locale } from '../../words';
import { agent as agentEn } from './en/agent';
import { analysis as analysisEn } from './en/analysis';
import { bothEnds as bothEndsEn } from './en/both-ends';
import { captureProblems as captureProblemsEn } from './en/capture-problems';
import { code as codeEn } from './en/code';
import { commandLine as commandLineEn } from './en/command-line';
import { explanation as explanationEn } from './en/explanation';
import { findings as findingsEn } from './en/findings';
import { incident as incidentEn } from './en/incident';
import { log as logEn } from './en/log';
import { overview as overviewEn } from './en/overview';
import { reasons as reasonsEn } from './en/reasons';
import { session as sessionEn } from './en/session';
import { sockets as socketsEn } from './en/sockets';
import { textProblems as textProblemsEn } from './en/text-problems';
import { GUIDE_WORDS } from './guides';
import { agent as agentZh } from './zh-cn/agent';
import { analysis as analysisZh } from './zh-cn/analysis';
import { bothEnds as bothEndsZh } from './zh-cn/both-ends';
import { captureProblems as captureProblemsZh } from './zh-cn/capture-problems';
import { code as codeZh } from './zh-cn/code';
import { commandLine as commandLineZh } from './zh-cn/command-line';
import { explanation as explanationZh } from './zh-cn/explanation';
import { findings as findingsZh } from './zh-cn/findings';
import { incident as incidentZh } from './zh-cn/incident';
import { log as logZh } from './zh-cn/log';
import { overview as overviewZh } from './zh-cn/overview';
import { reasons as reasonsZh } from './zh-cn/reasons';
import { session as sessionZh } from './zh-cn/session';
import { sockets as socketsZh } from './zh-cn/sockets';
import { textProblems as textProblemsZh } from './zh-cn/text-problems';

const en = {
  ...GUIDE_WORDS.en,
  ...agentEn,
  ...analysisEn,
  ...bothEndsEn,
  ...captureProblemsEn,
  ...codeEn,
  ...commandLineEn,
  ...explanationEn,
  ...findingsEn,
  ...incidentEn,
  ...logEn,
  ...overviewEn,
  ...reasonsEn,
  ...sessionEn,
  ...socketsEn,
  ...textProblemsEn,
} as const;

/** Every id that has words. */
export type WordId = keyof typeof en;

const zhCn: Readonly<Record<WordId, string>> = {
  ...GUIDE_WORDS['zh-cn'],
  ...agentZh,
  ...analysisZh,
  ...bothEndsZh,
  ...captureProblemsZh,
  ...codeZh,
  ...commandLineZh,
  ...explanationZh,
  ...findingsZh,
  ...incidentZh,
  ...logZh,
  ...overviewZh,
  ...reasonsZh,
  ...sessionZh,
  ...socketsZh,
  ...textProblemsZh,
};

/** What is said of captures. What is said of source code is apart: who shows the one need not load the other. */
export const CAPTURE_WORDS: Readonly<Record<Locale, Readonly<Record<WordId, string>>>> = {
  en,
  'zh-cn': zhCn,
};
