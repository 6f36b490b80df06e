/** Control characters, marks that turn the direction of text, and halves of surrogate pairs. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Text that shows as one line in the order it is written: names come from files and from strangers, and a terminal
 * would obey the escape sequences in them. What cannot be shown becomes U+FFFD.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '\ufffd');
}
