import type { IrFunction } from './instruction';

/** Whether a person means this function: by its name, or by the last of the names that lead to it, as `Client.connect`. */
export function isNamed({ name, path = [name] }: IrFunction, wanted: string): boolean {
  const asked = wanted.split('.');
  const last = path.slice(-asked.length);
  return name === wanted || (last.length === asked.length && last.every((each, at) => each === asked[at]));
}
