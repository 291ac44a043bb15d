import type { Readable, Writable } from 'node:stream';
import { say } from '../../core/explain';
import { spelledOut } from '../../core/text';
import type { Locale } from '../../core/words';
import { asInputError, isForReader } from '../errors';
import { wholeNumber } from './arguments';
import type { Desk, Tool } from './desk';
import { EvidenceShelf } from './evidence';
import { explain, findConnections, listEvidence, overview, stuckConnections } from './evidence-tools';
import { Folders } from './folders';
import { page } from './page';
import { codeOnPort, lintTool, type RunCommand } from './source-tools';

const INSTRUCTIONS =
  'Closewait reads packet captures (pcap, pcapng, tcpdump text) and socket tables (ss, netstat, lsof), and knows the TCP state of both ends at every packet. A state that ends in ? is inferred. Begin with overview, then explain; code_on_port and lint lead to the source. An answer that has more says with which offset to ask again. Nothing is ever written or sent.';

const OFFSET = { type: 'integer', minimum: 0 };

/** The questions, in the order in which an incident asks them. */
export const toolsOf = (run: RunCommand): readonly Tool[] => [
  listEvidence,
  overview,
  stuckConnections,
  explain,
  findConnections,
  codeOnPort,
  lintTool(run),
];

export interface ServerOptions {
  /** Folders that may be read. */
  readonly folders: readonly string[];
  readonly locale: Locale;
  readonly version: string;
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly run: RunCommand;
}

/**
 * Answers an agent's questions in the Model Context Protocol, one JSON message a line, until its input ends. Throws an
 * InputError where a folder is not there.
 */
export async function serve({ folders, locale, version, stdin, stdout, run }: ServerOptions): Promise<void> {
  const { CallToolRequestSchema, ListToolsRequestSchema, Server, StdioServerTransport } = await import(
    './protocol'
  );
  const desk = { folders: new Folders(folders), shelf: new EvidenceShelf(locale), locale };
  const tools = toolsOf(run);
  const server = new Server(
    { name: 'closewait', version },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.map(described) }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) =>
    answer(desk, tools, params.name, params.arguments ?? {}),
  );
  const ended = new Promise<void>((resolve) => {
    stdin.once('end', resolve);
    server.onclose = resolve;
  });
  await server.connect(new StdioServerTransport(stdin, stdout));
  await ended;
  await server.close();
  await desk.shelf.close();
}

const described = ({ name, description, properties, required }: Tool) => ({
  name,
  description,
  inputSchema: {
    type: 'object' as const,
    properties: { ...properties, offset: OFFSET },
    required: [...required],
  },
  annotations: { readOnlyHint: true, openWorldHint: false },
});

async function answer(
  desk: Desk,
  tools: readonly Tool[],
  name: string,
  given: Readonly<Record<string, unknown>>,
) {
  const tool = tools.find((one) => one.name === name);
  if (tool === undefined) return failure(`there is no tool ${name}`);
  try {
    const offset = wholeNumber(given, 'offset', 0) ?? 0;
    const items = await tool.answer(desk, given);
    return said(page(items, offset, (next) => say(desk.locale, 'agent.more', { offset: next })));
  } catch (error) {
    const told = asInputError(error, name);
    if (!isForReader(told)) throw error;
    return failure(told.message);
  }
}

const said = (text: string) => ({ content: [{ type: 'text' as const, text: spelledOut(text, '\n') }] });
const failure = (text: string) => ({ ...said(text), isError: true });
