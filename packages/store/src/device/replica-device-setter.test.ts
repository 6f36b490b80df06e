import { ArgumentTypeError, NotCallableError } from '@varscope/spec/errors';
import { describe, expect, it } from 'vitest';
import type { DeviceFunction } from './device-function.js';
import { pushDevice } from './push-device.js';
import { replicaDeviceSetter } from './replica-device-setter.js';
import { resolveDevice } from './resolve-device.js';

function place(setter: DeviceFunction | null, count: number): string[] {
  const stack = pushDevice(null, setter);
  return Array.from({ length: count }, (_, index) =>
    resolveDevice(stack, { name: `v${index}`, type: 'VarHandleOp', shape: [2], dtype: 'float32' }));
}

describe('replicaDeviceSetter', () => {
  it('spreads variables over the tasks of the cluster in turn', () => {
    const setter = replicaDeviceSetter({ cluster: { ps: ['ps0:2222', 'ps1:2222'], worker: ['worker0:2222'] } });
    expect(place(setter, 3)).toEqual(['/job:ps/task:0', '/job:ps/task:1', '/job:ps/task:0']);
  });

  it('counts for itself', () => {
    const [one, other] = [replicaDeviceSetter({ psTasks: 2 }), replicaDeviceSetter({ psTasks: 2 })];
    expect([place(one, 1), place(other, 1), place(one, 1)].flat()).toEqual(['/job:ps/task:0', '/job:ps/task:0', '/job:ps/task:1']);
  });

  it('is null without parameter servers', () => {
    expect([replicaDeviceSetter(), replicaDeviceSetter({ cluster: { worker: ['worker0:2222'] } })]).toEqual([null, null]);
  });

  it('gives the strategy the shape and dtype of the variable', () => {
    const seen: unknown[] = [];
    place(replicaDeviceSetter({ psTasks: 2, psStrategy: ({ name, shape, dtype }) => seen.push([name, shape, dtype]) }), 1);
    expect(seen).toEqual([['v0', [2], 'float32']]);
  });

  it('does not find jobs among the properties that every object has', () => {
    expect(replicaDeviceSetter({ cluster: { ps: ['ps0:2222'] }, psDevice: '/job:constructor' })).toBeNull();
    expect(place(replicaDeviceSetter({ cluster: { constructor: ['a:1', 'b:1'] }, psDevice: '/job:constructor' }), 2)).toEqual([
      '/job:constructor/task:0', '/job:constructor/task:1',
    ]);
  });

  it('refuses a cluster whose tasks are not numbered', () => {
    expect(() => replicaDeviceSetter({ cluster: { ps: { first: 'ps0:2222' } as never } })).toThrow(ArgumentTypeError); // a call from JavaScript
  });

  it('refuses a strategy that is not a function', () => {
    expect(() => replicaDeviceSetter({ psTasks: 1, psStrategy: 0 as never })).toThrow(NotCallableError); // a call from JavaScript
  });
});
