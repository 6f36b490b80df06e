import { VarscopeError } from 'varscope';
import { TemplateArgumentsError } from './template-arguments-error.js';
import { UserError } from './user-error.js';

/** How a trace tells of an error: Python's exception class and the kind. */
export type ErrorFacts = { readonly class: string; readonly kind: string };

/**
 * Python's class and the kind of an error: those that the error carries, or those of the programs' own errors.
 * Any other error is a fault of the runner or the library; its kind, `other:<class>`, matches no golden trace.
 */
export function classify(error: unknown): ErrorFacts {
  if (VarscopeError.isInstance(error)) return { class: error.tensorflowError, kind: error.code };
  if (error instanceof UserError) return { class: 'UserError', kind: 'user-error' };
  if (error instanceof TemplateArgumentsError) return { class: 'TypeError', kind: 'template-arguments' };
  const name = error instanceof Error ? error.name : typeof error;
  return { class: name, kind: `other:${name}: ${error instanceof Error ? error.message : String(error)}` };
}
