import { completeRequest, type CustomGetter } from '@varscope/spec';
import { NotCallableError } from '@varscope/spec/errors';

/** The getter of a scope inside one with the getter `outer`: the inner one is called first and goes on to the outer. */
export function wrapCustomGetter(inner: CustomGetter | null, outer: CustomGetter | null): CustomGetter | null {
  if (inner === null) return outer;
  if (outer === null) return inner;
  return (getter, name, options) => {
    requireCallable(inner);
    requireCallable(outer);
    return inner((nextName, nextOptions) => outer(getter, nextName, completeRequest(nextOptions)), name, options);
  };
}

/** As in TensorFlow, a wrapped getter that is no function is found out when it is called. */
function requireCallable(getter: unknown): void {
  if (typeof getter !== 'function') throw new NotCallableError(`'${typeof getter}' object is not callable`);
}
