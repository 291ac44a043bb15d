import type { CommandName } from './arguments';

const GENERAL = `closewait: TCP captures with the state of both endpoints at every packet

Usage
  closewait annotate FILE...      every packet, with both states and what happened
  closewait connections FILE...   the connections, their states, and which are stuck
  closewait explain FILE...       why a connection is in its state, and what to run next
  closewait export FILE...        a filtered or anonymised capture, its connections or findings, to a file
  closewait sockets               this machine's own sockets, who holds them, and which are stuck (Linux)
  closewait lint PATH...          code that never closes a socket, with the path that proves it
  closewait mcp [FOLDER...]       answers an agent's questions about the captures, tables and sources there
  closewait lsp                   lints in any editor that speaks the Language Server Protocol

FILE is a capture: pcap, pcapng, either of them in gzip or zstd, or the text that tcpdump prints.
connections and explain also read socket tables: what ss, netstat, lsof -i, conntrack -L and others print.
Several files, folders and globs together are one incident: recordings, tables and logs, joined by addresses.
- is standard input.

Options
  -f, --format FORMAT    output format, see closewait COMMAND --help
      --locale LOCALE    en or zh-cn; by default from LC_ALL, LC_MESSAGES or LANG
  -h, --help             this, or the help of a command
  -V, --version          the version

A state that ends in ? is inferred: it follows from what the other end sent, which may not have arrived.
Colour appears on a terminal only; NO_COLOR turns it off, FORCE_COLOR on.

Exit status: 0 done; 1 lint found something; 2 the command line or the input cannot be used, with one line
on standard error.
`;

