/** What the linter says of TypeScript and JavaScript: what is wrong, what Node does then, what to do. */
export const lintTypescript = {
  'lint.missing-close.create':
    "'{name}', made by {callee}(), is still open when this path leaves the function, and no other code has it. End or destroy it here too.",
  'lint.missing-close.accept':
    "'{name}', accepted by this listener ('{callee}'), is still open when this path leaves it, and no other code has it. End or destroy it here too.",
  'lint.missing-close.hold':
    "This path reports a failure, but '{name}', made by {callee}(), stays open, and no other code can close it now. Destroy it here too.",
  'lint.missing-close.overwritten-field':
    "'{name}' still holds an open connection when {callee}() puts a new one in its place; the old one can never be closed. Destroy it first.",
  'lint.missing-close.dropped-field':
    "The listeners of '{name}' are removed and the reference is dropped, but the connection stays open, and nothing will ever close it. Destroy it first.",
  'lint.missing-close.kept-field':
    "'{name}', made by {callee}(), is closed by no method of this class, not by '{method}' either. Destroy it there.",
  'lint.missing-close.evicted':
    "'{name}' holds open connections. This takes one out without closing it, and no other code has it. Destroy it first.",
  'lint.missing-close.refused':
    "When '{list}' is full this way neither keeps '{name}' nor closes it, and who gave it back does not use it any more. Close it here.",
  'lint.missing-close.cleared':
    "'{name}' holds open connections. This forgets them all without closing them. Destroy each first.",
  'lint.missing-close.no-closer':
    "'{name}', made by {callee}(), is closed by no method of {klass}, which has none by which it ends: whoever made the object cannot end its connection. Add a method that does.",
  'lint.missing-close.attempt-replaced':
    "'{name}' gets another client here, and nothing on this way closes the one that it held: {method}() closes the last one only. Close the old one first.",
  'lint.missing-close.attempt-failed':
    "'{name}' has its connection by now. Where this step fails, the caller is told that there is none, and nothing but {method}() would close it. Close it here before the failure is passed on.",
  'lint.unconsumed-response.reader-left':
    "This leaves the loop before the body has ended, and nothing cancels '{name}': the connection stays open. Call {name}.cancel() first.",
  'lint.unconsumed-response.create':
    "The body of '{name}' is neither read nor cancelled on this path, so its connection cannot be used again and stays open. Read it or cancel it (`await response.body?.cancel()`).",
  'lint.unconsumed-response.hold':
    "This path reports a failure, but '{name}' goes on coming: the connection stays until the server has sent all of it. Destroy it here.",
  'lint.unconsumed-response.accept':
    "'{name}' is not read on this path, so it never ends: its socket stays open, in CLOSE_WAIT once the server closes. Call resume() or destroy() on it.",
  'lint.raw-socket-unowned.accept':
    "This path drops '{name}'. After '{callee}' the socket belongs to this listener: http will neither time it out nor close it. Destroy it here.",
  'lint.raw-socket-unowned.hold':
    "This path reports a failure, but after '{callee}' only this listener can close '{name}'. Destroy it here.",
  'lint.raw-socket-unowned.refused':
    "Of '{name}' only 'upgrade' is heard. A server that refuses answers with 'response' instead: then nothing here closes '{client}', whose peer waits for good. Listen to 'response' too, and close '{client}' there.",
  'lint.upstream-not-aborted.written':
    "When the client behind '{client}' goes away, '{name}' is read on to its end, which may never come: nothing ends the request to the other server. Abort it when '{client}' closes.",
  'lint.upstream-not-aborted.upload':
    "When the client behind '{client}' goes away before it has sent everything, pipe() does not end '{name}': the other server waits for the rest, and the connection stays. Destroy it when '{client}' closes, or use stream.pipeline().",
  'lint.upstream-not-aborted.piped':
    "When the client behind '{client}' goes away, pipe() lets go of '{name}' and leaves it paused: the connection to the other server stays open. Destroy it when '{client}' closes, or use stream.pipeline().",
  'lint.missing-close.sibling':
    "This path reports a failure and leaves the connection open, which other failing paths of this function end by '{call}' first. Call it here too.",
  'lint.missing-close.client':
    "'{name}', made by {callee}(), still has its connection when this path leaves the function, and no other code has it. Close it here too.",
  'lint.connect-after-close.waited':
    "{method}() may be called while this waits. Then '{name}' gets a connection afterwards, which nothing closes any more. Look at {flag} behind the wait, and destroy the connection there.",
  'lint.connect-after-close.late-client':
    "{method}() may be called while this waits. Then '{name}' gets its client afterwards, and nothing closes it any more. Look behind the wait whether it was called, and close the client there.",
  'lint.connect-after-close.again':
    "{method}() closes '{name}', whose end is heard here and makes another one: the object cannot be closed. Note in {method}() that it is closed, and do not connect again then.",
  'lint.connect-after-close.again-unasked':
    "{method}() closes '{name}', whose end is heard here and makes another one without looking at {flag}: the object cannot be closed. Do not connect again where it is set.",
  'lint.connect-after-close.timer':
    "{method}() may be called while a timer waits to connect again, and does not stop it. Then '{name}' is made afterwards, and nothing closes it any more. Clear the timer in {method}(), or look there whether it is closed.",
  'lint.no-time-limit.request':
    "Nothing limits how long {callee}() waits for an answer: a server that stays silent keeps the connection and who waits for it. Set a limit, and destroy the request in its 'timeout' listener, or give it a signal.",
  'lint.no-time-limit.socket':
    "Nothing limits how long what '{name}' says is waited for: a peer that stays silent, or is gone without a word, keeps the socket and who waits for it. Set a limit that ends it.",
  'lint.timeout-without-destroy.handler':
    "'timeout' only reports that nothing happened for a while; it closes nothing. This handler neither ends nor destroys '{name}', so the connection stays. Call destroy().",
  'lint.timeout-without-destroy.server':
    "A server with a 'timeout' listener does not destroy sockets that time out, and this listener does not either. Destroy the socket that it is given.",
  'lint.timeout-without-destroy.unheard':
    "A timeout is set for '{name}', which has no 'timeout' listener, and a timeout closes nothing by itself. Destroy it in a 'timeout' listener.",
  'lint.end-without-destroy.timeout':
    "When its time is up '{name}' is only ended: end() sends a FIN and waits for the peer's, and this peer is silent. The connection stays in FIN_WAIT_2 for as long as the peer likes. Call destroy().",
  'lint.end-without-destroy.closing':
    "'{name}' is only ended here, and nothing of this class destroys it: end() sends a FIN and waits for the peer's. A peer that does not send one keeps the connection in FIN_WAIT_2. Destroy it where it does not close in time.",
  'lint.end-without-destroy.ping':
    "A ping of '{name}' has failed, and it is only closed: close() waits for the streams that there are, which this peer does not end. The connection stays. Call destroy().",
  'lint.end-without-destroy.timer':
    "This timer reports a failure and only ends '{name}': end() sends a FIN and waits for the peer's, which may never come. Call destroy().",
  'lint.end-without-destroy.limit-off':
    "'{name}' has no time limit any more and is only ended: a peer that never closes keeps the connection in FIN_WAIT_2. Destroy it when it did not close after a while.",
  'lint.half-open-never-ended.server':
    "With allowHalfOpen the peer's FIN ends only the peer's direction, and nothing here ends the other one: the socket stays in CLOSE_WAIT for good. Call end() when 'end' comes, or leave allowHalfOpen out.",
  'lint.half-open-never-ended.socket':
    "'{name}' is made with allowHalfOpen, and nothing ends it when its peer does: it stays in CLOSE_WAIT for good. Call end() when 'end' comes, or leave allowHalfOpen out.",
  'lint.fin-never-read.unread':
    "Nothing reads '{name}': no 'data' listener, pipe, resume() or iterator. The peer's FIN is never seen, 'end' never comes, and the connection stays in CLOSE_WAIT. Call resume() if the data does not matter.",
  'lint.fin-never-read.paused':
    "'{name}' is paused here and nothing resumes it: the peer's FIN is never read, and the connection stays in CLOSE_WAIT. Call resume() on every path.",
  'lint.pipe-without-teardown.written':
    "What comes from '{name}' is written to '{other}' and back, and when one of them closes nothing closes the other: its connection stays open. Use stream.pipeline(), or destroy each when the other closes.",
  'lint.pipe-without-teardown.pair':
    "'{name}' and '{other}' are piped into each other, but pipe() passes on neither errors nor closes: when one of them breaks, the other stays open. Use stream.pipeline(), or destroy each when the other closes.",
  'lint.server-not-closed.create':
    "'{name}' listens, and this path leaves the function without closing it, while another one does. Close it here too.",
  'lint.server-not-closed.hold':
    "This path reports a failure, but '{name}' goes on listening, and no other code can close it now. Close it here too.",
  'lint.server-not-closed.in-test':
    "'{name}' listens in this test, and nothing closes it: the port and the process stay. Close it when the test ends.",
  'lint.server-not-closed.port':
    "'{name}' listens to find a free port and is never closed: the port that is given out stays taken. Close it first.",
  'lint.server-not-closed.kept-field':
    "'{name}' listens, and no method of this class closes it, not even '{method}'. Close it there.",
  'lint.server-not-closed.no-closer':
    "'{name}' listens, and {klass} has no method that closes it: whoever made the object cannot stop it. Add one, which ends what was accepted, too.",
  'lint.server-not-closed.clients':
    "'{name}.close()' takes no new clients and leaves those that there are. Nothing here ends them: their connections stay, and the server does not close before the last of them leaves. Terminate each of '{name}.clients' here.",
  'lint.server-not-closed.waits-unkept':
    "'{name}.close()' takes no new connections and waits for those that there are, and nothing here ends or limits them: one client that stays is enough, and the server never closes. Keep the sockets in a set, and destroy them here.",
  'lint.server-not-closed.waits':
    "'{name}.close()' waits for every connection that the server accepted. They are kept in '{list}', and nothing here ends or destroys them: one peer that stays is enough, and the server never closes. Destroy them here.",
  'lint.agent-not-destroyed.create':
    "'{name}' keeps its connections alive, is made anew by each call and never destroyed here: its idle sockets pile up. Make it once for all calls, or destroy it on every path.",
  'lint.agent-not-destroyed.kept-field':
    "'{name}' keeps its connections alive, and no method of this class destroys it, not even '{method}'. Destroy it there.",
  'lint.step.create': "'{name}' is made here by {callee}()",
  'lint.step.accept': "'{name}' comes in here with '{callee}'",
  'lint.step.hold': "'{name}' was made here by {callee}()",
  'lint.step.thrown': 'this is thrown, and caught further down',
  'lint.step.throws': 'here {call} throws or rejects',
  'lint.step.leaked.missing-close': "this path ends here with '{name}' open",
  'lint.step.leaked.unconsumed-response': "this path ends here, and '{name}' was not read",
  'lint.step.leaked.raw-socket-unowned': "this path ends here with '{name}' open",
  'lint.step.leaked.server-not-closed': "this path ends here, and '{name}' goes on listening",
  'lint.step.leaked.agent-not-destroyed': "this path ends here without '{name}' being destroyed",
  'lint.step.written-on': 'this passes on the data alone',
  'lint.step.sibling': 'another failing path ends it here',
  'lint.step.pipe': 'this pipe passes on the end alone',
  'lint.step.half-open': 'allowHalfOpen is set here',
  'lint.step.timeout-heard': 'its time limit is heard here',
  'lint.step.ping': 'the ping is sent here',
  'lint.step.timer': 'the timer is set here',
  'lint.step.kept-in': 'what the server accepts is put in here',
  'lint.step.upstream': 'the other server is asked here',
  'lint.step.late-timer': 'the timer that makes it again',
  'lint.step.late-waited': 'the object may be closed during this wait',
  'lint.step.late-again': 'this listener runs after the close, too',
  'lint.step.limit-off': 'the time limit is taken off here',
  'lint.step.kept-only': 'it is kept here, while there is room',
  'lint.step.kept-in-list': 'connections that are made here are kept in it',
  'lint.step.reader-made': 'the body is read by a reader that is made here',
  'lint.step.overwritten-by': 'and this makes the new one while the old one is open',
  'lint.fix.clients': 'Terminate the clients of {name} here',
  'lint.fix.sibling': 'Call {call} here too',
  'lint.fix.destroy': 'Destroy {name} here',
  'lint.fix.abort': 'Destroy {name} when {client} closes',
  'lint.fix.resume': 'Discard the body: {name}.resume()',
  'lint.fix.cancel': 'Cancel the body of {name}',
  'lint.fix.end-socket': 'End {name} when its peer does',
  'lint.fix.discard': 'Discard what comes in: {name}.resume()',
  'lint.fix.pipeline': 'Use pipeline() for both directions',
  'lint.fix.close-server': 'Close {name} here',
} as const;
