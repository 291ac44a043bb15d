import { env, workspace } from 'vscode';
import type { Locale } from '../protocol';
import { localeOf } from './locale';
import type { PreferenceSettings } from './preferences';

export const SECTION = 'closewait';

/** The user's settings as they are now; the manifest holds the defaults. */
export function preferenceSettings(): PreferenceSettings {
  const settings = workspace.getConfiguration(SECTION);
  return {
    timeStyle: settings.get('defaultTimeStyle', 'clock'),
    numbers: settings.get('defaultSequenceNumbers', 'relative'),
    textView: settings.get('defaultTextView', 'lines'),
    follow: settings.get('scrollWithGrowingFiles', false),
  };
}

export const followsGrowingFiles = (): boolean =>
  workspace.getConfiguration(SECTION).get('followGrowingFiles', true);

/** The language of annotations and of the page. */
export const locale = (): Locale =>
  localeOf(workspace.getConfiguration(SECTION).get('language', 'auto'), env.language);
