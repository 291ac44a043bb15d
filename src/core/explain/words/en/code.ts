/** What is said of the code on a connection's port. */
export const code = {
  'code.title.listens': 'Code that listens on port {port}',
  'code.title.connects': 'Code that connects to port {port}',
  'code.title.guess': 'Code that may use port {port}',
  'code.site.listens': '{within} listens here ({call})',
  'code.site.connects': '{within} connects here ({call})',
  'code.outside': 'the file itself',
  'code.step.named': '{name} has the value',
  'code.step.argument': 'this call passes {name}',
  'code.step.field': 'a field named {name} is given the value',
  'code.site.likely': '{site}; likely: it is a default, or one of several values',
  'code.site.open':
    '{site}; the port is not written in the code: it comes from the command line, the environment or a file',
  'code.explains': 'What the linter finds there and can explain the state:',
  'code.no-finding':
    'The linter finds nothing there that explains the state. Look for every way that leaves this code without close().',
  'code.step.hint': 'this file has {text}',
  'code.closes': 'The linter finds nothing there that explains the state. It is closed here:',
  'code.close': '{call}',
  'code.close.call': '{call}, reached only after {name}() in line {line} returned',
  'code.close.event': "{call}, in the listener of '{name}'",
  'code.left-out': '{count} files: all of them together are too long',
  'code.elsewhere': 'In other files, and it can explain the state:',
  'code.none.listens':
    'Of {files} source files none was found to listen on port {port}. Searched: bind() with an address, Asio, libuv, libevent and other libraries of C and C++, listen() and serve() of Node.',
  'code.none.connects':
    'Of {files} source files none was found to connect to port {port}. Searched: connect(), createConnection(), requests with a port.',
  'code.other-ports': 'Ports that they use: {ports}.',
  'code.unread': 'Not searched: {file}',
  'code.no-sources': 'There are no C, C++, TypeScript or JavaScript files in {folder}.',
} as const;
