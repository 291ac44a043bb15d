export function installEmbedded(log?: (text: string) => void): Promise<void>;

export class Profile {
  constructor(name: string);
  readonly folder: string;
  readonly userData: string;
  clear(): void;
  configure(more?: Readonly<Record<string, unknown>>): void;
  install(vsix: string): Promise<void>;
  start(options?: {
    port?: number;
    locale?: string;
    log?: (text: string) => void;
    nodeFlags?: readonly string[];
  }): Promise<Server>;
}

export interface Server {
  readonly authority: string;
  address(folder: string): string;
  openFile(file: string): Promise<unknown>;
  stop(): Promise<void>;
}
