/** Fails a test, and a test file, that leaves more tensors behind than it found. */
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';

// The engine itself, not the package: reading it neither loads tfjs into a test that has none nor starts a backend.
interface Engine {
  readonly state: { readonly numTensors: number };
}

function countTensors(): number {
  return (globalThis as { _tfengine?: Engine })._tfengine?.state.numTensors ?? 0;
}

function check(before: number, where: string): void {
  const leaked = countTensors() - before;
  if (leaked > 0) throw new Error(`${leaked} tensors left behind by this ${where}`);
}

let beforeFile = 0;
let beforeTest = 0;

beforeAll(() => {
  beforeFile = countTensors();
});
beforeEach(() => {
  beforeTest = countTensors();
});
afterEach(() => {
  check(beforeTest, 'test');
});
afterAll(() => {
  check(beforeFile, 'file');
});
