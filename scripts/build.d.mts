import type { BuildOptions } from 'esbuild';

export const bundles: readonly BuildOptions[];
export function copyGrammars(folder: string): void;
