import { l10n, type TextDocument, window, workspace } from 'vscode';
import { pictured } from '../../core/text';
import { looksLikeLog } from '../logs';
import { baseName, SECTION } from '../workbench';

/** What has a language of its own is not asked about. */
const PLAIN: ReadonlySet<string> = new Set(['plaintext', 'log']);
const offered = new Set<string>();

/** Offers, once for a file, to show the states in a text that looks like a log of packets or a socket table. */
export async function offer(
  document: TextDocument,
  accept: (document: TextDocument) => Promise<void>,
): Promise<void> {
  const { languageId, uri } = document;
  const isAsked = offered.has(uri.toString()) || !PLAIN.has(languageId);
  if (isAsked || !workspace.getConfiguration(SECTION).get('offerForLogs', true) || !looksLikeLog(document))
    return;
  offered.add(uri.toString());
  const [show, never] = [l10n.t('Show TCP States'), l10n.t('Never Ask')];
  const answer = await window.showInformationMessage(
    l10n.t('{0} looks like packets or sockets.', pictured(baseName(uri.path))),
    show,
    never,
  );
  if (answer === show) await accept(document);
  if (answer === never) await workspace.getConfiguration(SECTION).update('offerForLogs', false, true);
}
