import type { Terminal } from '../terminal.js';

/** Lines of help longer than this are hard to read. */
const MOST_COLUMNS = 100;

/** How wide help is. */
export function helpWidth({ columns }: Terminal): number {
  return Math.min(columns, MOST_COLUMNS);
}

/** What help says below the options: paragraphs, and examples, which are not broken into lines. */
export function helpNotes(terminal: Terminal, paragraphs: readonly string[], examples: readonly string[] = []): string {
  const width = helpWidth(terminal);
  const shown = examples.length === 0 ? [] : [['Examples:', ...examples.map((example) => `  $ varscope ${example}`)].join('\n')];
  return `\n${[...paragraphs.map((text) => wrap(text, width)), ...shown].join('\n\n')}`;
}

function wrap(text: string, width: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1]!;
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}
