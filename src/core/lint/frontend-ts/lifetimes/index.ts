import type { Fact } from '../../ir';
import type { FileModel } from '../model';
import { timeoutWithoutDestroy } from './timeout-without-destroy';

/** Each looks at all objects of a file for one rule. */
const LOOKS: readonly ((model: FileModel) => readonly Fact[])[] = [timeoutWithoutDestroy];

/** What is to be said of a file's objects. */
export const factsOf = (model: FileModel): readonly Fact[] => LOOKS.flatMap((look) => look(model));
