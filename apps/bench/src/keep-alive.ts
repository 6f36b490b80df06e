const held: { value: unknown } = { value: undefined };

/** Uses a value in a way that no compiler can see through, so that what computed it is not left out. */
export function keepAlive(value: unknown): void {
  held.value = value;
}
