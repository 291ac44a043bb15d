export function packageCommandLine(log?: (text: string) => void): Promise<string>;
