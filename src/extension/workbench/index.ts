export { debounce } from './debounce';
export { extensionFiles } from './extension-files';
export { baseName, literalGlob } from './file-name';
export { Output } from './output';
export { isRecordingName, recordingsByName } from './recordings-by-name';
export { locale, SECTION } from './settings';
export {
  captureSourceOf,
  FOLDER_MARK,
  filesOf,
  PIECES_SUFFIX,
  SOCKETS_SUFFIX,
  sourceOf,
} from './source-reference';
export { inTurns, nextTurn } from './turns';
