import type { Shape } from '@varscope/spec';
import { withSeedSource } from '@varscope/random';
import { expectSame, type RecordedCase } from '@varscope/recorded-cases';
import { createInitializer, initializerFactoryOf } from '../initializer-factories.js';
import type { RecordedArguments, RecordedFile, SeedPair } from '../recorded.js';
import { RecordingSeeds } from '../recording-seeds.js';

interface ConfigFile extends RecordedFile {
  readonly cases: readonly ConfigCase[];
  /** Names of `tf.compat.v1` and the classes that they stand for. */
  readonly aliases: Readonly<Record<string, string>>;
  readonly conv_seed_state: readonly SeedState[];
}

interface ConfigCase {
  readonly id: string;
  readonly init: string;
  readonly is_function_returning_class: boolean;
  readonly default_config: RecordedArguments;
  readonly examples: readonly { readonly args: RecordedArguments; readonly config: RecordedArguments }[];
}

/** How the seed of an initializer changes with two calls. */
interface SeedState {
  readonly init: string;
  readonly args: RecordedArguments;
  readonly shape: Shape;
  readonly seed_after_call_1: number;
  readonly seed_after_call_2: number;
  readonly kernel_seeds_call_1: readonly SeedPair[];
  readonly kernel_seeds_call_2: readonly SeedPair[];
  readonly same_value: boolean;
}

/** `"kind": "config"`: names, configs, making an initializer from its config, seeds that change with a call. */
export function configCases(recorded: RecordedFile): RecordedCase[] {
  const file = recorded as ConfigFile; // of this kind
  return [
    ...file.cases.map((recordedCase) => ({ id: recordedCase.id, check: () => checkConfigs(recordedCase) })),
    ...Object.entries(file.aliases).map(([name, of]) => ({
      id: `aliases/${name}`,
      check: () => expectSame('factory', initializerFactoryOf(of), initializerFactoryOf(name)),
    })),
    ...file.conv_seed_state.map((state, index) => ({ id: `conv_seed_state/${index}`, check: () => checkSeedState(state) })),
  ];
}

function checkConfigs({ init, is_function_returning_class, default_config, examples }: ConfigCase): void {
  expectSame('default config', default_config, createInitializer(init, {}).getConfig());
  for (const { args, config } of examples) {
    const found = createInitializer(init, args).getConfig();
    expectSame(`config for ${JSON.stringify(args)}`, config, found);
    // The functions among them return an initializer of another name, whose config it is.
    const factory = initializerFactoryOf(is_function_returning_class ? 'variance_scaling' : init);
    expectSame(`config after fromConfig for ${JSON.stringify(args)}`, config, factory.fromConfig?.(found).getConfig());
  }
}

function checkSeedState(state: SeedState): void {
  const initializer = createInitializer(state.init, state.args);
  const call = (expectedSeeds: readonly SeedPair[], seedAfter: number): string => {
    const seeds = new RecordingSeeds();
    const values = withSeedSource(seeds, () => initializer.values(state.shape));
    expectSame('seeds', expectedSeeds, seeds.pairs);
    expectSame('seed after the call', seedAfter, initializer.getConfig()['seed']);
    return values.join();
  };
  const first = call(state.kernel_seeds_call_1, state.seed_after_call_1);
  const second = call(state.kernel_seeds_call_2, state.seed_after_call_2);
  expectSame('same value', state.same_value, first === second);
}
