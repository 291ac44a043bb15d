/** What answers an editor in the Language Server Protocol, in a bundle of its own: no other command loads it. */
export { inThread } from './lsp/lint-thread';
export { serve } from './lsp/serve';
