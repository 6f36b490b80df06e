import {
  device,
  nameScope,
  variableCreatorScope,
  variableScope,
  type EagerVariableStore,
  type NameScopeOptions,
  type VariableCreator,
  type VariableScope,
  type VariableScopeOptions,
} from 'varscope';
import type { JsonObject, ScopeStep } from './case-format.js';
import type { StepServices } from './run-leaf-step.js';

type Enter = (object: unknown, facts: JsonObject) => void;

/** Opens the scope of a step and runs `enter` inside, with the object for the label and the facts of the event. */
export function openScope(step: ScopeStep, { environment, facts }: StepServices, enter: Enter): void {
  switch (step.op) {
    case 'variable_scope': {
      const { nameOrScope, ...options } = environment.options<VariableScopeArguments>(step.args);
      variableScope(nameOrScope, options, (scope) => enter(scope, facts.entered(scope)));
      return;
    }
    case 'name_scope': {
      const { name, ...options } = environment.options<NameScopeArguments>(step.args);
      nameScope(name, options, (opened) => enter(opened, { name_scope: opened }));
      return;
    }
    case 'variable_creator_scope': {
      const creator = environment.resolve('creator', step.creator) as VariableCreator; // what the argument is
      variableCreatorScope(creator, () => enter(null, {}));
      return;
    }
    case 'device':
      device(step.device, () => enter(null, {}));
      return;
    case 'with_store':
      environment.lookup<EagerVariableStore>(step.store).asDefault(() => enter(null, {}));
  }
}

type VariableScopeArguments = VariableScopeOptions & { readonly nameOrScope: string | VariableScope | null };
type NameScopeArguments = NameScopeOptions & { readonly name: string | null };
