import { concat, gather, reshape, tensor1d, tidy, type Tensor, type TensorLike } from '@tensorflow/tfjs-core';
import { isPartitionedVariable, type PartitionedVariableLike } from '@varscope/spec';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { indexTensor } from './index-tensor.js';

/** How ids are spread over the shards: `mod` deals them out in turn, `div` gives every shard a contiguous range. */
export type PartitionStrategy = 'mod' | 'div';

/** Where an id is found. */
interface Place {
  readonly shard: number;
  readonly row: number;
}

/**
 * Rows of an embedding that is one tensor or several shards along axis 0: a new tensor of the shape of `ids` followed
 * by that of a row, owned by the caller. Gradients reach every shard that a row came from, and no shard is copied as a
 * whole. The ids are read back, as tfjs has no dynamic partition. `tf.nn.embedding_lookup`.
 * @param ids int32, any shape.
 * @throws InvalidArgumentError when there is no shard, or an id lies outside.
 * @throws ArgumentTypeError when the ids are not int32.
 */
export function embeddingLookup(
  params: Tensor | readonly Tensor[] | PartitionedVariableLike,
  ids: Tensor | TensorLike,
  options: { readonly partitionStrategy?: PartitionStrategy } = {},
): Tensor {
  const strategy = options.partitionStrategy ?? 'mod';
  if (strategy !== 'mod' && strategy !== 'div') {
    throw new InvalidArgumentError(`Unrecognized partition strategy: ${String(strategy)}. Must be one of either \`mod\` or \`div\`.`);
  }
  const shards = shardsOf(params);
  return tidy(() => {
    const idTensor = indexTensor(ids);
    const [only, ...others] = shards;
    if (only === undefined) throw new InvalidArgumentError('Need at least one param');
    if (others.length === 0) {
      checkIds(idTensor.dataSync(), only.shape[0]);
      return gather(only, idTensor);
    }
    const places = Array.from(idTensor.dataSync(), placeFinder(shards, strategy));
    const rows = gatherFromShards(shards, places);
    return reshape(rows, [...idTensor.shape, ...only.shape.slice(1)]);
  });
}

function shardsOf(params: Tensor | readonly Tensor[] | PartitionedVariableLike): readonly Tensor[] {
  if (isPartitionedVariable(params)) return [...params];
  return Array.isArray(params) ? (params as readonly Tensor[]) : [params as Tensor];
}

/** One gather for every shard that has any of the rows, and one that puts the rows into the order of the ids. */
function gatherFromShards(shards: readonly Tensor[], places: readonly Place[]): Tensor {
  const rowsOf = shards.map((): number[] => []);
  const withinShard = places.map(({ shard, row }) => (rowsOf[shard] as number[]).push(row) - 1);
  const used = rowsOf.flatMap((rows, shard) => (rows.length > 0 ? [shard] : []));
  if (used.length === 0) return gather(shards[0] as Tensor, tensor1d([], 'int32'));
  const starts = new Map<number, number>();
  let total = 0;
  for (const shard of used) {
    starts.set(shard, total);
    total += (rowsOf[shard] as number[]).length;
  }
  const parts = used.map((shard) => gather(shards[shard] as Tensor, tensor1d(rowsOf[shard] as number[], 'int32')));
  const order = places.map(({ shard }, i) => (starts.get(shard) as number) + (withinShard[i] as number));
  return gather(parts.length === 1 ? (parts[0] as Tensor) : concat(parts, 0), tensor1d(order, 'int32'));
}

function placeFinder(shards: readonly Tensor[], strategy: PartitionStrategy): (id: number) => Place {
  const sizes = shards.map((shard) => shard.shape[0]);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (strategy === 'mod') {
    return (id) => {
      checkIds([id], total);
      const place = { shard: id % shards.length, row: Math.floor(id / shards.length) };
      checkIds([place.row], sizes[place.shard] as number);
      return place;
    };
  }
  // TensorFlow's ranges: the first `extras` shards have one row more.
  const least = Math.floor(total / shards.length);
  const extras = total % shards.length;
  return (id) => {
    checkIds([id], total);
    const shard = Math.max(Math.floor(id / (least + 1)), least === 0 ? 0 : Math.floor((id - extras) / least));
    const row = shard < extras ? id % (least + 1) : (id - extras) % least;
    checkIds([row], sizes[shard] as number);
    return { shard, row };
  };
}

function checkIds(ids: ArrayLike<number>, size: number): void {
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] as number; // i is in range
    if (!(id >= 0 && id < size)) throw new InvalidArgumentError(`indices[${i}] = ${id} is not in [0, ${size})`);
  }
}
