export { type ChannelMessage, Channels, HEARTBEAT, type MessageLink } from './channels';
export type * from './lint-messages';
export { SUPERSEDED } from './lint-messages';
export type * from './messages';
export { CAPTURE_REQUESTS, REPORT_REQUESTS } from './messages';
export { type Handlers, Rpc, RpcError, type Transport, type WireMessage } from './rpc';
