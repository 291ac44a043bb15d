import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Registers a language pack with a profile, as VS Code itself does when one is installed. It translates nothing
 * of VS Code: its presence makes the display language what it is, and extensions follow.
 */
export function registerLanguage(userData: string, locale: string): void {
  const folder = join(userData, 'language-pack');
  mkdirSync(folder, { recursive: true });
  const vscode = join(folder, 'main.i18n.json');
  const translations = JSON.stringify({ version: '1.0.0', contents: {} });
  writeFileSync(vscode, translations);
  const hash = createHash('md5').update(translations).digest('hex');
  const extension = { extensionIdentifier: { id: `closewait.language-pack-${locale}` }, version: '1.0.0' };
  const packs = { [locale]: { hash, label: locale, extensions: [extension], translations: { vscode } } };
  writeFileSync(join(userData, 'languagepacks.json'), JSON.stringify(packs));
}
