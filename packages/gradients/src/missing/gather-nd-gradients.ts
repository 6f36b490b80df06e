import {
  GatherNd, gatherND, ScatterNd, scatterND, tensorScatterUpdate, TensorScatterUpdate, zerosLike, type GradConfig, type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';

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
    gradFunc: (dy, saved) => {
      const [indices, updates] = saved as [Tensor, Tensor]; // as named above
      return {
        tensor: () => tensorScatterUpdate(dy as Tensor, indices, zerosLike(updates)), // it has one output
        updates: () => gatherND(dy as Tensor, indices),
      };
    },
  },
];
