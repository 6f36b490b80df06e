import {
  GatherNd, gatherND, greater, onesLike, ScatterNd, scatterND, TensorScatterUpdate, zerosLike, type GradConfig, type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';
import { choose } from '../corrected/choose.js';

/** The gradients of reading and writing at given indices: the one is the other's. */
export const gatherNdGradients: readonly GradConfig[] = [
  {
    kernelName: GatherNd,
    inputsToSave: ['params', 'indices'],
    gradFunc: (dy, saved) => {
      const [params, indices] = saved as [Tensor, Tensor]; // as named above
      return { params: () => scatterND(indices as Tensor1D, dy as Tensor, params.shape) }; // of any rank; one output
    },
  },
  {
    kernelName: ScatterNd,
    inputsToSave: ['indices'],
    gradFunc: (dy, [indices]) => ({ updates: () => gatherND(dy as Tensor, indices!) }), // it has one output
  },
  {
    kernelName: TensorScatterUpdate,
    inputsToSave: ['indices', 'updates'],
    gradFunc: (gradient, saved) => {
      const [indices, updates] = saved as [Tensor, Tensor]; // as named above
      const dy = gradient as Tensor; // it has one output
      return {
        // not by the same op, which on `cpu` writes into the tensor that it is given
        tensor: () => choose(greater(scatterND(indices as Tensor1D, onesLike(updates), dy.shape), 0), zerosLike(dy), dy), // of any rank
        updates: () => gatherND(dy, indices),
      };
    },
  },
];
