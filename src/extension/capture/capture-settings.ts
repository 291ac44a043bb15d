import { workspace } from 'vscode';
import { SECTION } from '../workbench';
import type { PreferenceSettings } from './preferences';

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
