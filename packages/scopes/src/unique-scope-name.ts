import type { Frame } from '@varscope/store';
import { scopeOf } from './root-scope.js';

/** `name`, or the first of `name_1`, `name_2`, … that no variable scope below the current one has been opened with. */
export function uniqueScopeName(frame: Frame, name: string): string {
  const { prefix } = scopeOf(frame);
  if (frame.counts.count(prefix + name) === 0) return name;
  let i = 1;
  while (frame.counts.count(`${prefix}${name}_${i}`) > 0) i++;
  return `${name}_${i}`;
}
