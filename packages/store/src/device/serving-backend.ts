import type { KernelBackend } from '@tensorflow/tfjs-core';
import { SERVED_DEVICES, type ServesDevices } from '@varscope/spec';
import { startedBackends } from '../engine.js';

/** What a backend serves of which no adapter says anything. */
const UNSAID = ['/device:CPU:0'];

/** A device of this process: its type in upper case, and its index; `*` where any will do. */
interface LocalDevice {
  readonly type: string;
  readonly index: string;
}

/**
 * The backend that serves a device of this process, the current one first; `undefined` for a device string that names
 * no type, or another process, or a device that no backend serves which has started.
 */
export function servingBackend(device: string): KernelBackend | undefined {
  const wanted = localDevice(device);
  return wanted === null ? undefined : startedBackends().find((backend) => serves(backend, wanted));
}

function serves(backend: KernelBackend & ServesDevices, { type, index }: LocalDevice): boolean {
  return (backend[SERVED_DEVICES] ?? UNSAID).some((name) => {
    const served = localDevice(name);
    return served?.type === type && (index === '*' || served.index === index);
  });
}

/** As TensorFlow does for a device without a cluster: the process is `/job:localhost/replica:0/task:0`. */
function localDevice(device: string): LocalDevice | null {
  let found: LocalDevice | null = null;
  for (const part of device.split('/')) {
    const [key = '', first = '*', second = '*'] = part.split(':');
    const isElsewhere = key === 'job' ? first !== 'localhost' : (key === 'replica' || key === 'task') && Number(first) !== 0;
    if (isElsewhere) return null;
    if (key === 'device') found = { type: first.toUpperCase(), index: second };
    else if (!PROCESS.has(key)) found = { type: key.toUpperCase(), index: first };
  }
  return found;
}

/** The parts of a device string that tell the process. */
const PROCESS: ReadonlySet<string> = new Set(['', 'job', 'replica', 'task']);
