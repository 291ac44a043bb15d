export function packageExtension(log?: (text: string) => void): Promise<string>;