const COMMANDS: Readonly<Record<CommandName, string>> = {
  annotate: `Usage: closewait annotate FILE... [--format text|jsonl] [--locale en|zh-cn]

Prints every packet with the states of client and server after it. Output appears while FILE is read,
so it can follow a pipe: tcpdump -ln port 8000 | closewait annotate -

Formats
  text     (default) a text log's lines as they are, each packet with its annotation under it;
           for a binary capture a line like tcpdump -n prints, and the annotation
  jsonl    one JSON object a TCP packet: packet, line, time, connection, from, to, sender, flags, seq, ack,
           relativeSeq, relativeAck, window, length, client, server, analysis, note;
           with several files also file

Options
  -f, --format FORMAT    text or jsonl
      --locale LOCALE    language of the notes: en or zh-cn
  -h, --help             this help

Example
  closewait annotate server.tcpdump
  closewait annotate --format jsonl trace.pcapng.gz | jq 'select(.server.state == "CLOSE_WAIT")'
`,
  connections: `Usage: closewait connections FILE... [--source PATH]... [--format text|json|jsonl] [--locale en|zh-cn]

Lists the connections of a capture with the states of both ends when it stops, or a socket table's rows; of
both, in one text or in several files, each connection once, with the rows that are of it.

Formats
  text     (default) a table: number, client, server, both states, packets, duration, history, stuck, findings
           (✖ error, ▲ warning, · info); below it what was found about the capture as a whole
  json     an array of objects: connection, client, server, firstPacket, lastPacket, packets, clientState,
           serverState, history, findings; source is packets, table or both; with several files also file;
           with --source also code, which is null where the connection is not stuck
  jsonl    the same objects, one a line

History has Zeek's letters, upper case for the client: S SYN, H SYN/ACK, A ACK, D data, F FIN, R RST.

Options
  -f, --format FORMAT    text, json or jsonl
      --source PATH      a folder or file of sources: the code on the ports of what is stuck is told behind
                         the table; may be given several times
      --locale LOCALE    language of the table: en or zh-cn
  -h, --help             this help

Example
  closewait connections trace.pcap ss.txt
  closewait connections --format json trace.pcap | jq '.[] | select(.serverState.state == "CLOSE_WAIT")'
`,
  explain: `Usage: closewait explain FILE... [--connection N] [--source PATH]... [--locale en|zh-cn]
                                 [--format text|markdown|json]

Explains the states of a connection: since when, the packets that prove it, what was found, what it means for
the program, likely causes in order with the facts for and against each, and commands to run next with
addresses and ports filled in. They are printed only.

Without --connection it explains the one that needs it most: the first with an error among its findings, else
that is stuck half-closed, else with a warning, else half-closed when the recording stops, else not ended
in order, else the first. Of a socket table it explains all that the rows show, with --connection one row.
Of packets and tables together it says what the tables decide that the packets only suggest, and where they
disagree.

With --source it goes on to the code: which line of those sources listens on the server's port, or connects
to it where the client is in trouble, by which constant, default or argument, and what the linter finds there
that can explain the state. Nothing is built or run.

Formats
  text       (default) for reading in a terminal
  markdown   for a ticket
  json       title, summary, connection, quality, captureFindings, endpoints; with --source also source

Options
  -c, --connection N     the number that closewait connections shows
      --source PATH      a folder or file of C, C++, TypeScript or JavaScript; may be given several times
  -f, --format FORMAT    text, markdown or json
      --locale LOCALE    en or zh-cn
  -h, --help             this help

Example
  closewait explain samples/close-wait.tcpdump
  closewait explain samples/close-wait.tcpdump --source samples
  closewait explain --connection 3 --locale zh-cn --format markdown trace.pcap
`,
  export: `Usage: closewait export FILE... -o OUT [--format csv|json|markdown|pcap|pcapng|log|stream]
                                [--rows packets|connections|findings|report] [--filter TEXT]
                                [--connection N] [--anonymise] [--force] [--locale en|zh-cn]

Writes a recording, or a part of it, or what is known of it, to a file. The format follows from OUT's ending
where it is not given.

Formats
  pcap, pcapng   the packets with their bytes and times; pcapng to pcapng block by block, as they stand there
  log            of a text log, its lines as they are; of a part of it the lines of those packets
  stream         with --connection: what both ends sent, in order, as text; what is missing is told
  csv, json      rows: connections (default), packets or findings
  markdown       a report (default): what was found, servers, connections, the explanation of what needs one most;
                 with --rows a table

With --anonymise addresses are replaced, each by the same one everywhere, in headers (with checksums made right) and
in logs; payload, names, comments and unknown options are dropped, and so are packets that are neither TCP nor ICMP,
and those whose headers may name a machine (Wi-Fi, PKTAP); of logs all that is not TCP.
Ports, times, sizes and sequence numbers stay.

Options
  -o, --output OUT       the file; without it standard output
      --force            replaces OUT where it is there
      --filter TEXT      as in the editor: stuck, port:8000, tcp.flags.fin == 1, host 192.0.2.1;
                         pcap, pcapng and log: by stuck, a state or a finding, the whole connections
  -c, --connection N     the number that closewait connections shows
      --rows ROWS        packets, connections, findings or report
      --anonymise        for pcap, pcapng and log
  -f, --format FORMAT    csv, json, markdown, pcap, pcapng, log or stream
      --locale LOCALE    en or zh-cn
  -h, --help             this help

Example
  closewait export trace.pcapng --filter stuck -o stuck.pcapng
  closewait export trace.pcap --connection 3 --anonymise -o ticket.pcap
  closewait export trace.pcap --rows findings -o findings.csv
`,
  sockets: `Usage: closewait sockets [--refresh SECONDS] [--format text|json|jsonl] [--locale en|zh-cn]

Lists the TCP sockets of this machine with the processes that hold them, their working folders and containers,
and what they show: what was never accepted, not read, not closed. On Linux, from /proc; no program is
started.
Without root the processes of other users are missing; it says how many.

Formats
  text     (default) a table, and below it what was found
  json     an array of the objects that closewait connections prints for a table
  jsonl    the same objects, one a line

Options
      --refresh SECONDS  read again after so many seconds, until it is stopped: with ages since first
                         seen, what stays and what grows
  -f, --format FORMAT    text, json or jsonl
      --locale LOCALE    en or zh-cn
  -h, --help             this help

Example
  sudo closewait sockets --refresh 5
`,
  mcp: `Usage: closewait mcp [FOLDER...] [--locale en|zh-cn]

Speaks the Model Context Protocol on standard input and output, for agents that are asked about an
incident. They can list captures and tables, get an overview, list stuck connections, have one explained,
find one by an endpoint, a state or what it carried, find the code on a port, and lint. Answers are pages of
2 KB at most, each claim with its packets, rows or lines. It reads the folders given (by default the one it
is started in) and nothing else, and writes nothing.

Options
      --locale LOCALE    language of the answers: en or zh-cn
  -h, --help             this help

Example, in an agent's configuration
  { "mcpServers": { "closewait": { "command": "closewait", "args": ["mcp", "/var/tmp/incident", "src"] } } }
`,
  lsp: `Usage: closewait lsp [--stdio] [--locale en|zh-cn]

Speaks the Language Server Protocol on standard input and output: Neovim, Helix, Emacs, Zed and others show
what lint finds while you type, with the leaking path as related places, hovers, and quick fixes. It reads the
folders that the editor has open and writes nothing; fixes are the editor's to apply.

The editor's initializationOptions may hold what VS Code's settings closewait.lint.* do: rules, tier, tests,
models, maxFiles, maxFileSize (KiB), useIgnoreFiles; and locale.

Options
      --stdio            is what it does anyway; editors' clients give it
      --locale LOCALE    language of the messages: en or zh-cn; by default the editor's
  -h, --help             this help

Example, in Neovim 0.11
  vim.lsp.config('closewait', { cmd = { 'closewait', 'lsp' }, filetypes = { 'c', 'cpp', 'typescript' } })
  vim.lsp.enable('closewait')
`,
  lint: `Usage: closewait lint PATH... [--format text|json|sarif] [--tier recommended|strict|all]
                                 [--rule ID=LEVEL]... [--tests PATTERN]... [--no-ignore] [--models FILE]
                                 [--baseline FILE] [--changed [REV]]
                                 [--locale en|zh-cn]

Looks through C, TypeScript and JavaScript files, and folders of them, for sockets and descriptors that are
never closed. No compiler and no build is needed. Files given together are looked at together: what one calls,
another may define. Standard input is read as C. In folders node_modules and what .gitignore files name are
left out; tests and examples (test/, examples/ and so on, and scripts like *.spec.ts) are for the tier strict.
Files are read whose names end in .c .h .cc .cpp .cxx .hh .hpp .hxx .ts .tsx .mts .cts .js .jsx .mjs .cjs;
not *.d.ts, which has no code, nor *.min.js.

Formats
  text     (default) file:line:column: warning: message [rule], and the path that proves it below as notes
  json     an object: findings, files, skipped
  sarif    SARIF 2.1.0, with the path as a code flow and fixes

Comments silence findings: // closewait-ignore-next-line missing-close: reason, closewait-ignore-line on the
line itself, closewait-ignore-file; and NOLINT, NOLINTNEXTLINE, NOLINTBEGIN to NOLINTEND. Without names they
mean every rule. With the name also eslint-disable-line and eslint-disable-next-line closewait/missing-close.

Options
  -f, --format FORMAT    text, json or sarif
      --tier TIER        recommended (default), strict for what is policy too, or all
      --rule ID=LEVEL    off, error, warning, info or hint; may be given several times
      --tests PATTERN    what are tests and examples, as in .gitignore; instead of the usual names
      --no-ignore        lint what .gitignore files name, too
      --baseline FILE    an earlier report, JSON or SARIF: what stands in it is not reported again, be it in
                         other lines by now
      --changed [REV]    only what came since git's REV (by default HEAD): the sources are also linted as
                         they were where the branch left REV
      --models FILE      JSON: what the project's own functions open, close and keep (docs/lint-models.md)
      --locale LOCALE    en or zh-cn
      --print-ir NAME    no findings, but the function NAME as the linter follows it (for work on the linter)
  -h, --help             this help

Exit status: 0 nothing found; 1 something found, be it a hint; 2 a path or an option cannot be used, or
nothing could be read.

Example
  closewait lint samples/server.c
  closewait lint --rule serial-accept=off --rule missing-close=error src
  closewait lint --format sarif src > closewait.sarif
  closewait lint --format json src > known.json; closewait lint --baseline known.json src
  closewait lint --changed origin/main
`,
};

/** The help of a command, or of the whole. */
export const helpText = (command: CommandName | null): string =>
  command === null ? GENERAL : COMMANDS[command];
