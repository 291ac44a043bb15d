import { expect, test } from 'vitest';
import { type PreferenceSettings, preferencesFrom } from '../../../src/extension/capture/preferences';

const settings: PreferenceSettings = {
  timeStyle: 'clock',
  numbers: 'relative',
  textView: 'lines',
  follow: false,
};
const chosen = { ...settings, timeStyle: 'delta', columnWidths: { from: 120 }, detailsSize: 300 } as const;

test('a first page looks as the settings say', () => {
  expect(preferencesFrom({ ...settings, numbers: 'absolute' }, undefined)).toMatchObject({
    timeStyle: 'clock',
    numbers: 'absolute',
    columnWidths: {},
  });
});

test('what was chosen on a page wins over the setting that was in force then', () => {
  expect(preferencesFrom(settings, { preferences: chosen, settings })).toEqual(chosen);
});

test('a setting that is changed after that wins, and takes nothing else with it', () => {
  const changed = { ...settings, timeStyle: 'epoch' } as const;
  const preferences = preferencesFrom(changed, { preferences: chosen, settings });
  expect(preferences).toEqual({ ...chosen, timeStyle: 'epoch' });
});
