/** A sentence by its id and what fills it. */
export interface Message {
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
}
