/**
 * Of each rule what is wrong, as the settings and the readme say it, and why it matters: what happens to the socket, and to
 * the program, in the end.
 */
export const lintRules = {
  'lint.rule.missing-close': 'Something opened is never closed on some path',
  'lint.why.missing-close':
    'What is never closed stays open until the process ends. A socket whose peer has closed stays in CLOSE_WAIT until then. When too many are open, accept() and open() fail because no descriptors are left.',
  'lint.rule.missing-destructor': 'A C++ class opens something and has no destructor that closes it',
  'lint.why.missing-destructor':
    'An object ends in more places than its author sees: at every return, and wherever an exception passes. Only a destructor runs in all of them.',
  'lint.rule.double-close': 'A descriptor is closed twice on one path',
  'lint.why.double-close':
    'A closed number is given out again. A second close may hit what another thread has opened since, and that connection is lost for no visible reason.',
  'lint.rule.use-after-close': 'A descriptor is used after it was closed',
  'lint.why.use-after-close':
    'The call fails with EBADF, or reaches whatever was opened under the same number since.',
  'lint.rule.unreachable-close': 'A close stands behind a loop that never ends',
  'lint.why.unreachable-close': 'It looks as if the descriptor were closed, and it never is.',
  'lint.rule.serial-accept': 'One thread accepts a connection and then waits for it',
  'lint.why.serial-accept':
    'netstat shows such a connection without a process: it was never accepted, so no close() in the code can reach it.',
  'lint.rule.eof-ignored': '`recv` returns 0 and the loop goes on',
  'lint.why.eof-ignored':
    'A connection whose peer has closed can always be read from, with nothing in it: such a loop takes a whole processor.',
  'lint.rule.unchecked-descriptor': 'A descriptor is used although opening it may have failed',
  'lint.why.unchecked-descriptor':
    'Where opening failed the value is -1 and each later call fails with EBADF: the true error is lost, and a message blames the wrong call.',
  'lint.rule.descriptor-inherited': 'A child process keeps a descriptor open that its parent closes',
  'lint.why.descriptor-inherited':
    'A connection is only closed when every process that holds it has closed it. One that a child inherited stays open after its parent closes it, so the peer sees no FIN.',
  'lint.rule.half-open-never-ended': 'An `allowHalfOpen` socket whose own side is never ended',
  'lint.why.half-open-never-ended':
    "With allowHalfOpen Node does not answer the peer's FIN by itself. Without end() or destroy() the socket stays in CLOSE_WAIT until the process ends.",
  'lint.rule.fin-never-read': "A socket is never read, so its peer's end is never seen",
  'lint.why.fin-never-read':
    "Node sees the peer's FIN only when it reads. A socket that is never read does not emit 'end' and stays in CLOSE_WAIT.",
  'lint.rule.timeout-without-destroy': "A 'timeout' is noticed and the socket stays open",
  'lint.why.timeout-without-destroy':
    "'timeout' is only an event; Node closes nothing. A silent peer keeps the socket open for ever unless the listener destroys it.",
  'lint.rule.end-without-destroy': '`end()` alone where the peer may never close',
  'lint.why.end-without-destroy':
    'end() only sends a FIN. Until the peer sends its own the socket stays in FIN_WAIT_2, with its descriptor; Node sets no limit.',
  'lint.rule.connect-after-close': 'A class that was closed comes to a connection afterwards',
  'lint.why.connect-after-close':
    'Closing ends the connection that is there. One that comes later, out of a wait or a reconnect, has no one who closes it: it stays until the peer or the process ends.',
  'lint.rule.no-time-limit': 'A peer is waited for, and nothing limits how long',
  'lint.why.no-time-limit':
    'Neither http nor net gives up a peer that stays silent. Whoever waits for it waits for ever, and the connection stays.',
  'lint.rule.upstream-not-aborted': 'A client goes away and what was fetched for it stays open',
  'lint.why.upstream-not-aborted':
    'pipe() only lets go of a source whose target has closed. The source stays paused, and its connection open, until the other server gives up.',
  'lint.rule.unconsumed-response': 'A response is neither read nor cancelled on some path',
  'lint.why.unconsumed-response':
    'A response that is not read keeps its socket: the socket is neither closed nor given back to the agent.',
  'lint.rule.pipe-without-teardown': 'One side of a pipe breaks and the other stays open',
  'lint.why.pipe-without-teardown':
    'pipe() passes data and the end on, but neither errors nor an early close: when one side breaks, the other stays open.',
  'lint.rule.raw-socket-unowned': "An 'upgrade' or 'connect' listener drops its socket on some path",
  'lint.why.raw-socket-unowned':
    "After 'upgrade' or 'connect' the listener owns the socket: the HTTP server neither times it out nor closes it.",
  'lint.rule.agent-not-destroyed': 'An agent with keep-alive is never destroyed',
  'lint.why.agent-not-destroyed':
    'An agent with keep-alive holds its idle sockets, and with them the process, until it is destroyed.',
  'lint.rule.server-not-closed': 'A server is not closed on some path',
  'lint.why.server-not-closed': 'A server that listens keeps its port and the process until it is closed.',
} as const;
