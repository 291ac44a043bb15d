export { debounce } from './debounce';
export { extensionFiles } from './extension-files';
export { baseName, literalGlob } from './file-name';
export { Output } from './output';
export { locale, SECTION } from './settings';
export { captureSourceOf, PIECES_SUFFIX, SOCKETS_SUFFIX, sourceOf } from './source-reference';
export { inTurns, nextTurn } from './turns';
