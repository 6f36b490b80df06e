/** The bytes of a name in a file, in base64: a lone surrogate of U+DC80 to U+DCFF stands for a byte that is not UTF-8. */
export function nameBytes(name: string): string {
  const bytes = Array.from(name, (character) => {
    const code = character.codePointAt(0)!; // a character has one
    return code >= 0xdc80 && code <= 0xdcff ? Buffer.from([code - 0xdc00]) : Buffer.from(character);
  });
  return Buffer.concat(bytes).toString('base64');
}
