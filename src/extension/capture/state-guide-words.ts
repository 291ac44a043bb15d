/** What is said of the states, apart from the rest, so that it is only evaluated when somebody asks. */
export { GUIDED_STATES, stateGuide } from '../../core/explain';
