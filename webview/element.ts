/** How an element is made here: never from markup, always from values. */
export interface ElementOptions {
  readonly class?: string;
  readonly id?: string;
  readonly text?: string;
  readonly title?: string;
  readonly role?: string;
  /** aria-label */
  readonly label?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly on?: { readonly [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };
}

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options: ElementOptions = {},
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  applyOptions(made, options);
  made.append(...children);
  return made;
}

export function applyOptions(target: HTMLElement, options: ElementOptions): void {
  if (options.class !== undefined) target.className = options.class;
  if (options.id !== undefined) target.id = options.id;
  if (options.text !== undefined) target.textContent = options.text;
  if (options.title !== undefined) target.title = options.title;
  if (options.role !== undefined) target.setAttribute('role', options.role);
  if (options.label !== undefined) target.setAttribute('aria-label', options.label);
  for (const [name, value] of Object.entries(options.attributes ?? {})) target.setAttribute(name, value);
  for (const [name, listener] of Object.entries(options.on ?? {})) {
    target.addEventListener(name, listener as EventListener);
  }
}

/** Writes text only where it differs: most cells of a scrolled list stay as they are. */
export function setText(target: Node, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

export function setTitle(target: HTMLElement, title: string): void {
  if (target.title !== title) target.title = title;
}
