import { add, clone, mul, scalar, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { asTensor, type CustomGetter, type VariableGetter, type VariableRequest, type VariableResult } from 'varscope';
import type { GetterDefinition } from '../case-format.js';
import { UnknownFormError } from '../unknown-form-error.js';
import { UserError } from '../user-error.js';
import type { DefinitionServices } from './definition-services.js';
import { notCallable } from './not-callable.js';

/** The object of a custom getter definition; every call is logged before anything else. */
export function createGetter(id: string, definition: GetterDefinition, services: DefinitionServices): unknown {
  if (definition.getter === 'not_callable') return notCallable();
  const behave = behaviour(id, definition, services);
  return ((getter, name, options) => {
    services.logGetter(id, name, options);
    return behave(getter, name, options);
  }) satisfies CustomGetter;
}

type Callable = Exclude<GetterDefinition, { readonly getter: 'not_callable' }>;

function behaviour(id: string, definition: Callable, services: DefinitionServices): CustomGetter {
  const compute = (make: () => Tensor): Tensor => services.own(tidy(make));
  switch (definition.getter) {
    case 'identity':
      return (getter, name, options) => getter(name, options);
    case 'suffix':
      return (getter, name, options) => getter(name + definition.suffix, options);
    case 'prefix':
      return (getter, name, options) => getter(definition.prefix + name, options);
    case 'rename':
      return (getter, _name, options) => getter(definition.name, options);
    case 'override':
      return (getter, name, options) => {
        const { name: newName = name, ...changed } = services.options<Partial<VariableRequest> & { name?: string }>(definition.kw);
        return getter(newName, { ...options, ...changed });
      };
    case 'two': {
      const [first, second] = definition.suffixes ?? ['/0', '/1'];
      const combine = definition.op === 'sum' ? add : mul;
      return (getter, name, options) => {
        const a = getter(name + first, options);
        const b = getter(name + second, options);
        return compute(() => combine(whole(a), whole(b)));
      };
    }
    case 'extra':
      return (getter, name, options) => {
        getter(name + definition.suffix, options);
        return getter(name, options);
      };
    case 'scale':
      return (getter, name, options) => {
        const got = getter(name, options);
        return compute(() => {
          const value = whole(got);
          return mul(value, scalar(definition.by, value.dtype));
        });
      };
    case 'to_tensor':
      return (getter, name, options) => {
        const got = getter(name, options);
        return compute(() => clone(whole(got)));
      };
    case 'cache':
      return firstResult();
    case 'drop':
      return () => null;
    case 'throw':
      return () => {
        throw new UserError(`getter ${id}`);
      };
    case 'throw_after':
      return (getter, name, options) => {
        getter(name, options);
        throw new UserError(`getter ${id}`);
      };
    default:
      throw new UnknownFormError(definition);
  }
}

function firstResult(): CustomGetter {
  let first: { readonly result: VariableResult } | null = null;
  return (getter: VariableGetter, name, options) => {
    first ??= { result: getter(name, options) };
    return first.result;
  };
}

function whole(result: VariableResult): Tensor {
  if (result === null || result === undefined) throw new Error('no getter of these programs computes with nothing');
  return asTensor(result);
}
