/** What an AbortSignal tells; core has no DOM to take the type from. */
export interface StopSignal {
  readonly aborted: boolean;
}

export const NEVER: StopSignal = { aborted: false };
