import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { UnimplementedError } from '@varscope/spec/errors';

/** A backend that is guarded, and whether its synchronous reads are right: `null` until the first one. */
interface GuardedBackend {
  [ARE_RIGHT]?: boolean | null;
}

const ARE_RIGHT = Symbol.for('varscope.backend-webgpu.synchronous-reads');

/** Numbers that fill two rows of the canvas that tfjs reads by, of 256 pixels each, and a part of a third. */
const COUNT = 612;

/**
 * Has a backend throw an `UnimplementedError` where it would read other values than it computed. tfjs reads without
 * waiting by way of a canvas, of which a browser may give zeros, or other colours than were drawn. So the first such read
 * reads known bytes before. Not the start of the backend does: in headless Chromium the canvas has ended the process of
 * graphics, and with it the device, which a program that only awaits values never needs to find out.
 *
 * Values that lie in the memory of the processor too can always be read.
 */
export function guardSynchronousReads(backend: WebGPUBackend): void {
  const state: GuardedBackend = backend as GuardedBackend; // nobody else has the symbol
  if (state[ARE_RIGHT] !== undefined) return;
  state[ARE_RIGHT] = null;
  const readSync = backend.readSync.bind(backend);
  backend.readSync = (dataId) => {
    const { values, dtype } = backend.tensorMap.get(dataId);
    const isRead = values || dtype === 'string' || dtype === 'complex64'; // the parts of complex numbers come here by themselves
    if (!isRead && !(state[ARE_RIGHT] ??= readsKnownBytes(backend, readSync))) throw wrongReads();
    return readSync(dataId);
  };
}

/** Whether every byte of a buffer on the device is read as it is. */
function readsKnownBytes(backend: WebGPUBackend, readSync: WebGPUBackend['readSync']): boolean {
  const bytes = Uint8Array.from({ length: 4 * COUNT }, (_, index) => index * 37 + (index >> 8) * 101);
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
  try {
    const buffer = backend.device.createBuffer({ size: bytes.length, usage, mappedAtCreation: true });
    new Uint8Array(buffer.getMappedRange()).set(bytes);
    buffer.unmap();
    const tensor = backend.createTensorFromGPUData({ buffer, zeroCopy: true }, [COUNT], 'int32');
    try {
      const found = readSync(tensor.dataId) as Int32Array; // as is the dtype
      return new Uint8Array(found.buffer).every((byte, index) => byte === bytes[index]);
    } finally {
      tensor.dispose();
      buffer.destroy();
    }
  } catch {
    return false; // no such canvas here, or none that may be read
  }
}

function wrongReads(): UnimplementedError {
  return new UnimplementedError('The webgpu backend cannot read without waiting here: the browser gives other values than were computed.', {
    expected: 'await tensor.data(), or await tensor.array()',
    found: 'dataSync() or arraySync(), or an op that reads so',
  });
}
