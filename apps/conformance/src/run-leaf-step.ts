import { all, concat, equal, tidy, type Tensor } from '@tensorflow/tfjs-core';
import {
  addToCollection,
  addToCollections,
  asTensor,
  createPartitionedVariables,
  EagerVariableStore,
  getCollection,
  getLocalVariable,
  getVariable,
  getVariableScope,
  globalVariables,
  localVariables,
  PartitionInfo,
  trainableVariables,
  uniqueName,
  Variable,
  VariableScopeContext,
  type CreatePartitionedVariablesOptions,
  type DType,
  type GetVariableOptions,
  type PartitionedVariable,
  type Partitioner,
  type Shape,
  type VariableOptions,
  type VariableScope,
  type VariableScopeOptions,
} from 'varscope';
import { camelCase } from './camel-case.js';
import type { Json, JsonObject, LeafStep, Operand } from './case-format.js';
import { createPartitioner } from './definitions/create-partitioner.js';
import type { ProgramEnvironment } from './program-environment.js';
import { readValue } from './read-value.js';
import type { TraceFacts } from './trace-facts.js';
import type { TraceRecorder } from './trace-recorder.js';
import { UnknownFormError } from './unknown-form-error.js';
import { UserError } from './user-error.js';

/** What a step gave: the object for its label, and the facts of its event. */
export interface StepOutcome {
  readonly object: unknown;
  readonly facts: JsonObject;
}

/** What the steps of a run work with. */
export interface StepServices {
  readonly environment: ProgramEnvironment;
  readonly facts: TraceFacts;
  readonly recorder: TraceRecorder;
}

const LISTS = { global: globalVariables, trainable: trainableVariables, local: localVariables };

