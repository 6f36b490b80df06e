import { ArgumentTypeError, DeviceSpecError } from '@varscope/spec/errors';
import { describe, expect, it } from 'vitest';
import type { DeviceFunction, DeviceOperation } from './device-function.js';
import { pushDevice } from './push-device.js';
import { resolveDevice } from './resolve-device.js';

const operation = { name: 'layer/v', type: 'VarHandleOp', shape: [2, 3], dtype: 'int32' } as const;

describe('resolveDevice', () => {
  it('is empty outside of all scopes', () => {
    expect(resolveDevice(null, operation)).toBe('');
  });

  it('tells a device function the op and what was chosen further in', () => {
    const seen: DeviceOperation[] = [];
    const watch: DeviceFunction = (each) => {
      seen.push(each);
      return '/task:5';
    };
    const stack = pushDevice(pushDevice(pushDevice(null, '/job:ps'), watch), '/cpu:0');
    expect(resolveDevice(stack, operation)).toBe('/job:ps/task:5');
    expect(seen).toEqual([{ ...operation, device: '/device:CPU:0' }]);
  });

  it('explains a device function that returns nothing', () => {
    const stack = pushDevice(null, () => undefined as never); // a call from JavaScript
    expect(() => resolveDevice(stack, operation)).toThrow(ArgumentTypeError);
    expect(() => resolveDevice(stack, operation)).toThrow('Expected binary or unicode string, got None');
  });

  it('refuses a bad string from the outermost function, too', () => {
    expect(() => resolveDevice(pushDevice(null, () => 'nonsense'), operation)).toThrow(DeviceSpecError);
  });
});
