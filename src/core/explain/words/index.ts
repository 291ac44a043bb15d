export { CAPTURE_WORDS as WORDS, type WordId } from './captures';
