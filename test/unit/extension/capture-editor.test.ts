import { expect, test, vi } from 'vitest';
import type { WebviewPanel } from 'vscode';
import type { WireMessage } from '../../../src/protocol';

vi.mock('vscode', () => ({ env: {} }));

const { CaptureEditor } = await import('../../../src/extension/capture/capture-editor');
type Document = import('../../../src/extension/capture/capture-document').CaptureDocument;
type Host = import('../../../src/extension/capture/capture-editor').EditorHost;

/** A webview panel: what its page was told, and what happens to it. */
function openEditor() {
  const told: WireMessage[] = [];
  let hear: (message: WireMessage) => void = () => {};
  let viewStateChanged = () => {};
  let disposed = () => {};
  const webview = {
    html: '',
    postMessage: async (message: WireMessage) => told.push(message),
    onDidReceiveMessage: (handler: typeof hear) => {
      hear = handler;
    },
  };
  const panel = {
    webview,
    visible: true,
    onDidChangeViewState: (listener: () => void) => {
      viewStateChanged = listener;
    },
    onDidDispose: (listener: () => void) => {
      disposed = listener;
    },
  };
  const document = {
    locale: 'en',
    failure: undefined,
    isGone: false,
    connect: async () => ({ transport: { post: () => {}, receive: () => {} }, close: () => {} }),
    leave: () => {},
  };
  const host = { html: () => '', preferences: () => ({}) };
  const editor = new CaptureEditor(
    document as unknown as Document,
    panel as unknown as WebviewPanel,
    host as unknown as Host,
  );
  let id = 0;
  const ask = (method: string, params: unknown) => hear({ type: 'request', id: id++, method, params });
  return {
    editor,
    /** What the page of this moment was asked to do. */
    wishes: () => told.flatMap((message) => (message.type === 'event' ? [message.name] : [])),
    pageStarts: async () => {
      told.length = 0;
      ask('ready', {});
      await new Promise((resolve) => setTimeout(resolve, 5));
    },
    pageHasDone: (wish: string) => ask('done', { wish }),
    hide: () => {
      panel.visible = false;
      viewStateChanged();
    },
    close: () => disposed(),
  };
}

test('what was asked for before the page listens is asked when it does', async () => {
  const { editor, wishes, pageStarts, pageHasDone } = openEditor();
  const done = editor.ask('goToPacket', { index: 3, explain: true });
  expect(wishes()).toEqual([]);
  await pageStarts();
  expect(wishes()).toEqual(['goToPacket']);
  pageHasDone('goToPacket');
  await done;
});

test('a page that was hidden before it came to it leaves it to the next, what it did not', async () => {
  const { editor, wishes, pageStarts, pageHasDone, hide } = openEditor();
  await pageStarts();
  void editor.ask('explainSelection', {});
  const done = editor.ask('goToPacket', { index: 3 });
  expect(wishes()).toEqual(['explainSelection', 'goToPacket']);
  pageHasDone('explainSelection');
  hide();
  await pageStarts();
  expect(wishes()).toEqual(['goToPacket']);
  pageHasDone('goToPacket');
  await done;
  hide();
  await pageStarts();
  expect(wishes()).toEqual([]);
});

test('an editor that is closed leaves nothing waiting', async () => {
  const { editor, close } = openEditor();
  const done = editor.ask('focusFind', {});
  close();
  await done;
});
