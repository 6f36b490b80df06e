// Writes checkpoints of every kind with @varscope/tensor-bundle, each with a manifest.json of what is in it, for verify.py:
// node tools/verify-checkpoints/write.mjs DIR
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('../../packages/spec/src/index.js').TensorToWrite} TensorToWrite */
/** @typedef {import('../../packages/spec/src/index.js').TensorSlice} TensorSlice */
/** @typedef {import('../../packages/spec/src/index.js').StoredDType} StoredDType */

const [target] = process.argv.slice(2);
if (target === undefined) throw new Error('Usage: node tools/verify-checkpoints/write.mjs DIR');
const built = new URL('../../packages/tensor-bundle/dist/index.js', import.meta.url).href;
/** @type {typeof import('../../packages/tensor-bundle/src/index.js')} */
const { writeTensorBundle } = await import(built);

/** @type {readonly (readonly [StoredDType, number])[]} */
const DTYPES = [
  ['float16', 2], ['bfloat16', 2], ['float32', 4], ['float64', 8], ['int8', 1], ['int16', 2], ['int32', 4], ['int64', 8], ['uint8', 1],
  ['uint16', 2], ['uint32', 4], ['uint64', 8], ['bool', 1], ['complex64', 8], ['complex128', 16], ['qint8', 1], ['quint8', 1],
  ['qint16', 2], ['quint16', 2], ['qint32', 4], ['float8_e5m2', 1], ['float8_e4m3fn', 1], ['int4', 1], ['uint4', 1],
];
let state = 1;

await write('dtypes', DTYPES.flatMap(([dtype, size]) => [
  whole(`${dtype}/vector`, dtype, size, [17]), whole(`${dtype}/scalar`, dtype, size, []), whole(`${dtype}/empty`, dtype, size, [3, 0]),
]));
await write('strings', [
  strings('scalar', [], ['α']), strings('some', [2, 2], ['', 'one', '\0\xff', 'x'.repeat(70_000)]), strings('none', [0], []),
]);
await write('slices', [
  ...tiles('rows', 'float32', 4, [10, 3], [[0, 4, 7, 10], [0, 3]]), ...tiles('columns', 'int64', 8, [3, 9], [[0, 3], [0, 1, 9]]),
  ...tiles('blocks', 'bfloat16', 2, [6, 5, 4], [[0, 2, 6], [0, 4, 5], [0, 1, 4]]).reverse(),
  ...tiles('far', 'uint8', 1, [20_000, 2], [[0, 64, 8191, 8192, 20_000], [0, 2]]),
  ...tiles('one', 'float64', 8, [2, 2], [[0, 2], [0, 2]]), ...tiles('a\u00ff/b', 'bool', 1, [4], [[0, 1, 4]]),
]);
await write('shards', Array.from({ length: 40 }, (_, i) => whole(`v${i}`, 'float32', 4, [i, 3])), { numShards: 7, shardOf: (_, i) => i % 5 });
await write('many', Array.from({ length: 20_000 }, (_, i) => whole(`model/layer_${i % 100}/dense/kernel_${i}`, 'float32', 4, [i % 9])));
await write('large', [whole('large', 'float32', 4, [3_000_001]), whole('small', 'float32', 4, [1]), whole('medium', 'float32', 4, [400_000])]);
await write('overwritten', [whole('old', 'float32', 4, [5])]);
await write('overwritten', [whole('new', 'float32', 4, [6])]);

/**
 * @param {string} name
 * @param {readonly TensorToWrite[]} tensors
 * @param {import('../../packages/tensor-bundle/src/index.js').WriteTensorBundleOptions} [options]
 */
async function write(name, tensors, options) {
  const folder = join(/** @type {string} */ (target), name);
  mkdirSync(folder, { recursive: true });
  await writeTensorBundle(join(folder, 'model.ckpt'), tensors, options);
  const pieces = tensors.map(({ name: tensor, dtype, shape, slice, data }) => {
    if (typeof data === 'function') throw new Error('data are given as they are here');
    const values = data instanceof Uint8Array ? base64(data) : data.map(base64);
    return { name: tensor, dtype, shape, slice: slice ?? null, data: values };
  });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(pieces));
  console.log(`${name}: ${tensors.length} tensors and slices`);
}

/** @param {string} name @param {StoredDType} dtype @param {number} size @param {readonly number[]} shape @returns {TensorToWrite} */
function whole(name, dtype, size, shape) {
  return { name, dtype, shape, data: numbers(dtype, shape.reduce((product, length) => product * length, size)) };
}

/** @param {string} name @param {readonly number[]} shape @param {readonly string[]} values @returns {TensorToWrite} */
function strings(name, shape, values) {
  return { name, dtype: 'string', shape, data: values.map((value) => new Uint8Array(Buffer.from(value))) };
}

/**
 * Every block between the cuts of the axes.
 * @param {string} name @param {StoredDType} dtype @param {number} size @param {readonly number[]} shape
 * @param {readonly (readonly number[])[]} cuts
 * @returns {TensorToWrite[]}
 */
function tiles(name, dtype, size, shape, cuts) {
  /** @type {TensorSlice[]} */
  let slices = [{ offset: [], shape: [] }];
  for (const axis of cuts) {
    slices = slices.flatMap((slice) => axis.slice(1).map((end, i) => {
      const start = /** @type {number} */ (axis[i]);
      return { offset: [...slice.offset, start], shape: [...slice.shape, end - start] };
    }));
  }
  return slices.map((slice) => ({ ...whole(name, dtype, size, slice.shape), shape, slice }));
}

/** Bytes at random, of which the elements are ones that the dtype has. @param {StoredDType} dtype @param {number} length */
function numbers(dtype, length) {
  const mask = dtype === 'bool' ? 1 : dtype === 'int4' || dtype === 'uint4' ? 15 : 255;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 24) & mask;
  });
}

/** @param {Uint8Array} bytes */
function base64(bytes) {
  return Buffer.from(bytes).toString('base64');
}
