import type { VariableCreation, VariableCreator } from 'varscope';
import type { CreatorDefinition } from '../case-format.js';
import { UnknownFormError } from '../unknown-form-error.js';
import { UserError } from '../user-error.js';
import type { DefinitionServices } from './definition-services.js';

/** The object of a variable creator definition; every call is logged before anything else. */
export function createCreator(id: string, definition: CreatorDefinition, services: DefinitionServices): VariableCreator {
  return (next, options) => {
    services.logCreator(id, options);
    switch (definition.creator) {
      case 'identity':
        return next(options);
      case 'rename':
        return next({ ...options, name: definition.name });
      case 'suffix':
        // TensorFlow takes an empty name for none, too
        return next({ ...options, name: (options.name || 'Variable') + definition.suffix });
      case 'override':
        return next({ ...options, ...services.options<Partial<VariableCreation>>(definition.kw) });
      case 'throw':
        throw new UserError(`creator ${id}`);
      default:
        throw new UnknownFormError(definition);
    }
  };
}
