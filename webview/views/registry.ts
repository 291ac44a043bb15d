import { ConnectionsView } from '../connections/connections-view';
import { LadderView } from '../ladder/ladder-view';
import { SocketsView } from '../sockets/sockets-view';
import { StreamView } from '../stream/stream-view';
import type { View, ViewHost } from './view';

/** Every view beside the list of packets, in the order of the tabs. A new one is a file of its own and a line here. */
export const OTHER_VIEWS: readonly (new (host: ViewHost) => View)[] = [
  ConnectionsView,
  SocketsView,
  LadderView,
  StreamView,
];
