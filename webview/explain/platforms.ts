import type { Command } from '../../src/core/session/capture';

export type Platform = Command['platform'];

/** The platform that the editor runs on, which is where a command is most likely to be typed. */
export function platformOf(userAgent: string): Platform {
  if (/Windows/.test(userAgent)) return 'windows';
  if (/Mac OS|Macintosh/.test(userAgent)) return 'macos';
  return 'linux';
}

/** Commands by platform: those that run anywhere, the user's own, then the others; empty groups left out. */
export function orderPlatforms(
  commands: readonly Command[],
  userAgent: string,
): (readonly [Platform, readonly Command[]])[] {
  const own = platformOf(userAgent);
  const order: Platform[] = [
    'any',
    own,
    ...(['linux', 'macos', 'windows'] as const).filter((p) => p !== own),
  ];
  return order
    .map((platform) => [platform, commands.filter((command) => command.platform === platform)] as const)
    .filter(([, list]) => list.length > 0);
}
