/**
 * The one door to the control library, so that replacing it is one file: `@vscode/webview-ui-toolkit` is archived
 * and the tag names of `@vscode-elements/elements` are nearly the same. Only what the page uses is registered.
 */
import {
  type Button,
  type Checkbox,
  type Dropdown,
  type Option,
  type ProgressRing,
  provideVSCodeDesignSystem,
  type TextField,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeLink,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { applyOptions, type ElementOptions } from './element';

export type { Button, Checkbox, Dropdown, ProgressRing, TextField };

export function registerControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeLink(),
    vsCodeOption(),
    vsCodeProgressRing(),
    vsCodeTextField(),
  );
}

interface ControlNames {
  'vscode-button': Button;
  'vscode-checkbox': Checkbox;
  'vscode-dropdown': Dropdown;
  'vscode-link': HTMLElement;
  'vscode-option': Option;
  'vscode-progress-ring': ProgressRing;
  'vscode-text-field': TextField;
}

function control<K extends keyof ControlNames>(tag: K, options: ElementOptions): ControlNames[K] {
  const made = document.createElement(tag) as unknown as ControlNames[K] & HTMLElement;
  applyOptions(made, options);
  return made;
}

export function button(
  text: string,
  pressed: () => void,
  options: ElementOptions & { appearance?: 'primary' | 'secondary' } = {},
): Button {
  const made = control('vscode-button', { ...options, text });
  made.setAttribute('appearance', options.appearance ?? 'secondary');
  made.addEventListener('click', pressed);
  return made;
}

export function textField(options: ElementOptions & { placeholder: string }): TextField {
  const made = control('vscode-text-field', options);
  made.setAttribute('placeholder', options.placeholder);
  made.setAttribute('size', '1');
  made.setAttribute('spellcheck', 'false');
  return made;
}

/** Puts the cursor into a field, with its text selected to be typed over. */
export function focusText(field: TextField): void {
  field.focus();
  field.control?.select();
}

export function checkbox(text: string, checked: boolean, changed: (checked: boolean) => void): Checkbox {
  const made = control('vscode-checkbox', { text });
  made.checked = checked;
  made.addEventListener('change', () => changed(made.checked));
  return made;
}

export function dropdown<Value extends string>(
  label: string,
  choices: readonly (readonly [value: Value, text: string])[],
  current: Value,
  changed: (value: Value) => void,
): Dropdown {
  const made = control('vscode-dropdown', { label, title: label });
  for (const [value, text] of choices) {
    const option = control('vscode-option', { text, attributes: { value } });
    if (value === current) option.setAttribute('selected', '');
    made.append(option);
  }
  made.addEventListener('change', () => changed(made.value as Value));
  return made;
}

/** A link that acts inside the page; a real one cannot be pressed with the keyboard without an address. */
export function actionLink(text: string, pressed: () => void, options: ElementOptions = {}): HTMLElement {
  const made = control('vscode-link', { ...options, text, attributes: { href: '#', ...options.attributes } });
  made.addEventListener('click', (event) => {
    event.preventDefault();
    pressed();
  });
  return made;
}

export function progressRing(label: string): ProgressRing {
  return control('vscode-progress-ring', { label, class: 'ring' });
}
