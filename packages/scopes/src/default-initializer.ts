import { glorotUniformInitializer, zerosInitializer } from '@varscope/initializers';
import { dtypeInfo, type DType, type Initializer } from '@varscope/spec';
import { InitializerRequiredError } from '@varscope/spec/errors';
import { failure } from './failure.js';

/**
 * The initializer of a variable that was given none: glorot uniform for floating dtypes, zeros for the others.
 * @throws InitializerRequiredError for complex dtypes.
 */
export function defaultInitializer(key: string, dtype: DType): Initializer {
  switch (dtypeInfo(dtype)?.kind) {
    case 'floating':
      return glorotUniformInitializer();
    case 'integer':
    case 'bool':
    case 'string':
      return zerosInitializer();
    default:
      throw failure(InitializerRequiredError, key, `An initializer for variable ${key} of <dtype: '${dtype}'> is required`);
  }
}
