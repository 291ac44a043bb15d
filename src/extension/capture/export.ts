import { commands, l10n, ProgressLocation, type QuickPickItem, Uri, window, workspace } from 'vscode';
import { pictured } from '../../core/text';
import type { Exportable, ExportRequest, StreamExportRequest } from '../../protocol';
import { baseName } from '../workbench';
import type { CaptureEditor } from './capture-editor';
import type { OpenEditors } from './open-editors';

/** Bytes that are held before they are written: a file system of the editor takes a file as a whole. */
const MOST_BYTES = 1 << 30;

type Subject = 'capture' | 'anonymised' | 'report' | 'connections' | 'findings' | 'packets';
interface Scope {
  readonly filtered: boolean;
  readonly connection: number | null;
}

/** The endings of each subject's file, the likeliest first, and what they stand for. */
const TABLE_ENDINGS = { csv: 'csv', json: 'json', md: 'markdown' } as const;

/** Asks what of the capture, which part of it and where to, and writes it there. */
export async function exportCapture(editors: OpenEditors): Promise<void> {
  const editor = editors.latest();
  if (editor === undefined) return;
  const about = await editor.document.exportable(await editor.channel());
  const subject = await chooseSubject(about);
  if (subject === undefined) return;
  const scope = await chooseScope(editor, about);
  if (scope === undefined) return;
  const endings = endingsOf(subject, about);
  const target = await window.showSaveDialog({
    defaultUri: proposed(editor.document.uri, endings[0]),
    filters: Object.fromEntries(endings.map((ending) => [ending, [ending]])),
    title: l10n.t('Export'),
  });
  if (target === undefined) return;
  const chosen = endings.find((ending) => target.path.toLowerCase().endsWith(`.${ending}`)) ?? endings[0];
  await write(editor, requestFor(subject, chosen, scope), target);
}

/** Asks where to, and writes what the ends of a connection sent there. */
export async function saveStream(editor: CaptureEditor, request: StreamExportRequest): Promise<void> {
  const ending = request.form === 'raw' ? 'bin' : 'txt';
  const { uri } = editor.document;
  const target = await window.showSaveDialog({
    defaultUri: proposed(uri, ending, `stream-${request.connection}`),
    filters: { [ending]: [ending] },
    title: l10n.t('Save'),
  });
  if (target !== undefined) await write(editor, { kind: 'stream', ...request }, target);
}

async function chooseSubject({ isText }: Exportable): Promise<Subject | undefined> {
  const capture: readonly (QuickPickItem & { subject: Subject })[] = [
    {
      subject: 'capture',
      label: isText ? l10n.t('Log') : l10n.t('Capture'),
      detail: isText
        ? l10n.t('The lines as they are')
        : l10n.t('pcapng or pcap, the packets with their bytes'),
    },
    {
      subject: 'anonymised',
      label: isText ? l10n.t('Anonymised Log') : l10n.t('Anonymised Capture'),
      detail: l10n.t('Other addresses, the same ones throughout; without payload, names and comments'),
    },
  ];
  const chosen = await window.showQuickPick(
    [
      ...capture,
      {
        subject: 'report',
        label: l10n.t('Report'),
        detail: l10n.t('Markdown: findings, servers, connections, an explanation'),
      },
      { subject: 'connections', label: l10n.t('Connections'), detail: l10n.t('CSV, JSON or Markdown') },
      { subject: 'findings', label: l10n.t('Findings'), detail: l10n.t('CSV, JSON or Markdown') },
      { subject: 'packets', label: l10n.t('Packets'), detail: l10n.t('CSV, JSON or Markdown') },
    ],
    { title: l10n.t('Export'), placeHolder: l10n.t('What is to be written') },
  );
  return chosen?.subject as Subject | undefined;
}

