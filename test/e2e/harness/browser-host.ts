import type { BrowserContext, Page } from 'playwright-core';
import { unzip } from '../../package/zip';

const FOLDER = '/closewait-extension/';

/**
 * The extension as vscode.dev runs it: not installed on the server, but loaded by the browser into its own
 * extension host. The server's page is told of it on its way to the browser.
 */
export async function loadInBrowser(page: Page, vsix: string, authority: string): Promise<void> {
  await serve(page.context(), vsix);
  await page.route(
    ({ pathname }) => pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const body = withExtension(await response.text(), authority);
      await route.fulfill({ response, body });
    },
  );
}

function serve(context: BrowserContext, vsix: string): Promise<unknown> {
  const files = unzip(vsix);
  return context.route(`**${FOLDER}**`, (route) => {
    const { pathname } = new URL(route.request().url());
    const name = decodeURIComponent(pathname.slice(pathname.indexOf(FOLDER) + FOLDER.length));
    const body = files.get(`extension/${name}`);
    return route.fulfill(body === undefined ? { status: 404 } : { body });
  });
}

function withExtension(html: string, authority: string): string {
  const settings = /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)"/;
  return html.replace(settings, (_, before: string, json: string) => {
    const configuration = JSON.parse(json.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
    const extension = { $mid: 1, scheme: 'http', authority, path: FOLDER.slice(0, -1) };
    configuration.additionalBuiltinExtensions = [extension];
    const written = JSON.stringify(configuration).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    return `${before}${written}"`;
  });
}
