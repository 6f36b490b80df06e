import type { TensorReader } from '@varscope/spec';
import { DataLossError } from '@varscope/spec/errors';

/** The tensor in which an object-based checkpoint (`tf.train.Checkpoint`, SavedModel) describes its objects. */
export const OBJECT_GRAPH_KEY = '_CHECKPOINTABLE_OBJECT_GRAPH';

/** Fields of TrackableObjectGraph, its nodes, and their attributes. */
const NODES = 1;
const ATTRIBUTES = 2;
const FULL_NAME = 2;
const CHECKPOINT_KEY = 3;

/**
 * The names that the variables of an object-based checkpoint had in their graph, each with the name of its tensor.
 * @returns `null` for a checkpoint by names.
 * @throws DataLossError when the description cannot be read.
 */
export async function objectGraphKeys(reader: TensorReader): Promise<ReadonlyMap<string, string> | null> {
  if (!reader.tensors.has(OBJECT_GRAPH_KEY)) return null;
  const [graph] = await reader.read({ name: OBJECT_GRAPH_KEY });
  if (!(graph instanceof Uint8Array)) throw new DataLossError('The object graph is no string.', { variable: OBJECT_GRAPH_KEY });
  const keys = new Map<string, string>();
  for (const node of messagesIn(graph, NODES)) {
    for (const attribute of messagesIn(node, ATTRIBUTES)) {
      const [[name], [key]] = [textsIn(attribute, FULL_NAME), textsIn(attribute, CHECKPOINT_KEY)];
      if (name !== undefined && key !== undefined) keys.set(name, key);
    }
  }
  return keys;
}

function textsIn(message: Uint8Array, field: number): string[] {
  return messagesIn(message, field).map((bytes) => new TextDecoder().decode(bytes));
}

/** The values of a field that is bytes, a string or a message; other fields are passed over. */
function messagesIn(message: Uint8Array, field: number): Uint8Array[] {
  const found: Uint8Array[] = [];
  const input = { message, position: 0 };
  while (input.position < message.length) {
    const tag = varint(input);
    const length = lengthOf(tag & 7, input);
    if (input.position + length > message.length) throw damaged();
    if (tag >>> 3 === field && (tag & 7) === 2) found.push(message.subarray(input.position, input.position + length));
    input.position += length;
  }
  return found;
}

interface Input {
  readonly message: Uint8Array;
  position: number;
}

/** How many bytes the value of a field takes from here, by its wire type; a varint is read instead. */
function lengthOf(wireType: number, input: Input): number {
  if (wireType === 2) return varint(input);
  if (wireType === 1) return 8;
  if (wireType === 5) return 4;
  if (wireType !== 0) throw damaged();
  varint(input);
  return 0;
}

/** Numbers beyond 2³² are neither tags nor lengths here, and only passed over. */
function varint(input: Input): number {
  let value = 0;
  for (let index = 0; index < 10; index++) {
    const byte = input.message[input.position++];
    if (byte === undefined) throw damaged();
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return value;
  }
  throw damaged();
}

function damaged(): DataLossError {
  return new DataLossError('The object graph of the checkpoint is damaged.', { variable: OBJECT_GRAPH_KEY });
}
