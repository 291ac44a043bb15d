import type { Memento } from 'vscode';
import type { Preferences } from '../../protocol';
import { preferenceSettings } from './capture-settings';
import { preferencesFrom, type Remembered } from './preferences';

const KEY = 'preferences';

/** What was chosen on the pages, kept for all captures and windows. */
export class PreferenceStore {
  constructor(private readonly memento: Memento) {}

  get(): Preferences {
    return preferencesFrom(preferenceSettings(), this.memento.get<Remembered>(KEY));
  }

  set(preferences: Preferences): void {
    const remembered: Remembered = { preferences, settings: preferenceSettings() };
    void this.memento.update(KEY, remembered);
  }
}
