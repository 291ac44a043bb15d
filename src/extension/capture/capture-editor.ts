import { env, type WebviewPanel } from 'vscode';
import {
  CAPTURE_REQUESTS,
  type CaptureEvents,
  type CodeHere,
  type CodePlace,
  type CodeQuestion,
  type Handlers,
  type HostEvents,
  type PageRequests,
  type PageSettings,
  type Preferences,
  REPORT_REQUESTS,
  Rpc,
  type StreamExportRequest,
  type Transport,
  type WireMessage,
  type Wishes,
} from '../../protocol';
import type { CaptureDocument, DocumentPage } from './capture-document';
import { saveText } from './save-text';

/** Something that the user asked for, and what waits until the page has done it. */
interface Wish {
  readonly name: keyof Wishes;
  readonly tell: () => void;
  readonly done: () => void;
}

/** What the host itself tells a page; the rest comes from the worker. */
type EventsToPage = HostEvents & Pick<CaptureEvents, 'failed'>;

/** Who knows the code of the workspace. */
export interface CodeFinder {
  find(about: CodeQuestion): Promise<CodeHere>;
  open(place: CodePlace): Promise<void>;
  openSetting(): Promise<void>;
}

export interface EditorHost {
  readonly code: CodeFinder;
  preferences(): Preferences;
  /** The page's document, fresh. */
  html(editor: CaptureEditor): string;
  remember(preferences: Preferences): void;
  reopenAsText(editor: CaptureEditor): Promise<void>;
  saveStream(editor: CaptureEditor, request: StreamExportRequest): Promise<void>;
}

interface Connection {
  readonly transport: Transport;
  readonly channel: number;
  readonly close: () => void;
}

/**
 * One editor that shows a capture. Answers the few requests that are the host's; everything else goes to the
 * worker and comes back as it is.
 */
export class CaptureEditor implements DocumentPage {
  /** The packet and connection that the page says are selected. */
  selected: PageRequests['selected']['params'] = { index: null, connection: null };
  private readonly host: Rpc<Record<never, never>, PageRequests, EventsToPage, Record<never, never>>;
  private toHost: (message: WireMessage) => void = () => {};
  private connection: Promise<Connection> | undefined;
  private listening = false;
  /** In the order in which they were asked for. */
  private readonly wishes: Wish[] = [];

  constructor(
    readonly document: CaptureDocument,
    readonly panel: WebviewPanel,
    private readonly editorHost: EditorHost,
  ) {
    const { webview } = panel;
    this.host = new Rpc<Record<never, never>, PageRequests, EventsToPage, Record<never, never>>(
      {
        post: (message) => void webview.postMessage(message),
        receive: (handler) => {
          this.toHost = handler;
        },
      },
      this.handlers(),
    );
    webview.onDidReceiveMessage((message: WireMessage) => this.received(message));
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.disconnect();
    });
    panel.onDidDispose(() => this.dispose());
    this.restart();
  }

  /**
   * Asks the page for something; resolves when it is done, or the editor closed. VS Code says late that a page was hidden,
   * and what it is told then is lost: each page is asked for what its predecessor did not come to.
   */
  ask<W extends keyof Wishes>(name: W, data: EventsToPage[W]): Promise<void> {
    return new Promise((done) => {
      const tell = () => this.host.tell(name, data);
      this.wishes.push({ name, tell, done });
      if (this.listening) tell();
    });
  }

  /** The worker's name for this page; 0 where none is connected. */
  async channel(): Promise<number> {
    return (await this.connection)?.channel ?? 0;
  }

  reopenAsText(): Promise<void> {
    return this.editorHost.reopenAsText(this);
  }

  settingsChanged(): void {
    this.host.tell('settings', this.settings());
  }

  failed(failure: CaptureEvents['failed']): void {
    this.host.tell('failed', failure);
  }

  gone(gone: boolean): void {
    this.host.tell('gone', { gone });
  }

  restart(): void {
    this.disconnect();
    this.panel.webview.html = this.editorHost.html(this);
  }

  private settings(): PageSettings {
    return { locale: this.document.locale, preferences: this.editorHost.preferences() };
  }

  private handlers(): Handlers<PageRequests> {
    const { editorHost, document } = this;
    return {
      ready: () => this.pageStarted(),
      copyText: async ({ text }) => {
        await env.clipboard.writeText(text);
        return null;
      },
      saveText: async ({ name, text }) => ({ saved: await saveText(document.uri, name, text) }),
      saveStream: async (request) => {
        await editorHost.saveStream(this, request);
        return null;
      },
      reopenAsText: async () => {
        await this.reopenAsText();
        return null;
      },
      reload: () => {
        document.reload();
        return null;
      },
      cancelLoad: () => {
        document.cancelLoad();
        return null;
      },
      remember: ({ preferences }) => {
        editorHost.remember(preferences);
        return null;
      },
      code: (about) => editorHost.code.find(about),
      openCode: async (place) => {
        await editorHost.code.open(place);
        return null;
      },
      openCodeSetting: async () => {
        await editorHost.code.openSetting();
        return null;
      },
      done: ({ wish }) => {
        const at = this.wishes.findIndex(({ name }) => name === wish);
        for (const { done } of at < 0 ? [] : this.wishes.splice(at, 1)) done();
        return null;
      },
      selected: (selection) => {
        this.selected = selection;
        return null;
      },
    };
  }

  /** A page starts when the editor opens, and anew each time it was hidden: its old conversation is over. */
  private pageStarted(): PageSettings {
    this.connect();
    // After the answer has gone out: the page has its settings before it is told anything.
    setTimeout(() => {
      this.listening = true;
      for (const { tell } of this.wishes) tell();
      if (this.document.failure !== undefined) this.failed(this.document.failure);
      if (this.document.isGone) this.gone(true);
    }, 0);
    return this.settings();
  }

  /** A hidden page is gone: nothing more is sent that would pile up until it is shown again. */
  private disconnect(): void {
    void this.connection?.then((connection) => connection.close()).catch(() => {});
    this.connection = undefined;
    this.listening = false;
  }

  private connect(): void {
    void this.connection?.then((connection) => connection.close()).catch(() => {});
    this.connection = this.document.connect(this).then((connection) => {
      connection.transport.receive((message) => void this.panel.webview.postMessage(message));
      return connection;
    });
    this.connection.catch((error) => this.failed({ message: String(error), detail: [] }));
  }

  private received(message: WireMessage): void {
    const forWorker =
      message.type === 'request' &&
      (Object.hasOwn(CAPTURE_REQUESTS, message.method) || Object.hasOwn(REPORT_REQUESTS, message.method));
    if (!forWorker) this.toHost(message);
    if (forWorker || message.type === 'cancel') {
      void this.connection?.then(({ transport }) => transport.post(message)).catch(() => {});
    }
  }

  private dispose(): void {
    this.document.leave(this);
    this.host.close();
    this.disconnect();
    for (const { done } of this.wishes.splice(0)) done();
  }
}
