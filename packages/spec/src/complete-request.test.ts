import { expect, it } from 'vitest';
import { completeRequest } from './complete-request.js';

it('gives what is absent the defaults of TensorFlow', () => {
  expect(completeRequest({ shape: [2], trainable: false })).toEqual({
    shape: [2],
    dtype: 'float32',
    initializer: null,
    regularizer: null,
    reuse: null,
    trainable: false,
    collections: null,
    cachingDevice: null,
    partitioner: null,
    validateShape: true,
    useResource: null,
    constraint: null,
    synchronization: 'AUTO',
    aggregation: 'NONE',
  });
});

it('cannot be changed in place', () => {
  expect(Object.isFrozen(completeRequest())).toBe(true);
});
