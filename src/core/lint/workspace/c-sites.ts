import type { SyntaxNode } from '../syntax';
import { calleeOf, functionOf } from './c-functions';
import { LIBRARY_SITE, libraryUses } from './c-libraries';
import { CPorts, DEEPEST } from './c-ports';
import { argumentsOf, findWithin, textOf, type Within } from './nodes';
import { type PortValues, type Site, type SiteRole, siteOnPath, sitesOf } from './site';
import type { ParsedSource, Sources } from './sources';
import { unixPathIn } from './unix-paths';

/** Sources in which nothing of this stands have no site. */
export const C_SITE = new RegExp(`\\b(?:bind|connect)\\s*\\(|${LIBRARY_SITE.source}`);

/** Where C and C++ listen or connect: bind(2) and connect(2) with the port of their address, and what libraries have for it. */
export function cSites(source: ParsedSource, sources: Sources): readonly Site[] {
  const ports = new CPorts(sources);
  const siteOf = (
    node: SyntaxNode,
    { fn }: Within,
    role: SiteRole,
    call: string,
    values: PortValues | null,
  ) =>
    values === null
      ? []
      : sitesOf(
          { file: source.path, start: node.start, end: node.end, role, call, within: fn?.name ?? null },
          values,
        );
  const own = findWithin(source, ['call_expression'], functionOf).flatMap(({ node, within }) => {
    const call = calleeOf(source, node);
    if (call !== 'bind' && call !== 'connect') return [];
    const [, address] = argumentsOf(node);
    if (address === undefined || (call === 'bind' && !listensToStreams(within, source))) return [];
    sources.begin();
    const role = call === 'bind' ? 'listens' : 'connects';
    const values = ports.ofAddress(address, within, DEEPEST);
    if (values !== null) return siteOf(node, within, role, call, values);
    const path = unixPathIn(within, sources);
    const place = { file: source.path, start: node.start, end: node.end, role, call } as const;
    return path === null ? [] : [siteOnPath({ ...place, within: within.fn?.name ?? null }, path)];
  });
  if (!LIBRARY_SITE.test(source.text)) return own;
  const ofLibraries = libraryUses(source).flatMap(({ node, within, role, call, port }) => {
    sources.begin();
    return siteOf(node, within, role, call, ports.ofUse(port, within, DEEPEST));
  });
  return [...own, ...ofLibraries];
}

/** Datagram sockets are bound as well; without a listen() near it, a bind() of one is not of interest. */
function listensToStreams(within: Within, source: ParsedSource): boolean {
  const own = within.fn === null ? source.text : textOf(source, within.fn.node);
  if (/\blisten\s*\(/.test(own)) return true;
  if (/\bSOCK_DGRAM\b/.test(own)) return false;
  return /\blisten\s*\(/.test(source.text) || /\bSOCK_STREAM\b/.test(own);
}
