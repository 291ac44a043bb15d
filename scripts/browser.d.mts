export const BROWSER_FLAGS: readonly string[];
export function findBrowser(): string | undefined;
export function installBrowser(log?: (text: string) => void): Promise<string>;
