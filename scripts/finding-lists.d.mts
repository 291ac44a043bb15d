export function catalogueWith(
  text: string,
  ids: Readonly<Record<'capture' | 'connection', readonly string[]>>,
): string;
