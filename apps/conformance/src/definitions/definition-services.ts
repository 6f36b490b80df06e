import type { Tensor } from '@tensorflow/tfjs-core';
import type { VariableCreation, VariableRequest } from 'varscope';
import type { Arguments } from '../case-format.js';

/** What definitions need of the run that they are made for. */
export interface DefinitionServices {
  /** Takes a tensor that a definition made. */
  readonly own: (tensor: Tensor) => Tensor;
  /** The options that the arguments of an `override` stand for; `T` is the caller's word for their type. */
  readonly options: <T>(args: Arguments) => T;
  /** Logs a call of a custom getter. */
  readonly logGetter: (id: string, name: string, options: VariableRequest) => void;
  /** Logs a call of a variable creator. */
  readonly logCreator: (id: string, options: VariableCreation) => void;
}
