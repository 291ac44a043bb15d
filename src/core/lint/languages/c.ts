import { FileLowering, Includes } from '../frontend-c';
import type { Allowance, LoweredSource } from '../ir';
import { knowledgeWith, openersWith, type UserModel } from '../models';
import { RULES } from '../rules';
import type { Parsers } from '../syntax';
import type { Language, LintFile, Surroundings } from './language';

/** C and C++; with models of a project's own functions. */
export const cWith = (models: readonly UserModel[]): Language => {
  const openers = openersWith(models);
  return {
    id: 'c',
    reads: (path) => /\.(c|h|cc|cpp|cxx|hh|hpp|hxx)$/i.test(path),
    heeds: (path) => /(?:^|[\\/])compile_commands\.json$/.test(path),
    surroundings: ({ files, heeded }, before) =>
      new Headers(new Includes(files, heeded, before instanceof Headers ? before.includes : null), openers),
    knowledge: knowledgeWith(models),
    rules: RULES,
  };
};

/** By what it returned last: what lowered it. */
const lowerings = new WeakMap<LoweredSource, FileLowering>();

/** Macros of headers count where they are included. */
class Headers implements Surroundings {
  constructor(
    readonly includes: Includes,
    private readonly openers: ReadonlySet<string>,
  ) {}

  keyOf(file: LintFile): unknown {
    return this.includes.saidTo(file);
  }

  lower(parsers: Parsers, file: LintFile, allowance: Allowance, before?: LoweredSource): LoweredSource {
    const lowering = (before && lowerings.get(before)) ?? new FileLowering(parsers, file.path, this.openers);
    const lowered = lowering.lower(file.text, this.includes.saidTo(file), allowance);
    lowerings.set(lowered, lowering);
    return lowered;
  }
}
