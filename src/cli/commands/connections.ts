import { connectionJson, writeConnections, writeJson } from '../../core/report';
import type { ConnectionRow } from '../../core/session/capture';
import { shellWord } from '../errors';
import { refuseUnread } from '../unread';
import type { Context } from './context';

const PAGE = 1000;

/** The connections of a capture, as it stands at its end. */
export async function connections(context: Context): Promise<void> {
  const { capture, output, request } = context;
  await capture.load();
  refuseUnread(capture.summary(), request.file);
  if (request.format !== 'text')
    return writeJson(output, request.format === 'json' ? 'json' : 'jsonl', pages(context), connectionJson);
  await writeConnections(output, context, {
    connections: pages(context),
    quality: () => capture.summary().quality,
    findings: () => capture.findings(),
    file: shellWord(request.file),
  });
}

async function* pages({ capture }: Context): AsyncGenerator<readonly ConnectionRow[]> {
  const total = capture.summary().connections;
  for (let from = 0; from < total; from += PAGE) {
    yield await capture.connections(from, Math.min(total, from + PAGE));
  }
}
