import {
  borrows,
  closes,
  fills,
  type Model,
  opens,
  replacesProcess,
  takes,
  takesOnSuccess,
  uses,
} from './describe';

/** Sockets, and the calls that need one. */
export const sockets: readonly Model[] = [
  opens('socket(2)', 'socket WSASocket WSASocketA WSASocketW', 'socket'),
  opens('accept(2)', 'accept accept4 WSAAccept', 'socket', { uses: [0], traits: ['accept'] }),
  fills('socketpair(2)', 'socketpair', ['3.*', '3.*.+1'], 'socket'),
  closes('close(2)', 'close _close closesocket __close'),
  closes('fdclose(3)', 'safe_close safe_close_pair asynchronous_close'),
  takes('close_range(2)', 'close_range closefrom'),
  uses('bind(2)', 'bind'),
  uses('connect(2)', 'connect WSAConnect', [0], ['wait']),
  uses('listen(2)', 'listen'),
  uses('getsockopt(2)', 'setsockopt getsockopt getsockname getpeername shutdown sockatmark'),
  uses('recv(2)', 'recv', [0], ['receive', 'wait']),
  uses('recv(2)', 'recvfrom recvmsg recvmmsg', [0], ['wait']),
  uses('send(2)', 'send sendto sendmsg sendmmsg sendfile sendfile64 splice vmsplice tee', [0]),
  uses('ioctl(2)', 'ioctlsocket WSAIoctl'),
  // The kernel gives the stored pointer back; close(2) of the descriptor takes it out again.
  takesOnSuccess('epoll_ctl(2)', 'epoll_ctl', 2),
  borrows('select(2)', 'select pselect poll ppoll epoll_wait epoll_pwait WSAPoll kevent', [
    'wait',
    'multiplex',
  ]),
  replacesProcess('exec(3)', 'execl execlp execle execv execvp execvpe execve fexecve execveat'),
];
