import type { Fact } from '../../ir';
import type { FileModel } from '../model';
import { fieldFacts } from './fields';
import { finNeverRead } from './fin-never-read';
import { halfOpenNeverEnded } from './half-open-never-ended';
import { pipeWithoutTeardown } from './pipe-without-teardown';
import { serverNotClosed } from './server-not-closed';
import { timeoutWithoutDestroy } from './timeout-without-destroy';

/** Each looks at all objects of a file. */
const LOOKS: readonly ((model: FileModel) => readonly Fact[])[] = [
  timeoutWithoutDestroy,
  finNeverRead,
  halfOpenNeverEnded,
  pipeWithoutTeardown,
  serverNotClosed,
  fieldFacts,
];

/** What is to be said of a file's objects. */
export const factsOf = (model: FileModel): readonly Fact[] => LOOKS.flatMap((look) => look(model));
