import { bareHost, type CommandPlan, ofEnd, ofHolder, type Target } from './target';

/** macOS: netstat(1) writes a port as `.8000`, and `-L` shows the listen queues; lsof knows the processes. */
export function macosCommands(target: Target): CommandPlan[] {
  const plans: CommandPlan[] = [
    { command: netstat(target), purpose: ofEnd(target, 'command.sockets.netstat') },
  ];
  if (target.isServer && target.state !== 'TIME_WAIT')
    plans.push({ command: `netstat -Lan${grep(target)}`, purpose: 'command.listener.netstat' });
  if (target.isOver === true) return plans;
  if (target.state === 'CLOSE_WAIT') {
    plans.push({ command: lsof(target), purpose: ofHolder(target, 'command.descriptors') });
    plans.push({ command: 'sample PID 3', purpose: 'command.stack.program' });
  }
  if (
    target.state === 'SYN_SENT' &&
    target.isAnswered !== true &&
    target.peer.host !== null &&
    target.port !== null
  )
    plans.push({
      command: `nc -vz -G 5 ${bareHost(target.peer.host)} ${target.port}`,
      purpose: 'command.reach',
    });
  return plans;
}

const netstat = (target: Target): string => `netstat -anv -p tcp${grep(target)}`;

const grep = ({ port }: Target): string => (port === null ? '' : ` | grep '[.]${port} '`);

const lsof = ({ port }: Target): string =>
  port === null ? 'lsof -nP -iTCP -sTCP:CLOSE_WAIT' : `lsof -nP -iTCP:${port} -sTCP:CLOSE_WAIT`;
