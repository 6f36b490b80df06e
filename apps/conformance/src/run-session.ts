import {
  FailedPreconditionError,
  globalVariablesInitializer,
  localVariablesInitializer,
  reportUninitializedVariables,
  type Variable,
} from 'varscope';
import type { Json, JsonObject, SessionAction } from './case-format.js';
import type { ProgramEnvironment } from './program-environment.js';
import { readValue } from './read-value.js';
import { UnknownFormError } from './unknown-form-error.js';

/** Runs the session phase on the deferred graph of the program; the results are the session trace. */
export function runSession(actions: readonly SessionAction[], environment: ProgramEnvironment): JsonObject[] {
  return actions.map((action) => {
    try {
      return { do: action.do, ...act(action, environment) };
    } catch (error) {
      if (!FailedPreconditionError.isInstance(error)) throw error;
      // For TensorFlow a value that an update does not find is another error than one that a read does not find.
      const kind = action.do === 'assign_add' || action.do === 'assign_sub' ? 'other' : 'uninitialized';
      return { do: action.do, err: { class: 'OpError', kind } };
    }
  });
}

function act(action: SessionAction, environment: ProgramEnvironment): JsonObject {
  switch (action.do) {
    case 'init_global':
      globalVariablesInitializer().run();
      return {};
    case 'init_local':
      localVariablesInitializer().run();
      return {};
    case 'init':
      environment.lookup<Variable>(action.var).initializer.run();
      return {};
    case 'report_uninitialized':
      return { names: reportUninitializedVariables() };
    case 'read':
      return { value: read(environment.lookup<Variable>(action.var)) };
    case 'assign':
      return { value: read(environment.lookup<Variable>(action.var).assign(action.value as number)) }; // or lists of numbers
    case 'assign_add':
      return { value: read(environment.lookup<Variable>(action.var).assignAdd(action.value as number)) }; // likewise
    case 'assign_sub':
      return { value: read(environment.lookup<Variable>(action.var).assignSub(action.value as number)) }; // likewise
    default:
      throw new UnknownFormError(action);
  }
}

function read(variable: Variable): Json {
  const value = variable.readValue();
  try {
    return readValue(value);
  } finally {
    value.dispose();
  }
}
