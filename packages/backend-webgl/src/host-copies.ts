import { engine, type Variable } from '@tensorflow/tfjs-core';
import { DATA_AT_HOME, type HasDataAtHome } from '@varscope/spec';
import type { HostValues, WebglInternals } from './webgl-internals.js';

/** The values of the variables on a backend, in the memory of the processor. */
export interface HostCopies {
  /** Resolves when the copies are those of the values that the variables have now. */
  synchronize(): Promise<void>;
  /** The last copy; `undefined` where there is none. */
  find(variable: Variable): HostValues | undefined;
}

interface Copy {
  readonly dataId: object;
  readonly values: HostValues;
}

/** In place of the data of a variable without a value. */
const NO_DATA = {};

/** Tensors of up to so many elements stay in the memory of the processor when they go into a texture. */
const SMALL = 4096;

/**
 * Copies every variable on the backend after it was created or assigned. All that changed until the code that runs comes
 * to an end is read together, and the copies are replaced together: they are of one moment. Small constants, such as the
 * learning rate of an optimizer of tfjs, keep the values that they were made of.
 */
export function keepHostCopies(backend: WebglInternals): HostCopies {
  const copies = new WeakMap<Variable, Copy>();
  let running: Promise<void> | null = null;
  let isStale = false;

  async function copyWhileStale(): Promise<void> {
    await Promise.resolve(); // so that all variables of a training step are assigned
    while (isStale) {
      isStale = false;
      const changed = variablesOn(backend).filter((variable) => copies.get(variable)?.dataId !== dataOf(variable));
      const found = await Promise.all(changed.map(async (variable) => {
        const dataId = dataOf(variable);
        const values = await backend.read(dataId);
        return [variable, { dataId, values }] as const;
      }));
      for (const [variable, copy] of found) copies.set(variable, copy);
    }
  }

  function refresh(): Promise<void> {
    isStale = true;
    running ??= copyWhileStale().finally(() => {
      running = null;
    });
    return running;
  }

  // Creating and assigning a variable counts one more holder of its data, and so do operations that share data.
  const incRef = backend.incRef.bind(backend);
  backend.incRef = (dataId) => {
    incRef(dataId);
    refresh().catch(() => undefined); // the context was lost; the last copies stay
  };
  const uploadToGPU = backend.uploadToGPU.bind(backend);
  backend.uploadToGPU = (dataId) => {
    const data = backend.texData.get(dataId);
    const { values } = data;
    uploadToGPU(dataId);
    if (values && values.length <= SMALL) data.values = values; // tfjs lets them go
  };
  return { synchronize: refresh, find: (variable) => copies.get(variable)?.values };
}

/** The variables whose values the backend holds; complex ones, which are two textures, are left out. */
export function variablesOn(backend: WebglInternals): Variable[] {
  const { registeredVariables, tensorInfo } = engine().state;
  return Object.values(registeredVariables).filter((variable) =>
    variable.dtype !== 'complex64' && (tensorInfo.get(dataOf(variable))?.backend as unknown) === backend);
}

/** The data of a variable where its value stays; `dataId` may be that of a copy for the current backend. */
export function dataOf(variable: Variable & HasDataAtHome): object {
  const data = variable[DATA_AT_HOME];
  return data === undefined ? variable.dataId : data ?? NO_DATA;
}
