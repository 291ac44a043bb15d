export { explain, looksLikeLog, showConnection } from './explain';
export { openAsCapture, openCapture } from './open-as-capture';
export { PastedCaptures } from './pasted-captures';
