import type { TestProject } from 'vitest/node';
import { installBrowser } from '../../scripts/browser.mjs';
import { installEmbedded } from '../../scripts/embedded.mjs';
import { packageExtension } from '../../scripts/package.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The extension, packed as it is installed. */
    vsix: string;
    /** The path of a Chromium. */
    browser: string;
  }
}

/** Once before all end-to-end tests: the extension as users install it, a VS Code and a browser. */
export default async function setup(project: TestProject): Promise<void> {
  await installEmbedded();
  project.provide('browser', await installBrowser());
  project.provide('vsix', await packageExtension(() => {}));
}
