import { describe, expect, test } from 'vitest';
import type { View } from '../../../webview/views/view';
import { Views } from '../../../webview/views/views';

function view(name: string, shown: string[]): View {
  const element = { hidden: false } as HTMLElement;
  return { name, title: name, element, focus: () => {}, shown: () => shown.push(name) };
}

describe('the views of the page', () => {
  test('one is on the screen, and is told when it comes there', () => {
    const shown: string[] = [];
    const views = new Views([view('packets', shown), view('graph', shown)]);
    views.show(views.named('graph'));
    expect(views.current.name).toBe('graph');
    expect(views.all.map(({ element }) => element.hidden)).toEqual([true, false]);
    expect(shown).toEqual(['graph']);
  });

  test('a place that names one that there is not is the first', () => {
    const views = new Views([view('packets', []), view('graph', [])]);
    expect(views.named('timeline').name).toBe('packets');
  });
});
