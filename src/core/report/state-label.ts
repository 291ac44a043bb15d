import type { EndpointState } from '../session/capture';

/** `CLOSE_WAIT`, and `CLOSE_WAIT?` where it is inferred. UNKNOWN says by itself that nothing is certain. */
export const stateLabel = ({ state, certainty }: EndpointState): string =>
  certainty === 'inferred' && state !== 'UNKNOWN' ? `${state}?` : state;
