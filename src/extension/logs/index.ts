export { explain } from './explain';
export { openAsCapture } from './open-as-capture';
export { PastedCaptures } from './pasted-captures';
