import type { Tensor } from '@tensorflow/tfjs-core';
import type { Definition } from './case-format.js';
import { createCreator } from './definitions/create-creator.js';
import { createGetter } from './definitions/create-getter.js';
import { createInitializer } from './definitions/create-initializer.js';
import { createPartitioner } from './definitions/create-partitioner.js';
import { createRegularizer } from './definitions/create-regularizer.js';
import type { DefinitionServices } from './definitions/definition-services.js';
import { notCallable } from './definitions/not-callable.js';
import { UnknownFormError } from './unknown-form-error.js';

/** The one object that a definition stands for in a run; making it uses up no op name. */
export function define(id: string, definition: Definition, services: DefinitionServices): unknown {
  switch (definition.kind) {
    case 'initializer':
      return createInitializer(id, definition, services);
    case 'regularizer':
      return createRegularizer(id, definition);
    case 'partitioner':
      return createPartitioner(id, definition);
    case 'getter':
      return createGetter(id, definition, services);
    case 'creator':
      return createCreator(id, definition, services);
    case 'constraint':
      return definition.fn === 'identity' ? identity() : notCallable();
    default:
      throw new UnknownFormError(definition);
  }
}

/** A new identity function each time: definitions are told apart by identity. */
function identity(): (value: Tensor) => Tensor {
  return (value) => value;
}
