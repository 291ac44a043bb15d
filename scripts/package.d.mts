export function packageExtension(log?: (text: string) => void): Promise<string>;
export function readmeForEditor(read?: (file: string) => Buffer): string;
