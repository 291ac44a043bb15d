import type { TcpStateName } from '../../tcp';
import { bareHost, type CommandPlan, type Target } from './target';

/** State names of Get-NetTCPConnection. */
const NET_TCP_STATES: Readonly<Partial<Record<TcpStateName, string>>> = {
  LISTEN: 'Listen',
  SYN_SENT: 'SynSent',
  SYN_RECEIVED: 'SynReceived',
  ESTABLISHED: 'Established',
  FIN_WAIT_1: 'FinWait1',
  FIN_WAIT_2: 'FinWait2',
  CLOSE_WAIT: 'CloseWait',
  CLOSING: 'Closing',
  LAST_ACK: 'LastAck',
  TIME_WAIT: 'TimeWait',
};

/** Windows: netstat in any shell, the rest in PowerShell. */
export function windowsCommands(target: Target): CommandPlan[] {
  const plans: CommandPlan[] = [
    {
      command: target.port === null ? 'netstat -ano' : `netstat -ano | findstr :${target.port}`,
      purpose: 'command.sockets.windows',
    },
  ];
  if (target.isOver === true) return plans;
  const state = NET_TCP_STATES[target.state];
  if (state !== undefined)
    plans.push({ command: netTcpConnection(target, state), purpose: 'command.sockets.powershell' });
  if (target.state === 'CLOSE_WAIT')
    plans.push({ command: 'tasklist /svc /fi "PID eq PID"', purpose: 'command.process' });
  if (
    target.state === 'SYN_SENT' &&
    target.isAnswered !== true &&
    target.peer.host !== null &&
    target.port !== null
  ) {
    const host = bareHost(target.peer.host);
    plans.push({ command: `Test-NetConnection ${host} -Port ${target.port}`, purpose: 'command.reach' });
  }
  return plans;
}

function netTcpConnection({ isServer, port }: Target, state: string): string {
  const which = port === null ? '' : ` -${isServer ? 'Local' : 'Remote'}Port ${port}`;
  return `Get-NetTCPConnection${which} -State ${state} | Format-Table LocalAddress,LocalPort,RemoteAddress,RemotePort,OwningProcess,CreationTime`;
}
