import type { CustomGetter, VariableRequest } from '@varscope/spec';
import { ArgumentTypeError, GetterNotCallableError, InitializerDTypeMismatchError } from '@varscope/spec/errors';
import { dtypeOfValue, resolveDistribution } from '@varscope/store';
import type { GetVariableOptions } from './get-variable-options.js';
import { requireOptions } from './require-options.js';
import type { VariableScope } from './scope.js';

/** A request with the defaults of its scope filled in. */
export interface ResolvedRequest {
  readonly fullName: string;
  readonly customGetter: CustomGetter | null;
  /** To be frozen before anybody else sees it. */
  readonly request: VariableRequest;
}

const OPTIONS: ReadonlySet<string> = new Set([
  'shape', 'dtype', 'initializer', 'regularizer', 'trainable', 'collections', 'cachingDevice', 'partitioner',
  'validateShape', 'useResource', 'customGetter', 'constraint', 'synchronization', 'aggregation', 'reuse',
] satisfies (keyof GetVariableOptions)[]);

/** Fills the defaults of `scope` into a request, and checks what TensorFlow checks before any getter is called. */
export function resolveRequest(scope: VariableScope, name: string, options: GetVariableOptions): ResolvedRequest {
  if (typeof name !== 'string') throw new ArgumentTypeError(`The name of a variable must be a string, not ${String(name)}.`);
  requireOptions('getVariable', options, OPTIONS);
  const { settings } = scope;
  const fullName = scope.prefix + name;
  const dtype = options.dtype ?? null;
  const initializer = options.initializer ?? null;
  if (dtype !== null && initializer !== null && typeof initializer !== 'function') {
    const own = dtypeOfValue(initializer);
    if (own !== dtype) {
      throw new InitializerDTypeMismatchError(
        `Initializer type '${own}' and explicit dtype '${dtype}' don't match.`,
        { variable: fullName, expected: dtype, found: own },
      );
    }
  }
  const customGetter = options.customGetter ?? settings.customGetter;
  if (customGetter !== null && typeof customGetter !== 'function') {
    throw new GetterNotCallableError(`Passed a custom_getter which is not callable: ${String(customGetter)}`, {
      variable: fullName,
    });
  }
  const { trainable, synchronization, aggregation } = resolveDistribution(
    { trainable: options.trainable ?? null, synchronization: options.synchronization, aggregation: options.aggregation },
    fullName,
  );
  return {
    fullName,
    customGetter,
    request: {
      shape: readShape(options.shape),
      dtype: dtype ?? settings.dtype,
      initializer: initializer ?? settings.initializer,
      regularizer: options.regularizer ?? settings.regularizer,
      reuse: options.reuse ?? settings.reuse,
      trainable,
      collections: options.collections ?? null,
      cachingDevice: options.cachingDevice ?? settings.cachingDevice,
      partitioner: options.partitioner ?? settings.partitioner,
      validateShape: options.validateShape ?? true,
      useResource: options.useResource ?? settings.useResource,
      constraint: options.constraint ?? settings.constraint,
      synchronization,
      aggregation,
    },
  };
}

function readShape(shape: GetVariableOptions['shape']): VariableRequest['shape'] {
  if (shape === undefined || shape === null) return null;
  return typeof shape === 'number' ? [shape] : shape;
}
