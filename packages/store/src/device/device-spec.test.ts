import { DeviceSpecError } from '@varscope/spec/errors';
import { describe, expect, it } from 'vitest';
import { DeviceSpec } from './device-spec.js';

describe('DeviceSpec', () => {
  it('reads every part of a device string', () => {
    const spec = DeviceSpec.fromString('/job:ps/replica:0/task:1/device:GPU:2');
    expect(spec).toMatchObject({ job: 'ps', replica: 0, task: 1, deviceType: 'GPU', deviceIndex: 2 });
  });

  it('writes the short forms in full', () => {
    expect(['/cpu:0', '/gpu:*', '/GPU', ''].map((text) => DeviceSpec.fromString(text).toString())).toEqual([
      '/device:CPU:0', '/device:GPU:*', '/device:GPU:*', '',
    ]);
  });

  it('refuses integers that a number cannot hold', () => {
    expect(() => DeviceSpec.fromString('/task:99999999999999999999')).toThrow(DeviceSpecError);
    expect(() => new DeviceSpec({ task: 1.5 })).toThrow("invalid literal for int() with base 10: '1.5'");
  });

  it('names the whole string when a number in it is bad', () => {
    expect(() => DeviceSpec.fromString('/job:ps/task:one')).toThrow(/'one'\n {2}found: \/job:ps\/task:one/);
  });

  it('opens a part again when it is replaced by null', () => {
    expect(DeviceSpec.fromString('/job:ps/task:1').replace({ task: null, deviceType: 'cpu' }).toString()).toBe('/job:ps/device:CPU:*');
  });

  it('leaves the merged specifications as they were', () => {
    const outer = DeviceSpec.fromString('/job:ps');
    const inner = DeviceSpec.fromString('/cpu:0');
    expect(outer.makeMergedSpec(inner).toString()).toBe('/job:ps/device:CPU:0');
    expect([outer.toString(), inner.toString()]).toEqual(['/job:ps', '/device:CPU:0']);
  });

  it('is recognised among other values', () => {
    expect([new DeviceSpec(), '/cpu:0', null, { job: 'ps' }].map((value) => DeviceSpec.isInstance(value))).toEqual([true, false, false, false]);
  });
});
