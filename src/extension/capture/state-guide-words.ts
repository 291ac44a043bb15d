/** What is said of the states, apart from the rest, so that it is only evaluated when it is asked for. */
export { GUIDED_STATES, stateGuide } from '../../core/explain';
