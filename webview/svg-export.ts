const COPIED_STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
] as const;

/** What only the page needs. */
const OWN_ATTRIBUTES = [
  'class',
  'role',
  'aria-selected',
  'aria-label',
  'data-step',
  'data-index',
  'id',
] as const;

/**
 * A drawing as a file of its own: with the colours of the theme it is shown in, and nothing of the page. Parts that are
 * there to be pressed are marked `data-page-only` and left out.
 */
export function exportSvg(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [drawing, ...drawing.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  copies.forEach((target, index) => {
    const style = getComputedStyle(originals[index]);
    for (const name of COPIED_STYLES) {
      const value = style.getPropertyValue(name);
      if (value !== '') target.setAttribute(name, value);
    }
    for (const name of OWN_ATTRIBUTES) target.removeAttribute(name);
  });
  for (const part of copy.querySelectorAll('[data-page-only]')) part.remove();
  return new XMLSerializer().serializeToString(copy);
}
