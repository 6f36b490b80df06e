/** JSON for programs, with a final line break; numbers that JSON has not are texts: "NaN", "Infinity", "-Infinity". */
export function toJson(value: unknown): string {
  const replace = (_: string, each: unknown): unknown => (typeof each === 'number' && !Number.isFinite(each) ? String(each) : each);
  return `${JSON.stringify(value, replace, 2)}\n`;
}
