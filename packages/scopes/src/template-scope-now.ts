import type { CustomGetter } from '@varscope/spec';
import { currentFrame } from '@varscope/store';
import { scopeOf } from './root-scope.js';
import { VariableScope } from './scope.js';
import { entrySettings } from './scope-settings.js';
import { uniqueScopeName } from './unique-scope-name.js';

/**
 * The scope of a template that chooses it at once. As TensorFlow has it: no name scope is opened, the original name
 * scope is the bare name, and the dtype is float32 whatever that of the scope around; the rest is inherited.
 */
export function templateScopeNow(name: string, uniqueName: string | null, customGetter: CustomGetter | null): VariableScope {
  const frame = currentFrame();
  const outer = scopeOf(frame);
  const chosen = uniqueName !== null && uniqueName !== '' ? uniqueName : uniqueScopeName(frame, name);
  const settings = entrySettings(outer.settings, { customGetter, dtype: 'float32' });
  const scope = new VariableScope(frame.graph, outer.prefix + chosen, chosen, settings, () => undefined);
  frame.counts.close(frame.counts.open(chosen, scope.name), false);
  return scope;
}
