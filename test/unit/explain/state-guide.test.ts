import { describe, expect, it } from 'vitest';
import { GUIDED_STATES, stateGuide } from '../../../src/core/explain';
import { TCP_STATE_NAMES } from '../../../src/core/tcp';
import { LOCALES } from '../../../src/core/words';

describe('a state explained by its name', () => {
  it('is every state but UNKNOWN', () => {
    expect([...GUIDED_STATES, 'UNKNOWN'].sort()).toEqual([...TCP_STATE_NAMES].sort());
  });

  it.each(LOCALES.flatMap((locale) => GUIDED_STATES.map((state) => [locale, state] as const)))(
    '%s %s leaves no value open and asks for nothing that it does not know',
    (locale, state) => {
      const guide = stateGuide(locale, state);
      const all = JSON.stringify(guide);
      expect(guide.meaning.length).toBeGreaterThan(10);
      expect(all).not.toMatch(/\{\w+\}|undefined|null/);
      expect(guide.commands.some(({ platform }) => platform === 'linux')).toBe(true);
    },
  );

  it('has a leaked descriptor first for CLOSE_WAIT, and the command that lists them', () => {
    const { causes, commands } = stateGuide('en', 'CLOSE_WAIT');
    expect(causes[0].title).toContain('close()');
    expect(commands[0].command).toMatch(/^ss -tanpo? state close-wait/);
  });
});
