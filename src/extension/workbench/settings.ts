import { env, workspace } from 'vscode';
import { type Locale, localeOf } from '../../core/words';

export const SECTION = 'closewait';

/** The language of annotations and of the page: the setting, else the editor's display language. */
export function locale(): Locale {
  const setting = workspace.getConfiguration(SECTION).get('language', 'auto');
  return localeOf(setting === 'auto' ? env.language : setting);
}
