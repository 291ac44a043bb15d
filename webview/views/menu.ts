/** Lists of which VS Code's context menu offers what can be done with a row: `webview/context` in package.json names them. */
export type MenuSection = 'packets' | 'connections' | 'explanation';

/** Has the context menu of an element offer what fits the section; Cut and Paste only where text can be selected. */
export function offerMenu(element: HTMLElement, webviewSection: MenuSection): void {
  const preventDefaultContextMenuItems = webviewSection !== 'explanation';
  element.dataset.vscodeContext = JSON.stringify({ webviewSection, preventDefaultContextMenuItems });
}
