import { describe, expect, it } from 'vitest';
import { byteSizeLoadFn } from './byte-size-load-fn.js';
import { greedyLoadBalancingStrategy } from './greedy-load-balancing-strategy.js';

const variable = (shape: readonly number[]) =>
  ({ name: 'v', type: 'VarHandleOp', device: '', shape, dtype: 'float32' }) as const;

describe('greedyLoadBalancingStrategy', () => {
  it('takes the first of the least loaded tasks', () => {
    const choose = greedyLoadBalancingStrategy(3, byteSizeLoadFn);
    expect([[10], [2], [4], [3], [1]].map((shape) => choose(variable(shape)))).toEqual([0, 1, 2, 1, 2]);
  });

  it('balances resource variables by their size, where TensorFlow sees handles without one', () => {
    const choose = greedyLoadBalancingStrategy(2, byteSizeLoadFn);
    expect([[100], [1], [1], [1]].map((shape) => choose(variable(shape)))).toEqual([0, 1, 1, 1]);
  });
});
