import type { Preferences, TimeStyle } from '../../protocol';

/** What the user's settings say a page looks like before anything was changed on it. */
export interface PreferenceSettings {
  readonly timeStyle: TimeStyle;
  readonly numbers: Preferences['numbers'];
  readonly textView: Preferences['textView'];
  readonly follow: boolean;
}

/** What was changed on the page, each with the setting that was in force then. */
export interface Remembered {
  readonly preferences: Preferences;
  readonly settings: PreferenceSettings;
}

const SETTING_KEYS = ['timeStyle', 'numbers', 'textView', 'follow'] as const;

/** A page's preferences: what was last chosen on a page, unless the setting was changed after that. */
export function preferencesFrom(
  settings: PreferenceSettings,
  remembered: Remembered | undefined,
): Preferences {
  if (remembered === undefined) return { ...settings, columnWidths: {}, detailsSize: 0 };
  const changed = SETTING_KEYS.filter((key) => remembered.settings[key] !== settings[key]);
  return {
    ...remembered.preferences,
    ...Object.fromEntries(changed.map((key) => [key, settings[key]])),
  };
}
