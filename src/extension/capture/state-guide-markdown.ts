import { l10n } from 'vscode';
import type { StateGuide } from '../../core/explain';

const PLATFORMS = { linux: 'Linux', macos: 'macOS', windows: 'Windows' } as const;

/** A guide as Markdown; every word in it is ours. */
export function stateGuideMarkdown({ state, meaning, causes, commands }: StateGuide): string {
  const parts = [`# ${state}`, meaning];
  if (causes.length > 0) {
    parts.push(`## ${l10n.t('Likely causes')}`);
    parts.push(causes.map(({ title, text }, at) => `${at + 1}. **${title}**  \n   ${text}`).join('\n'));
  }
  parts.push(`## ${l10n.t('What to run next')}`);
  for (const [platform, name] of Object.entries(PLATFORMS)) {
    const own = commands.filter((command) => command.platform === platform);
    if (own.length === 0) continue;
    const lines = own.map(({ command, purpose }) => `# ${purpose}\n${command}`);
    parts.push(`### ${name}`, `\`\`\`sh\n${lines.join('\n\n')}\n\`\`\``);
  }
  return `${parts.join('\n\n')}\n`;
}
