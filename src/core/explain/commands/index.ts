import type { Locale } from '../../words';
import type { EndpointView } from '../endpoint-view';
import { sayOfGuide } from '../say-of-guide';
import { linuxCommands } from './linux';
import { macosCommands } from './macos';
import { type CommandPlan, type Target, targetOf } from './target';
import { windowsCommands } from './windows';

export type Platform = 'linux' | 'macos' | 'windows';

export interface CommandInWords {
  readonly platform: Platform;
  readonly command: string;
  /** What it shows and what to look for. */
  readonly purpose: string;
}

const PLATFORMS: Readonly<Record<Platform, (target: Target) => CommandPlan[]>> = {
  linux: linuxCommands,
  macos: macosCommands,
  windows: windowsCommands,
};

/** What to run next on the machine of this endpoint, with its addresses and ports filled in. */
export const commandsInWords = (locale: Locale, view: EndpointView): CommandInWords[] =>
  commandsFor(locale, targetOf(view));

/** What to run next for a state, with what is known of the endpoint filled in. */
export function commandsFor(locale: Locale, target: Target): CommandInWords[] {
  return (Object.keys(PLATFORMS) as Platform[]).flatMap((platform) =>
    PLATFORMS[platform](target).map(({ command, purpose }) => ({
      platform,
      command,
      purpose: sayOfGuide(locale, purpose),
    })),
  );
}
