import { element } from '../element';
import { svg } from '../svg';

/** Strokes on a field of 16 by 16, drawn for this page. */
const PATHS = {
  display: 'M2 4.5h5M11 4.5h3M2 11.5h3M9 11.5h5M9 2.5v4M7 9.5v4',
  follow: 'M8 2v8.5M4.5 7 8 10.5 11.5 7M3 13.5h10',
  details: 'M2.5 2.5h11v11h-11zM2.5 9.5h11',
  text: 'M3 3.5h10M3 6.5h10M3 9.5h10M3 12.5h6',
} as const;

export type IconName = keyof typeof PATHS;

/** A button that only shows a picture: its words are its tooltip and its accessible name. */
export function iconButton(icon: IconName, words: string, pressed: () => void): HTMLButtonElement {
  const picture = svg(
    'svg',
    { viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true', class: 'icon' },
    [svg('path', { d: PATHS[icon] })],
  );
  return element(
    'button',
    {
      class: 'icon-button',
      label: words,
      title: words,
      attributes: { type: 'button' },
      on: { click: pressed },
    },
    [picture],
  );
}
