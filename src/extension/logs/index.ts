export { explain, looksLikeLog, showConnection } from './explain';
export { openAsCapture, openCapture } from './open-as-capture';
export { openFolderAsCapture, openTogether } from './open-folder';
export { PastedCaptures } from './pasted-captures';
