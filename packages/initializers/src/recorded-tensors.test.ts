import '@tensorflow/tfjs-backend-cpu';
import { GraphSeeds, withSeedSource } from '@varscope/random';
import { dtypeInfo, type DType, type Shape } from '@varscope/spec';
import { expect, it } from 'vitest';
import { createInitializer, type RecordedArguments } from '../testdata/create-initializer.js';
import { hashElements } from '../../random/testdata/hash-elements.js';
import recording from '../testdata/values.json' with { type: 'json' };

// Wider than the types of the file; its `about` says how it was recorded.
const recorded = recording as unknown as {
  readonly bits: readonly (readonly [
    init: string, args: RecordedArguments, graphSeed: number | null, dtype: DType | null,
    results: readonly (readonly [shape: Shape, hash: string])[],
  ])[];
};

it('makes tensors that hold every bit that TensorFlow gives, as far as tfjs can store it', async () => {
  let compared = 0;
  for (const [init, args, seed, called, results] of recorded.bits) {
    for (const [shape, hash] of results) {
      const initializer = createInitializer(init, args);
      const dtype = called ?? (initializer.getConfig()['dtype'] as DType);
      const values = withSeedSource(new GraphSeeds({ seed }), () => initializer.values(shape, dtype));
      expect(await hashElements(values as Float32Array, dtype)).toBe(hash); // or other numbers
      const stored = dtypeInfo(dtype)?.storage;
      if (stored !== 'float32' && stored !== 'int32') continue;
      if (stored === 'int32' && Array.from(values as BigInt64Array, Number).some((value) => value !== (value | 0))) continue; // refused
      const tensor = withSeedSource(new GraphSeeds({ seed }), () => initializer(shape, dtype));
      const found: ArrayLike<number> = await tensor.data();
      tensor.dispose();
      const expected = stored === 'float32' ? Float32Array.from(values as Float64Array) : Int32Array.from(values as BigInt64Array, Number);
      expect(Array.from(found), `${init} ${JSON.stringify(args)} ${dtype}`).toEqual(Array.from(expected));
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(100);
});
