import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '../../../scripts/run.mjs';

/**
 * A language pack that makes VS Code's display language Simplified Chinese and translates one text of its own:
 * what decides over the extension's language is that the pack is there. Resolves to the packed extension.
 */
export async function chinesePack(folder: string): Promise<string> {
  const place = join(folder, 'language-pack');
  mkdirSync(join(place, 'translations'), { recursive: true });
  const translations = [{ id: 'vscode', path: './translations/main.i18n.json' }];
  const localization = {
    languageId: 'zh-cn',
    languageName: 'Chinese Simplified',
    localizedLanguageName: '中文(简体)',
  };
  const manifest = {
    name: 'language-pack-for-tests',
    publisher: 'closewait',
    version: '0.0.1',
    engines: { vscode: '^1.110.0' },
    categories: ['Language Packs'],
    contributes: { localizations: [{ ...localization, translations }] },
  };
  writeFileSync(join(place, 'package.json'), JSON.stringify(manifest));
  const contents = { 'vs/workbench/browser/parts/editor/editor.contribution': {} };
  writeFileSync(join(place, 'translations/main.i18n.json'), JSON.stringify({ version: '1.0.0', contents }));
  const vsix = join(folder, 'language-pack.vsix');
  const vsce = join(process.cwd(), 'node_modules/@vscode/vsce/vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix];
  await must(process.execPath, [vsce, 'package', ...flags], { cwd: place, quiet: true });
  return vsix;
}
