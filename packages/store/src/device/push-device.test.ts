import { ArgumentTypeError, DeviceSpecError } from '@varscope/spec/errors';
import { describe, expect, it } from 'vitest';
import { pushDevice } from './push-device.js';
import { resolveDevice } from './resolve-device.js';

const operation = { name: 'v', type: 'VarHandleOp', shape: [2], dtype: 'float32' } as const;

describe('pushDevice', () => {
  it('leaves the stack outside as it was', () => {
    const outer = pushDevice(null, '/job:ps');
    const inner = pushDevice(outer, '/task:1');
    expect([resolveDevice(outer, operation), resolveDevice(inner, operation)]).toEqual(['/job:ps', '/job:ps/task:1']);
  });

  it('hides the scopes outside behind null', () => {
    expect(resolveDevice(pushDevice(pushDevice(pushDevice(null, '/job:ps'), null), '/cpu:0'), operation)).toBe('/device:CPU:0');
  });

  it('changes nothing for an empty string', () => {
    const outer = pushDevice(null, '/job:ps');
    expect(pushDevice(outer, '')).toBe(outer);
  });

  it('refuses a bad string at once', () => {
    expect(() => pushDevice(null, '/nonsense')).toThrow(DeviceSpecError);
  });

  it('refuses what cannot be a device', () => {
    for (const value of [3, undefined, {}, ['/cpu:0']]) {
      expect(() => pushDevice(null, value as never)).toThrow(ArgumentTypeError); // a call from JavaScript
    }
  });
});