/** All of it, where nothing is filtered and no connection is selected. */
async function chooseScope(
  { selected }: CaptureEditor,
  { filtered }: Exportable,
): Promise<Scope | undefined> {
  const { connection } = selected;
  const whole = { filtered: false, connection: null };
  const parts: (QuickPickItem & { scope: Scope })[] = [
    ...(filtered === null
      ? []
      : [
          {
            label: l10n.t('What the filter leaves'),
            description: l10n.t('{0} rows', filtered.toLocaleString()),
            scope: { filtered: true, connection: null },
          },
        ]),
    { label: l10n.t('Everything'), scope: whole },
    ...(connection === null
      ? []
      : [{ label: l10n.t('Connection {0}', connection), scope: { filtered: false, connection } }]),
  ];
  if (parts.length === 1) return whole;
  const chosen = await window.showQuickPick(parts, {
    title: l10n.t('Export'),
    placeHolder: l10n.t('Which part of it'),
  });
  return chosen?.scope;
}

function endingsOf(subject: Subject, { isText }: Exportable): readonly string[] {
  if (subject === 'capture' || subject === 'anonymised')
    return isText ? ['tcpdump', 'log', 'txt'] : ['pcapng', 'pcap'];
  return subject === 'report' ? ['md'] : Object.keys(TABLE_ENDINGS);
}

function requestFor(subject: Subject, ending: string, scope: Scope): ExportRequest {
  if (subject === 'capture' || subject === 'anonymised') {
    const format = ending === 'pcap' || ending === 'pcapng' ? ending : 'log';
    return { kind: 'capture', format, ...scope, anonymise: subject === 'anonymised' };
  }
  return { kind: 'table', subject, format: TABLE_ENDINGS[ending as keyof typeof TABLE_ENDINGS], ...scope };
}

/** Beside the capture, with its name. */
function proposed(uri: Uri, ending: string, what = 'export'): Uri {
  const name = baseName(uri.path)
    .replace(/\.(?:gz|zst)$/i, '')
    .replace(/\.[^.]*$/, '');
  return Uri.joinPath(uri, '..', `${name}-${what}.${ending}`);
}

async function write(editor: CaptureEditor, request: ExportRequest, target: Uri): Promise<void> {
  const name = pictured(baseName(target.path));
  const folder = pictured(Uri.joinPath(target, '..').fsPath);
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Exporting {0}', name),
    cancellable: true,
  };
  try {
    const told = await window.withProgress(options, async (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      let shown = 0;
      const notes: string[] = [];
      const bytes = await collect(editor, request, stop.signal, (done, more) => {
        notes.push(...more);
        if (done !== null) progress.report({ increment: 100 * (done - shown) });
        shown = done ?? shown;
      });
      if (bytes === null) return null;
      await writeWhole(target, bytes);
      return notes;
    });
    if (told === null) return;
    const open = l10n.t('Open');
    const choice = await window.showInformationMessage(
      [l10n.t('Exported to {0}.', name), ...told].join(' '),
      open,
    );
    if (choice === open) await commands.executeCommand('vscode.open', target);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await window.showErrorMessage(l10n.t('{0} in {1} was not written: {2}', name, folder, reason));
  }
}

/** Null: it was cancelled. */
async function collect(
  editor: CaptureEditor,
  request: ExportRequest,
  signal: AbortSignal,
  at: (done: number | null, told: readonly string[]) => void,
): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of editor.document.exported(await editor.channel(), request, signal, at)) {
      pieces.push(piece);
      size += piece.length;
      if (size > MOST_BYTES)
        throw new Error(
          l10n.t('It is larger than 1 GiB: closewait export on the command line writes it piece by piece.'),
        );
    }
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
  if (signal.aborted) return null;
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}

/** Nothing is left of a new file that could not be written whole. */
async function writeWhole(target: Uri, bytes: Uint8Array): Promise<void> {
  const isThere = await workspace.fs.stat(target).then(
    () => true,
    () => false,
  );
  try {
    await workspace.fs.writeFile(target, bytes);
  } catch (error) {
    if (!isThere) await workspace.fs.delete(target).then(undefined, () => undefined);
    throw error;
  }
}
