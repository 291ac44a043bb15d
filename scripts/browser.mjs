// The browser that drives the embedded VS Code in the tests.
import { existsSync } from 'node:fs';
import { must, onPath } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const PLACES = [
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Nothing of the machine's own profile, and no conversation with the outside. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function findBrowser() {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH) return existsSync(CHROME_PATH) ? CHROME_PATH : undefined;
  return NAMES.map(onPath).find(Boolean) ?? PLACES.find(existsSync);
}

/** The path of a Chromium; installs Debian's where that is possible, else says what to install. */
export async function installBrowser(log = console.log) {
  const found = findBrowser();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    log('Installing Chromium for the tests (apt-get install chromium) ...');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await must('apt-get', ['update', '-q'], { quiet: true, env });
    await must('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium'], {
      quiet: true,
      env,
    });
  }
  const installed = findBrowser();
  if (installed !== undefined) return installed;
  throw new Error(
    'no Chromium or Chrome was found: install one (Debian, Ubuntu: `apt-get install chromium`), or set CHROME_PATH to it',
  );
}
