/** A question that leads back to itself is asked again as often as this, for all ways through a cycle are many. */
const MOST_TRIES = 3;
/** Evaluation is cut here: cycles among variables, and hostile input. */
const DEEPEST = 40;

/** Answers questions that may lead back to themselves, and keeps the answers that are sure. */
export class Cycles {
  private readonly underWay = new Set<object>();
  private readonly tries = new Map<object, number>();
  private depth = 0;
  /** How often a question came back to itself. */
  private cuts = 0;

  /** The answer as it is known, or else looked for; undefined where the question is being asked already. */
  ask<Question extends object, Answer>(
    known: Map<Question, Answer>,
    question: Question,
    find: () => Answer,
  ): Answer | undefined {
    const kept = known.get(question);
    if (kept !== undefined) return kept;
    if (this.underWay.has(question)) {
      this.cuts++;
      return undefined;
    }
    const cuts = this.cuts;
    this.underWay.add(question);
    const answer = this.unlessItThrows(question, find);
    // What was cut off in a cycle may be answered for a question from outside of it.
    if (this.isSure(answer) || this.isSettled(question, cuts)) known.set(question, answer);
    return answer;
  }

  /** The same a level deeper, as far down as evaluation goes. */
  askDeeper<Question extends object, Answer>(
    known: Map<Question, Answer>,
    question: Question,
    find: () => Answer,
  ): Answer | undefined {
    if (this.depth > DEEPEST && !known.has(question)) {
      this.cuts++;
      return undefined;
    }
    return this.ask(known, question, () => {
      this.depth++;
      try {
        return find();
      } finally {
        this.depth--;
      }
    });
  }

  /** A question whose answer failed can be asked again. */
  private unlessItThrows<Answer>(question: object, find: () => Answer): Answer {
    try {
      return find();
    } finally {
      this.underWay.delete(question);
    }
  }

  /** A value that is found is one; a list may have lost some on the way. */
  private isSure = (answer: unknown): boolean => answer !== null && !Array.isArray(answer);

  /** Whether an answer stays: nothing was cut off on the way to it, or it was looked for often enough. */
  private isSettled(question: object, cuts: number): boolean {
    if (cuts === this.cuts || this.depth === 0) return true;
    const tries = (this.tries.get(question) ?? 0) + 1;
    this.tries.set(question, tries);
    return tries >= MOST_TRIES;
  }
}
