/** Addresses of the page's files as the webview may load them, and what its policy needs. */
export interface PageParts {
  readonly script: string;
  readonly style: string;
  /** The webview's own source expression for the policy. */
  readonly source: string;
  readonly nonce: string;
  readonly locale: string;
}

/** The document of the editor's page. Nothing runs but the one script, nothing loads but the extension's own files. */
export function pageHtml({ script, style, source, nonce, locale }: PageParts): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'nonce-${nonce}'`,
    `font-src ${source}`,
    `img-src ${source} data:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Closewait</title>
</head>
<body>
<div id="app"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

/** 128 random bits that nothing captured can guess. */
export function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
