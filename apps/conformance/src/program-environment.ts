import { add, scalar, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { AUTO_REUSE, getVariableScope, type Variable, type VariableScope } from 'varscope';
import { camelCase } from './camel-case.js';
import type { Arguments, Json } from './case-format.js';
import { UnboundLabelError } from './unbound-label-error.js';
import { UnknownFormError } from './unknown-form-error.js';

/** What the steps of a program refer to: labels, definitions and the parameters of template functions. */
export class ProgramEnvironment {
  readonly #labels = new Map<string, unknown>();
  readonly #definitions = new Map<string, unknown>();
  readonly #tensors = new Set<Tensor>();
  #parameters: Arguments = {};

  /** Binds a label; binding again overwrites. */
  bind(label: string | undefined, object: unknown): void {
    if (label !== undefined) this.#labels.set(label, object);
  }

  define(id: string, definition: unknown): void {
    this.#definitions.set(id, definition);
  }

  /**
   * The object of a label, or the current scope for `current`. A program uses a label for what it stands for, which
   * no type can say: `T` is the caller's word for it.
   * @throws UnboundLabelError
   */
  lookup<T>(label: string): T {
    if (label === 'current') return getVariableScope() as T; // see above
    if (!this.#labels.has(label)) throw new UnboundLabelError(label);
    return this.#labels.get(label) as T; // see above
  }

  /** The object of a label, or `null` where nothing has bound it. */
  find(label: string): unknown {
    return this.#labels.get(label) ?? null;
  }

  /** Runs `body` with the parameters of a template function. */
  withParameters(parameters: Arguments, body: () => void): void {
    const outer = this.#parameters;
    this.#parameters = parameters;
    try {
      body();
    } finally {
      this.#parameters = outer;
    }
  }

  /** The value of `{"param": p}`; any other value as it is. */
  substitute(value: Json): Json {
    if (!isReference(value) || !('param' in value)) return value;
    const name = value['param'] as string; // see FORMAT.md
    if (!(name in this.#parameters)) throw new UnboundLabelError(`param ${name}`);
    return this.#parameters[name] as Json; // just looked up
  }

  /** What the value of an argument stands for (FORMAT.md, section 3). */
  resolve(key: string, written: Json): unknown {
    const value = this.substitute(written);
    if (key === 'reuse' && value === 'AUTO_REUSE') return AUTO_REUSE;
    if (!isReference(value)) return value;
    const [form, target] = Object.entries(value).find(([name]) => name !== 'plus') ?? ['', null];
    const label = target as string; // of a definition or an object, but in `raw`
    switch (form) {
      case 'ref':
        return this.#definitions.get(label);
      case 'raw':
        return target;
      case 'scope':
      case 'name_scope_of':
        return this.lookup(label);
      case 'original_name_scope_of':
        return this.lookup<VariableScope>(label).originalNameScope;
      case 'dtype_of':
        return this.lookup<Variable>(label).declaredDtype;
      case 'initialized_value_of':
        return initializedValuePlus(this.lookup(label), Number(value['plus'] ?? 0));
      default:
        throw new UnknownFormError(value as never); // JSON that the format does not have
    }
  }

  /**
   * Named arguments as an options object. Programs pass wrong types on purpose, and TypeScript cannot check JSON:
   * `T` is the type of the parameter that they are for.
   */
  options<T>(args: Arguments): T {
    const entries = Object.entries(args).map(([key, value]) => [camelCase(key), this.resolve(key, value)]);
    return Object.fromEntries(entries) as T; // see above
  }

  /** Takes a tensor that the program made; it lives until the case ends. */
  own<T extends Tensor>(tensor: T): T {
    this.#tensors.add(tensor);
    return tensor;
  }

  /** Releases the tensors that the program made. */
  dispose(): void {
    for (const tensor of this.#tensors) tensor.dispose();
  }
}

/** Computed when it is asked for, as the symbolic value of TensorFlow is. */
function initializedValuePlus(variable: Variable, plus: number): () => Tensor {
  return () =>
    tidy(() => {
      const value = variable.initializedValue();
      return add(value, scalar(plus, value.dtype));
    });
}

function isReference(value: Json): value is { readonly [form: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
