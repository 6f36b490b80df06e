import type { Frame } from '@varscope/store';

/** `name`, or the first of `name_1`, `name_2`, … that no variable scope below the current one has been opened with. */
export function uniqueScopeName(frame: Frame, name: string): string {
  if (frame.counts.count(name) === 0) return name;
  let i = 1;
  while (frame.counts.count(`${name}_${i}`) > 0) i++;
  return `${name}_${i}`;
}
