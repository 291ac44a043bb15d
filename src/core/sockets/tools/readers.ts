import { conntrack } from './conntrack';
import { lsof } from './lsof';
import { netstatBsd } from './netstat-bsd';
import { netstatLinux } from './netstat-linux';
import { netstatSolaris } from './netstat-solaris';
import { netstatWindows } from './netstat-windows';
import { otherNetstat } from './other-netstat';
import { powershell } from './powershell';
import { procNetTcp } from './proc-net-tcp';
import { sockstat } from './sockstat';
import { ss } from './ss';
import type { TableReader } from './table-reader';
import { tcplife } from './tcplife';
import { tcpstates } from './tcpstates';
import { tcpview } from './tcpview';
import { zeek } from './zeek';

/** Every tool whose rows stand on a line each. The forms exclude one another; the order is that of likelihood. */
export const TABLE_READERS: readonly TableReader[] = [
  ss,
  otherNetstat,
  netstatLinux,
  netstatBsd,
  netstatWindows,
  tcpview,
  netstatSolaris,
  lsof,
  procNetTcp,
  conntrack,
  tcpstates,
  tcplife,
  powershell,
  sockstat,
  zeek,
];
