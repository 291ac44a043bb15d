/** What the linter says: what is wrong, why it matters, what to do. Steps tell the path that proves it. */
export const lint = {
  'lint.missing-close.return':
    "'{name}', opened by {callee}(), is still open when the function returns here. Close it first.",
  'lint.missing-close.return.too':
    "'{name}', opened by {callee}(), is still open when the function returns here. Close it on this path too.",
  'lint.missing-close.left':
    "'{name}', opened by {callee}(), is still open when the function fails and returns here. A caller that sees the failure does not expect anything to be open: close it before returning.",
  'lint.missing-close.failed-call':
    "'{name}' was left open by {callee}(), which failed, and is not closed. Close it here, or in {callee}() before it fails.",
  'lint.missing-close.dropped':
    'What {callee}() opens here is dropped at once, and can never be closed. Keep what it returns, and close it.',
  'lint.missing-close.overwritten':
    "'{name}' still holds an open descriptor from an earlier {callee}() when it is written again here; that one can never be closed. Close it first.",
  'lint.missing-close.scope':
    "'{name}', opened by {callee}(), is still open where its scope ends. Close it first.",
  'lint.missing-close.scope.too':
    "'{name}', opened by {callee}(), is still open where its scope ends. Close it on this path too.",
  'lint.missing-close.throw':
    "'{name}', opened by {callee}(), is still open when an exception leaves the function here. Close it before the throw, or let an object with a destructor own it.",
  'lint.missing-close.constructor':
    "'{name}', opened by {callee}(), stays open when the constructor throws here: an object that was never complete is not destroyed, so its destructor does not run. Close it before the throw, or let a member with a destructor own it.",
  'lint.missing-close.freed':
    "'{name}', opened by {callee}(), is still open when the memory that holds it is freed here. Close it first.",
  'lint.missing-close.main':
    "'{name}', opened by {callee}(), is not closed on this way out of main. The end of the process closes it; other code that copies this will leak.",
  'lint.missing-close.both.return':
    "'{name}' and '{other}', opened by {callee}(), are still open when the function returns here. Close both first.",
  'lint.missing-close.both.return.too':
    "'{name}' and '{other}', opened by {callee}(), are still open when the function returns here. Close both on this path too.",
  'lint.missing-close.both.left':
    "'{name}' and '{other}', opened by {callee}(), are still open when the function fails and returns here. A caller that sees the failure does not expect anything to be open: close both before returning.",
  'lint.missing-close.both.overwritten':
    "'{name}' and '{other}' still hold open descriptors from an earlier {callee}() when they are written again here; those can never be closed. Close them first.",
  'lint.missing-close.both.scope':
    "'{name}' and '{other}', opened by {callee}(), are still open where their scope ends. Close both first.",
  'lint.missing-close.both.scope.too':
    "'{name}' and '{other}', opened by {callee}(), are still open where their scope ends. Close both on this path too.",
  'lint.missing-close.both.throw':
    "'{name}' and '{other}', opened by {callee}(), are still open when an exception leaves the function here. Close both before the throw, or let objects with destructors own them.",
  'lint.missing-close.both.constructor':
    "'{name}' and '{other}', opened by {callee}(), stay open when the constructor throws here: an object that was never complete is not destroyed, so its destructor does not run. Close both before the throw, or let members with destructors own them.",
  'lint.missing-close.both.freed':
    "'{name}' and '{other}', opened by {callee}(), are still open when the memory that holds them is freed here. Close both first.",
  'lint.missing-close.both.main':
    "'{name}' and '{other}', opened by {callee}(), are not closed on this way out of main. The end of the process closes them; other code that copies this will leak.",
  'lint.missing-close.assigned':
    "'{name}' is replaced here, and what it held before is never closed: {callee}() is only called in the destructor. Close it first, or swap the two.",
  'lint.missing-destructor':
    "{object} opens '{name}' with {callee}() and has no destructor that closes it: each {object} that goes away, by the end of its scope or by an exception, leaves it open. Close it in a destructor, or make '{name}' a type that closes itself.",
  'lint.missing-destructor.given':
    "'{name}', opened by {callee}(), is given to {object}, which only uses it: no destructor and no method of {object} closes it, and neither does this function. Close it in a destructor.",
  'lint.double-close':
    "'{name}' was closed on this path already and is closed again by {callee}(). By now the number may belong to another thread's descriptor.",
  'lint.double-close.copied':
    "'{name}' is taken from the other {object}, which keeps it: the destructors of both will call {callee}() with it. Leave a value in the other that is not a descriptor (std::exchange({name}, -1)), or delete this constructor.",
  'lint.use-after-close': "'{name}' was closed on this path and is used by {callee}() here.",
  'lint.unreachable-close':
    "close('{name}') can never be reached: the loop before it has no way out. Give the loop an end, or close where the loop is left.",
  'lint.serial-accept':
    "This loop accepts '{name}' and then waits for it in {callee}() with no time limit. Until that client is done the next one is not accepted: the kernel completes its handshake, and when that client gives up, its connection stays in CLOSE_WAIT without a process. Use a thread or process per connection, poll/epoll, or SO_RCVTIMEO.",
  'lint.eof-ignored':
    "{callee}() on '{name}' returns 0 when the peer has closed, and nothing here ends the loop then: it spins, and the connection stays in CLOSE_WAIT. Leave the loop at 0 and close.",
  'lint.eof-ignored.returned':
    "{callee}() on '{name}' returns 0 when the peer has closed, and this handler then returns and does nothing: the connection stays in CLOSE_WAIT, and the event loop calls again at once. Close it at 0.",
  'lint.eof-ignored.freed':
    "Where {callee}() returns 0 (the peer has closed), what holds '{name}' goes away and '{name}' stays open: in CLOSE_WAIT, if it is a connection. Close it before.",
  'lint.eof-ignored.waits':
    "{callee}() on '{name}' returns 0 when the peer has closed, and the loop then waits again and does nothing: the connection stays in CLOSE_WAIT, and the wait ends at once, again and again. Close it at 0.",
  'lint.eof-ignored.like-later':
    "{callee}() on '{name}' returns 0 when the peer has closed, and that is answered like 'nothing there yet': no caller can know, and the connection stays in CLOSE_WAIT. Give the end an answer of its own.",
  'lint.unchecked-descriptor':
    "'{name}' is used by {callee}() on a path on which opening it failed. Check it before its first use.",
  'lint.descriptor-inherited.parent':
    "After {fork}() the parent loses its own copy of '{name}' without closing it. The connection or pipe stays open when the child is done with it; close it in the parent too.",
  'lint.descriptor-inherited.child':
    "The child that {fork}() makes here never closes '{name}', the socket that the parent accepts on. The port stays taken when the parent ends first; close it in the child.",
  'lint.descriptor-inherited.exec':
    "'{name}', opened by {opener}() without close-on-exec, stays open in the program that {callee}() starts. Its connection or port cannot end before that program does. Open it with SOCK_CLOEXEC, or close it in the child.",
  'lint.descriptor-inherited.end':
    "{callee}() waits here for an end of file that cannot come: this process itself still holds '{name}', the other end, open. Close it after {fork}().",
  'lint.models.no-list': 'expected a list of models, found {found}',
  'lint.models.no-object': 'model {number}: expected an object, found {found}',
  'lint.models.unknown': 'model {number}: there is no property {property}; there are {known}',
  'lint.models.nameless': 'model {number}: "function" is missing: the name of the function that it is about',
  'lint.models.empty': 'model {number}: it says nothing about the function; expected one of {known}',
  'lint.models.alone': 'model {number}: "{property}" allows no other statement beside it',
  'lint.models.name': 'model {number}: "{property}" must be the name of a C function, found {found}',
  'lint.models.opens': 'model {number}: "{property}" must be "result" or {argument}, found {found}',
  'lint.models.kind':
    'model {number}: "{property}" must be descriptor, socket, stream or directory, found {found}',
  'lint.models.number': 'model {number}: "{property}" must be a whole number, found {found}',
  'lint.models.argument':
    'model {number}: "{property}" must be the number of an argument, from 1 on, found {found}',
  'lint.models.arguments':
    'model {number}: "{property}" must be the number of an argument, from 1 on, or a list of such, found {found}',
  'lint.models.true': 'model {number}: "{property}" must be true, found {found}',
  'lint.fix.close': 'Close it here: {code}',
  'lint.fix.goto': "Jump to '{label}', which closes it",
  'lint.fix.zero': 'Treat 0 like an error: {code}',
  'lint.fix.end': 'Leave the loop at 0: {code}',
  'lint.fix.cloexec': 'Open it with {flag}',
  'lint.fix.suppress': 'Ignore {rule} on this line, with a reason',
  'lint.step.acquired': "'{name}' is opened here by {callee}()",
  'lint.step.acquired.both': "'{name}' and '{other}' are opened here by {callee}()",
  'lint.step.taken': 'this branch is taken when {condition}',
  'lint.step.exception': 'this path is taken when {callee}() throws',
  'lint.step.missing-destructor': "no destructor of {object} closes '{name}'",
  'lint.step.not-taken': 'this branch is taken when not {condition}',
  'lint.step.fails': 'this branch is taken when {callee}() fails',
  'lint.step.failed': '{callee}() fails here',
  'lint.step.closed': "'{name}' is closed here by {callee}()",
  'lint.step.passed': "'{name}' is given to {callee}() here",
  'lint.step.forked.parent': '{callee}() makes two processes here; this is the parent',
  'lint.step.forked.child': '{callee}() makes two processes here; this is the child',
  'lint.step.forked.failed': '{callee}() fails here',
  'lint.step.leaked.return': "returned here without closing '{name}'",
  'lint.step.leaked.throw': "an exception leaves the function here without '{name}' being closed",
  'lint.step.leaked.constructor': "the constructor throws here without closing '{name}'",
  'lint.step.leaked.dropped': 'what {callee}() returns is dropped here',
  'lint.step.leaked.left': "the function fails and returns here without closing '{name}'",
  'lint.step.leaked.overwritten': "'{name}' is overwritten here without being closed",
  'lint.step.leaked.scope': "the scope of '{name}' ends here without a close",
  'lint.step.leaked.freed': "the memory that holds '{name}' is freed here without a close",
  'lint.step.leaked.both.return': "returned here without closing '{name}' and '{other}'",
  'lint.step.leaked.both.throw':
    "an exception leaves the function here without '{name}' and '{other}' being closed",
  'lint.step.leaked.both.constructor': "the constructor throws here without closing '{name}' and '{other}'",
  'lint.step.leaked.both.left': "the function fails and returns here without closing '{name}' and '{other}'",
  'lint.step.leaked.both.overwritten': "'{name}' and '{other}' are overwritten here without being closed",
  'lint.step.leaked.both.scope': "the scope of '{name}' and '{other}' ends here without a close",
  'lint.step.leaked.both.freed': "the memory that holds '{name}' and '{other}' is freed here without a close",
  'lint.step.given-to-object': "'{name}' is given to {object} here",
  'lint.step.double-close.copied': "'{name}' is in both objects from here on",
  'lint.step.missing-close.assigned': "what '{name}' held is lost here",
  'lint.step.double-close': "'{name}' is closed a second time here by {callee}()",
  'lint.step.use-after-close': "'{name}' is used here by {callee}() after it was closed",
  'lint.step.unchecked-descriptor': "'{name}' is used here by {callee}() without a check",
  'lint.step.eof-ignored': "{callee}() is called on '{name}' again although it may have returned 0",
  'lint.step.end-received': "{callee}() on '{name}' returns 0 here when the peer has closed",
  'lint.step.end-freed': "what holds '{name}' goes away here, without a close",
  'lint.step.end-returned': 'then the function returns here, and nothing was done',
  'lint.step.end-waits': 'then the loop goes on here, and nothing was done',
  'lint.step.end-like-later': "answered here as where errno says 'nothing there yet'",
  'lint.step.child-ended': "the child ends here; it never closed '{name}'",
  'lint.step.inherited': "{callee}() keeps '{name}' open here",
  'lint.step.end-kept': "{callee}() waits here while '{name}' is still open",
  'lint.step.endless-loop': 'this loop has no way out',
  'lint.step.unreachable-close': "so '{name}' is never closed here",
  'lint.step.accepts': "'{name}' is accepted here",
  'lint.step.waits': 'and waited for here, in {callee}(), by the same thread',
  'lint.skipped.large': 'larger than 3 MB, so a program wrote it',
  'lint.skipped.binary': 'not a text file',
  'lint.skipped.zeros':
    'not a text file: it has NUL bytes ({count}), the first in line {line}, column {column}; remove them, or save the file as UTF-8',
  'lint.only-tests': 'all files here ({count}) are tests or examples, whose findings wait for --tier strict',
  'lint.skips': 'skipped: {parts}',
  'lint.skips.between': '; ',
  'lint.skips.one': '{first}, {why}',
  'lint.skips.several': '{count} times, {why} (first {first})',
  'lint.skipped.unreadable': 'could not be read',
  'lint.skipped.mostly': 'most of it could not be read; it may be in another language than its name says',
  'lint.skipped.special': 'a device, a pipe or a socket, not a file',
  'lint.skipped.link': 'a link to a folder elsewhere',
  'lint.skipped.language': 'not a language that the linter reads',
  'lint.skipped.declarations': 'declarations only, without code',
  'lint.skipped.minified': 'minified, so a program wrote it',
  'lint.skipped.line': 'line {line}: {why}',
  'lint.skipped.function': 'line {line}, {name}: {why}',
  'lint.skipped.head': 'the head of a function could not be read',
  'lint.skipped.macro': 'a macro writes a function here, which is not read',
  'lint.skipped.cut': 'what stands in it could not be read to its end',
  'lint.skipped.unbalanced': 'its braces do not match, so where it ends is not known',
  'lint.skipped.configuration': 'it stands in a branch of #if that was not read',
  'lint.skipped.call': 'this call opens something, and stands in no function that could be read',
  'lint.skipped.nested': 'nested too deeply to be followed',
  'lint.skipped.long': 'so long that a program wrote it',
  'lint.skipped.unfinished':
    'too many paths, or too much work for one function or file; not followed to the end',
  'lint.skipped.many': 'more was found in it than is told',
  'lint.skipped.failed-function': 'the linter failed here, and claims nothing about this function',
  'lint.skipped.failed-file': 'the linter failed here, and claims nothing about this file',
} as const;
