import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { add, memory, mul, reshape, scalar, tensor, tidy, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import { asTensor, isPartitionedVariable, type CustomGetter } from '@varscope/spec';
import { describe, expect, it } from 'vitest';
import { transformingGetter } from '../transforming-getter.js';
import { customGetterChecks, type CustomGetterCheckOptions } from './custom-getter-checks.js';

const double = transformingGetter((value) => mul(value, 2));

/** What the checks say of a getter, by the name of the check; nothing of the checks that it passes. */
function complaints(create: () => CustomGetter, options?: CustomGetterCheckOptions): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { name, run } of customGetterChecks(create, options)) {
    const before = memory().numTensors;
    tidy(() => {
      try {
        run();
      } catch (error) {
        found[name] = (error as Error).message;
      }
    });
    expect(memory().numTensors).toBe(before);
  }
  return found;
}

it('has nothing to say of a getter that does everything right', () => {
  expect(complaints(() => double)).toEqual({});
  expect(complaints(() => (getter, name, options) => getter(name, options))).toEqual({});
});

describe('complains of a getter that', () => {
  it('changes the shape', () => {
    const flat = transformingGetter((value) => reshape(value, [-1]));
    const found = complaints(() => flat);
    expect(found['gives kernels, vectors and scalars the shape that was asked for']).toContain('shape [1] for a variable of shape []');
    expect(found['takes a tensor from a getter inside of it']).toContain('shape [24] when it got a tensor of shape [6,4]');
  });

  it('gives nothing', () => {
    expect(Object.values(complaints(() => () => null))).toContain('The custom getter gave nothing.');
  });

  it('forgets options of the request', () => {
    const forgetful: CustomGetter = (getter, name, { shape, initializer, reuse }) => getter(name, { shape, initializer, reuse });
    expect(complaints(() => forgetful)).toMatchObject({
      'passes the request on': 'The custom getter did not pass on regularizer, trainable, collections, constraint of the request.',
    });
  });

  it('changes an option, unless it says so', () => {
    const freezing: CustomGetter = (getter, name, options) => getter(name, { ...options, trainable: false });
    expect(complaints(() => freezing)).toEqual({
      'passes the request on': 'The custom getter did not pass on trainable of the request.',
    });
    expect(complaints(() => freezing, { changes: ['trainable'] })).toEqual({});
  });

  it('makes new variables when it is called again', () => {
    const counting = (): CustomGetter => {
      let calls = 0;
      return (getter, name, options) => getter(`${name}_${++calls}`, options);
    };
    const found = complaints(counting);
    expect(found['finds its variables again with AUTO_REUSE']).toContain('model/kernel_1 first and for model/kernel_2 again');
    expect(found['finds its variables again when they are reused']).toContain('does not exist');
  });

  it('gives what an outer getter cannot rely on', () => {
    const growing = (): CustomGetter => {
      let calls = 0;
      return transformingGetter((value) => mul(value, ++calls));
    };
    expect(complaints(growing)).toEqual({
      'composes with a getter outside of it': 'The custom getter gave other values to a getter outside of it.',
    });
  });

  it('needs a variable inside', () => {
    const assigning: CustomGetter = (getter, name, options) => {
      const found = getter(name, options);
      if (!isPartitionedVariable(found)) (found as Variable).assign(found as Variable);
      return found;
    };
    expect(Object.keys(complaints(() => assigning))).toContain('takes a tensor from a getter inside of it');
  });

  it('takes a partitioned variable for a tensor, or only one shard', () => {
    const check = 'gives a partitioned variable what it gives a whole one';
    const blind: CustomGetter = (getter, name, options) => tidy(() => mul(getter(name, options) as Tensor, 2));
    expect(Object.keys(complaints(() => blind))).toEqual([check]);
    const firstShard: CustomGetter = (getter, name, options) => {
      const found = getter(name, options);
      return isPartitionedVariable(found) ? [...found][0] : found;
    };
    expect(complaints(() => firstShard)).toEqual({
      [check]: 'The custom getter gave other values than for a variable that is not partitioned.',
    });
  });

  it('stops gradients, unless it says so, and one that says so and does not', () => {
    const detached: CustomGetter = (getter, name, options) =>
      tidy(() => {
        const value = asTensor(getter(name, options) as Tensor);
        return tensor(value.dataSync(), value.shape);
      });
    expect(complaints(() => detached)).toEqual({
      'lets gradients pass to every trainable variable that it gets': 'The custom getter let no gradient pass to model/kernel:0.',
    });
    expect(complaints(() => detached, { gradients: 'stop' })).toEqual({});
    expect(complaints(() => double, { gradients: 'stop' })).toEqual({
      'lets no gradient pass': 'The custom getter let gradients pass to model/kernel:0.',
    });
  });

  it('has gradients that are not finite', () => {
    const broken = transformingGetter((value) => mul(value, Infinity));
    expect(complaints(() => broken)['lets gradients pass to every trainable variable that it gets']).toContain('not finite');
  });

  it('leaves tensors behind', () => {
    const untidy: CustomGetter = (getter, name, options) => add(mul(asTensor(getter(name, options) as Tensor), 2), 1);
    const found = complaints(() => untidy);
    expect(found['leaves behind no tensor but the one it gives']).toMatch(/left \d tensors behind/);
  });

  it('leaves tensors behind when it fails, or hides the failure', () => {
    const check = 'leaves no tensor behind when the getter that it calls throws';
    const early: CustomGetter = (getter, name, options) => {
      const two = scalar(2);
      const found = getter(name, options);
      two.dispose();
      return found;
    };
    expect(complaints(() => early)).toEqual({ [check]: "The custom getter left 1 tensors behind when the getter's call 1 failed." });
    const hiding: CustomGetter = (getter, name, options) => {
      try {
        return getter(name, options);
      } catch {
        return null;
      }
    };
    expect(complaints(() => hiding)[check]).toBe("The custom getter did not pass on the error of the getter's call 1.");
  });
});
