import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadCheckpoint, Saver } from '@varscope/checkpoint';
import { expectSame, type RecordedCase } from '@varscope/recorded-cases';
import { getVariable } from '@varscope/scopes';
import type { DType } from '@varscope/spec';
import { Graph } from '@varscope/store';
import type { Manifest, ObjectGraph } from './recorded.js';

/**
 * One case: a `Saver` finds the tensor of every variable by the name that the variable had in its graph; of several of one
 * name that is the last, as TensorFlow's finds it.
 */
export function objectGraphCases(path: string, { graph }: ObjectGraph): RecordedCase[] {
  const tensors = new Map<string, string>();
  for (const { attributes = [] } of graph.nodes) {
    for (const { full_name: name = '', checkpoint_key: key } of attributes) if (name !== '') tensors.set(name, key);
  }
  const { prefix = 'model.ckpt' } = JSON.parse(readFileSync(join(dirname(path), 'manifest.json'), 'utf8')) as Manifest; // written with it
  return [{ id: 'names of variables', check: () => compareTensors(join(dirname(path), prefix), tensors) }];
}

async function compareTensors(checkpoint: string, tensors: ReadonlyMap<string, string>): Promise<void> {
  const reader = await loadCheckpoint(checkpoint);
  const [shapes, dtypes] = [reader.getVariableToShapeMap(), reader.getVariableToDtypeMap()];
  await reader.close();
  const graph = new Graph({ initialization: 'deferred' });
  try {
    const { restored } = await graph.run(() => {
      for (const [name, key] of tensors) getVariable(name, shapes.get(key) ?? [], { dtype: dtypes.get(key) as DType }); // of a variable
      return new Saver().restore(checkpoint);
    });
    expectSame('tensors', Object.fromEntries(tensors), Object.fromEntries(restored.map(({ variable, tensor }) => [variable, tensor])));
  } finally {
    graph.dispose();
  }
}
