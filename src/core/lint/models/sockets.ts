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
  opens('socket(2)', 'socket', 'socket'),
  opens('accept(2)', 'accept accept4 paccept', 'socket', { uses: [0], traits: ['accept'] }),
  // INVALID_SOCKET is ~0: the same bits as -1.
  opens('WSASocketW (Winsock)', 'WSASocket WSASocketA WSASocketW', 'socket'),
  opens('WSAAccept (Winsock)', 'WSAAccept', 'socket', { uses: [0], traits: ['accept'] }),
  borrows(
    'WSAStartup (Winsock)',
    'WSAStartup WSACleanup WSAGetLastError WSASetLastError WSADuplicateSocketA WSADuplicateSocketW',
  ),
  opens('rcmd(3)', 'rresvport rcmd rcmd_af rexec', 'socket'),
  fills('socketpair(2)', 'socketpair', ['3.*', '3.*.+1'], 'socket'),
  closes('close(2)', 'close _close __close'),
  closes('closesocket (Winsock)', 'closesocket'),
  takes('fdclose(3)', 'fdclose', 0),
  takes('close_range(2)', 'close_range closefrom'),
  uses('bind(2)', 'bind', [0], ['reads']),
  uses('connect(2)', 'connect WSAConnect', [0], ['wait', 'reads']),
  uses('listen(2)', 'listen'),
  uses('setsockopt(2)', 'setsockopt', [0], ['reads']),
  uses('getsockopt(2)', 'getsockopt getsockname getpeername shutdown sockatmark'),
  uses('recv(2)', 'recv', [0], ['receive', 'wait']),
  uses('recv(2)', 'recvfrom recvmsg recvmmsg', [0], ['wait']),
  uses('send(2)', 'send sendto sendmsg sendmmsg', [0], ['reads']),
  uses('sendfile(2)', 'sendfile sendfile64 splice vmsplice tee copy_file_range', [0]),
  uses('ioctl(2)', 'ioctlsocket WSAIoctl'),
  // The kernel gives the stored pointer back; close(2) of the descriptor takes it out again.
  takesOnSuccess('epoll_ctl(2)', 'epoll_ctl', 2),
  borrows('select(2)', 'select pselect poll ppoll epoll_wait epoll_pwait WSAPoll kevent', [
    'wait',
    'multiplex',
  ]),
  replacesProcess('exec(3)', 'execl execlp execle execv execvp execvpe execve fexecve execveat'),
];
