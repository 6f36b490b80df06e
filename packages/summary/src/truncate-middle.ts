import { displayWidth, graphemes, graphemeWidth } from './display-width.js';

/**
 * Text of at most `width` columns: what is too long loses its middle, for which an ellipsis stands. The ends of names
 * tell them apart; the end gets the odd column.
 */
export function truncateMiddle(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  const all = graphemes(text);
  const start = takeColumns(all, Math.floor((width - 1) / 2));
  const end = takeColumns([...all].reverse(), Math.ceil((width - 1) / 2)).reverse();
  return `${start.join('')}…${end.join('')}`;
}

/** As many graphemes from the start as fit into `width` columns. */
function takeColumns(all: readonly string[], width: number): string[] {
  let used = 0;
  const end = all.findIndex((grapheme) => (used += graphemeWidth(grapheme)) > width);
  return all.slice(0, end === -1 ? all.length : end);
}