/** Runs a step without a body: one call of the public API. */
export function runLeafStep(step: LeafStep, at: string, { environment, facts, recorder }: StepServices): StepOutcome {
  const result = (object: unknown): StepOutcome => ({ object, facts: facts.result(object, at) });
  switch (step.op) {
    // scopes
    case 'scope_object': {
      const { nameOrScope, ...options } = environment.options<ScopeArguments>(step.args);
      return { object: new VariableScopeContext(nameOrScope, options), facts: {} };
    }
    case 'enter': {
      const scope = environment.lookup<VariableScopeContext>(step.object).enter();
      return { object: scope, facts: facts.entered(scope) };
    }
    case 'exit': {
      environment.lookup<VariableScopeContext>(step.object).exit();
      const scope = getVariableScope();
      return { object: scope, facts: { scope_name: scope.name } };
    }
    case 'get_variable_scope': {
      const scope = getVariableScope();
      return { object: scope, facts: facts.entered(scope) };
    }
    case 'scope_info': {
      const scope = environment.lookup<VariableScope>(step.scope);
      return { object: scope, facts: { scope: facts.scope(scope) } };
    }
    case 'reuse_variables': {
      const scope = environment.lookup<VariableScope>(step.scope);
      scope.reuseVariables();
      return { object: scope, facts: { scope: facts.scope(scope) } };
    }
    case 'scope_set': {
      const scope = environment.lookup<VariableScope>(step.scope);
      const setter = camelCase(`set_${step.field}`) as 'setDtype'; // one setter stands for all: the program names it
      scope[setter](environment.resolve(step.field, step.value) as DType); // likewise
      return { object: scope, facts: { scope: facts.scope(scope) } };
    }

    // variables
    case 'get_variable': {
      const { name, ...options } = environment.options<Named<GetVariableOptions>>(step.args);
      return result(getVariable(name, options));
    }
    case 'get_local_variable': {
      const { name, ...options } = environment.options<Named<GetVariableOptions>>(step.args);
      return result(getLocalVariable(name, options));
    }
    case 'variable': {
      const { initialValue, ...options } = environment.options<VariableArguments>(step.args);
      return result(new Variable(initialValue, options));
    }
    case 'create_partitioned_variables': {
      const { shape, slicing, initializer, ...options } = environment.options<PartitionedArguments>(step.args);
      return result(createPartitionedVariables(shape, slicing, initializer, options));
    }
    case 'call_partitioner': {
      const partitioner = environment.resolve('partitioner', step.partitioner) as Partitioner; // what the step is for
      return { object: null, facts: { partitions: partitioner(step.shape, (step.dtype ?? 'float32') as DType) } }; // TensorFlow's names
    }
    case 'make_partitioner':
      return { object: createPartitioner('late', step.partitioner), facts: {} };
    case 'partition_info': {
      const info = new PartitionInfo(step.full_shape, step.var_offset);
      const method = step.method === 'single_offset' ? 'singleOffset' : 'singleSliceDim';
      const found = step.method === undefined ? {} : { result: info[method](step.shape ?? []) };
      return { object: info, facts: { full_shape: info.fullShape, var_offset: info.varOffset, ...found } };
    }
    case 'values_equal': {
      const [a, b] = [operand(step.a, environment), operand(step.b, environment)];
      const compared: JsonObject = { equal: null };
      recorder.awaitValue(
        (value) => (compared['equal'] = value ?? null),
        () => valuesEqual(a, b),
      );
      return { object: null, facts: compared };
    }

    // names and collections
    case 'unique_name': {
      const name = environment.substitute(step.name) as string; // parameters of templates are strings
      const unique = uniqueName(name, { markAsUsed: step.mark_as_used ?? true });
      return { object: unique, facts: { unique_name: unique } };
    }
    case 'add_to_collection': {
      const value = 'var' in step.value ? environment.lookup(step.value.var) : step.value.literal;
      if (typeof step.key === 'string') addToCollection(step.key, value);
      else addToCollections(step.key, value);
      return { object: null, facts: {} };
    }
    case 'get_collection': {
      const scope = environment.resolve('scope', step.scope ?? null) as string | null; // what the argument is
      const items = getCollection(step.key, scope);
      return { object: items, facts: facts.collection(items) };
    }
    case 'list_variables': {
      const scope = environment.resolve('scope', step.scope ?? null) as string | null; // what the argument is
      const items = LISTS[step.which](scope);
      return { object: items, facts: facts.collection(items) };
    }
    case 'scope_collection': {
      const scope = environment.lookup<VariableScope>(step.scope);
      const items = listOfScope(scope, step.which);
      return { object: items, facts: facts.collection(items) };
    }

    // stores, and the rest
    case 'new_store':
      return { object: new EagerVariableStore(), facts: {} };
    case 'store_variables': {
      const store = environment.lookup<EagerVariableStore>(step.store);
      const variables = facts.items(store.variables());
      const trainable = facts.items(store.trainableVariables());
      const rest = facts.items(store.nonTrainableVariables());
      return { object: null, facts: { variables, trainable_variables: trainable, non_trainable_variables: rest } };
    }
    case 'raise':
      throw new UserError('raise step');
    default:
      throw new UnknownFormError(step);
  }
}

type Named<Options> = Options & { readonly name: string };
type ScopeArguments = VariableScopeOptions & { readonly nameOrScope: string | VariableScope | null };
type VariableArguments = VariableOptions & { readonly initialValue: number };
type PartitionedArguments = CreatePartitionedVariablesOptions & {
  readonly shape: Shape;
  readonly slicing: Shape;
  readonly initializer: number;
};

type ScopeList = Extract<LeafStep, { readonly op: 'scope_collection' }>['which'];

function listOfScope(scope: VariableScope, which: ScopeList): readonly unknown[] {
  switch (which) {
    case 'trainable_variables':
      return scope.trainableVariables();
    case 'global_variables':
      return scope.globalVariables();
    case 'local_variables':
      return scope.localVariables();
    default:
      return scope.getCollection(which.key);
  }
}

/** Makes the tensor of an operand when the values are read; its label must be bound now. */
function operand({ label, shard, concat: axis }: Operand, environment: ProgramEnvironment): () => Tensor {
  const object = environment.lookup<Variable | PartitionedVariable | readonly Variable[]>(label);
  if (shard !== undefined) return () => [...(object as Iterable<Variable>)][shard] as Tensor; // the program's word for it
  if (axis !== undefined) return () => concat([...(object as Iterable<Variable>)] as Tensor[], axis); // likewise
  return () => asTensor(object as Variable); // likewise
}

function valuesEqual(a: () => Tensor, b: () => Tensor): Json {
  const result = tidy(() => all(equal(a(), b())));
  try {
    return readValue(result);
  } finally {
    result.dispose();
  }
}
