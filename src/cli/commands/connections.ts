import { connectionJson, withCodeField, writeConnections, writeJson } from '../../core/report';
import type { ConnectionRow } from '../../core/session/capture';
import { shellWord } from '../errors';
import { refuseUnread } from '../unread';
import { CodeOfList } from './code-on-port';
import type { Context } from './context';

const PAGE = 1000;

/** The connections of a capture, as it stands at its end. */
export async function connections(context: Context): Promise<void> {
  const { capture, output, request } = context;
  await capture.load();
  refuseUnread(capture.summary(), request.file);
  const code = await CodeOfList.in(context);
  if (request.format !== 'text')
    return writeJson(output, request.format === 'json' ? 'json' : 'jsonl', pages(context), (row) =>
      code === null ? connectionJson(row) : withCodeField(connectionJson(row), codeBehind(code, row)),
    );
  await writeConnections(output, context, {
    connections: code === null ? pages(context) : lookingUp(pages(context), code),
    quality: () => capture.summary().quality,
    findings: () => capture.findings(),
    file: shellWord(request.file),
  });
  await code?.write(output, context);
}

/** Looks for the code of those that are stuck, while they are listed. */
async function* lookingUp(
  rows: AsyncIterable<readonly ConnectionRow[]>,
  code: CodeOfList,
): AsyncGenerator<readonly ConnectionRow[]> {
  for await (const page of rows) {
    for (const row of page) codeBehind(code, row);
    yield page;
  }
}

const codeBehind = (code: CodeOfList, { stuck, server, findings, processes }: ConnectionRow) =>
  stuck === null
    ? null
    : code.behind({ server, findings, programs: processes ?? { client: null, server: null } });

async function* pages({ capture }: Context): AsyncGenerator<readonly ConnectionRow[]> {
  const total = capture.summary().connections;
  for (let from = 0; from < total; from += PAGE) {
    yield await capture.connections(from, Math.min(total, from + PAGE));
  }
}
