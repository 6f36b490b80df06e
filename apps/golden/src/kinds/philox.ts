import { philox } from '@varscope/random';
import { expectSame, type RecordedCase } from '@varscope/recorded-cases';
import type { RecordedFile } from '../recorded.js';

interface PhiloxCase {
  readonly id: string;
  readonly key: readonly string[];
  readonly counter: readonly string[];
  readonly blocks: readonly (readonly string[])[];
}

/** `"kind": "philox"`: the words of four blocks. */
export function philoxCases(file: RecordedFile): RecordedCase[] {
  return (file.cases as readonly PhiloxCase[]).map((recorded) => ({ id: recorded.id, check: () => check(recorded) }));
}

function check({ key, counter, blocks }: PhiloxCase): void {
  const start = counter.reduceRight((sum, word) => (sum << 32n) | BigInt(`0x${word}`), 0n);
  blocks.forEach((expected, block) => {
    const words = new Uint32Array(4);
    philox(Uint32Array.of(...key.map((word) => Number.parseInt(word, 16)), ...counterWords(start + BigInt(block))), words);
    expectSame(`block ${block}`, expected, Array.from(words, (word) => word.toString(16).padStart(8, '0')));
  });
}

function counterWords(counter: bigint): number[] {
  return [0n, 32n, 64n, 96n].map((shift) => Number((counter >> shift) & 0xffffffffn));
}
