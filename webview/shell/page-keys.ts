/** A part of the page that F6 goes to. */
export interface Pane {
  readonly element: HTMLElement;
  focus(): void;
}

export interface PageKeysOptions {
  readonly page: HTMLElement;
  focusFilter(): void;
  openFind(): void;
  findNext(backwards: boolean): void;
  explain(): void;
  showCode(): void;
  showSummary(): void;
  escape(): void;
  /** What F6 goes through, in order. */
  panes(): readonly Pane[];
}

/** Keys that work everywhere on the page; single letters only where no text is typed. */
export function listenToPageKeys(options: PageKeysOptions): void {
  options.page.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    if (act(event, options)) event.preventDefault();
  });
}

function act(event: KeyboardEvent, options: PageKeysOptions): boolean {
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== 'f' || event.shiftKey) return false;
    options.openFind();
    return true;
  }
  switch (event.key) {
    case 'F3':
      options.findNext(event.shiftKey);
      return true;
    case 'F6':
      nextPane(event, options);
      return true;
    case 'Escape':
      options.escape();
      return true;
  }
  if (isTyping(event)) return false;
  if (event.key === '/') options.focusFilter();
  else if (event.key === 'e' || event.key === 'E') options.explain();
  else if (event.key === 's' || event.key === 'S') options.showSummary();
  else if (event.key === 'c' || event.key === 'C') options.showCode();
  else return false;
  return true;
}

function nextPane({ target, shiftKey }: KeyboardEvent, { panes }: PageKeysOptions): void {
  const list = panes();
  const at = list.findIndex(({ element }) => target instanceof Node && element.contains(target));
  const step = shiftKey ? -1 : 1;
  list[(Math.max(0, at) + step + list.length) % list.length].focus();
}

/** Letters belong to text fields, and to a list of choices, which jumps to the choice that begins with them. */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement
  ) {
    return true;
  }
  return target.closest('[role="combobox"], [role="listbox"]:not(.ladder-host)') !== null;
}
