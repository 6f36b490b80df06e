/** The format of a conformance case, as `FORMAT.md` defines it in words. */
export interface CaseFile {
  readonly format: 1;
  readonly theme: string;
  readonly cases: readonly ConformanceCase[];
}

export interface ConformanceCase {
  readonly id: string;
  readonly defs?: Readonly<Record<string, Definition>>;
  readonly steps: readonly Step[];
  readonly session?: readonly SessionAction[];
  readonly trace: Json;
  readonly final: Json;
  readonly session_trace?: Json;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object that is still being filled in. */
export type JsonObject = Record<string, Json>;

/** The named arguments of a call, in TensorFlow's spelling. */
export type Arguments = Readonly<Record<string, Json>>;

// Definitions

export type Definition =
  | InitializerDefinition
  | RegularizerDefinition
  | PartitionerDefinition
  | GetterDefinition
  | CreatorDefinition
  | { readonly kind: 'constraint'; readonly fn: 'identity' | 'not_callable' };

export type InitializerDefinition = { readonly kind: 'initializer' } & (
  | {
      readonly init:
        | 'zeros'
        | 'ones'
        | 'glorot_uniform'
        | 'random_uniform'
        | 'random_normal'
        | 'truncated_normal';
      readonly form?: 'class';
      readonly dtype?: string;
      readonly seed?: number;
    }
  | { readonly init: 'constant'; readonly value: Json; readonly form?: 'class'; readonly dtype?: string }
  | { readonly init: 'tensor' | 'noarg' | 'optional_arg' | 'needs_arg'; readonly value: Json; readonly dtype: string }
  | { readonly init: 'random_tensor'; readonly shape: readonly number[]; readonly dtype: string }
  | { readonly init: 'raw'; readonly value: Json; readonly pytype?: 'int' }
  | { readonly init: 'iota' | 'offset_iota' | 'wrong_shape' | 'throw' | 'bad_object' }
);

export type RegularizerDefinition = { readonly kind: 'regularizer' } & (
  | { readonly reg: 'l1' | 'l2' | 'sum'; readonly scale?: number }
  | { readonly reg: 'mean_plus'; readonly c: number }
  | { readonly reg: 'no_regularizer' | 'throw' | 'not_callable' }
);

export type PartitionerDefinition = { readonly kind: 'partitioner' } & (
  | { readonly part: 'fixed'; readonly num_shards: number; readonly axis?: number }
  | {
      readonly part: 'axis_size';
      readonly max_shard_bytes: number;
      readonly axis?: number;
      readonly bytes_per_string_element?: number;
      readonly max_shards?: number;
    }
  | {
      readonly part: 'min_max';
      readonly max_partitions?: number;
      readonly axis?: number;
      readonly min_slice_size?: number;
      readonly bytes_per_string_element?: number;
    }
  | { readonly part: 'axis0'; readonly n: number }
  | { readonly part: 'list' | 'returns'; readonly value: Json }
  | { readonly part: 'throw' | 'not_callable' }
);

export type GetterDefinition = { readonly kind: 'getter' } & (
  | { readonly getter: 'suffix' | 'extra'; readonly suffix: string }
  | { readonly getter: 'prefix'; readonly prefix: string }
  | { readonly getter: 'rename'; readonly name: string }
  | { readonly getter: 'override'; readonly kw: Arguments }
  | { readonly getter: 'two'; readonly op: 'sum' | 'prod'; readonly suffixes?: readonly [string, string] }
  | { readonly getter: 'scale'; readonly by: number }
  | { readonly getter: 'identity' | 'to_tensor' | 'cache' | 'drop' | 'throw' | 'throw_after' }
  | { readonly getter: 'not_callable' }
);

export type CreatorDefinition = { readonly kind: 'creator' } & (
  | { readonly creator: 'rename'; readonly name: string }
  | { readonly creator: 'suffix'; readonly suffix: string }
  | { readonly creator: 'override'; readonly kw: Arguments }
  | { readonly creator: 'identity' | 'throw' }
);

// Steps

export type Step = LeafStep | ScopeStep | TemplateStep | { readonly op: 'try'; readonly body: readonly Step[] };

/** A step without a body. */
export type LeafStep = Labelled &
  (
    | { readonly op: 'get_variable_scope' | 'raise' | 'new_store' }
    | { readonly op: 'scope_info' | 'reuse_variables'; readonly scope: string }
    | { readonly op: 'scope_set'; readonly scope: string; readonly field: string; readonly value: Json }
    | {
        readonly op:
          | 'scope_object'
          | 'get_variable'
          | 'get_local_variable'
          | 'variable'
          | 'create_partitioned_variables';
        readonly args: Arguments;
      }
    | { readonly op: 'enter' | 'exit'; readonly object: string }
    | { readonly op: 'call_partitioner'; readonly partitioner: Json; readonly shape: readonly number[]; readonly dtype?: string }
    | { readonly op: 'make_partitioner'; readonly partitioner: PartitionerDefinition }
    | {
        readonly op: 'partition_info';
        readonly full_shape: readonly number[];
        readonly var_offset: readonly number[];
        readonly method?: 'single_offset' | 'single_slice_dim';
        readonly shape?: readonly number[];
      }
    | { readonly op: 'values_equal'; readonly a: Operand; readonly b: Operand }
    | { readonly op: 'unique_name'; readonly name: Json; readonly mark_as_used?: boolean }
    | {
        readonly op: 'add_to_collection';
        readonly key: string | readonly string[];
        readonly value: { readonly var: string } | { readonly literal: Json };
      }
    | { readonly op: 'get_collection'; readonly key: string; readonly scope?: Json }
    | { readonly op: 'list_variables'; readonly which: 'global' | 'trainable' | 'local'; readonly scope?: Json }
    | {
        readonly op: 'scope_collection';
        readonly scope: string;
        readonly which: 'trainable_variables' | 'global_variables' | 'local_variables' | { readonly key: string };
      }
    | { readonly op: 'store_variables'; readonly store: string }
  );

/** A step whose body runs inside the scope that it opens. */
export type ScopeStep = Labelled & { readonly body?: readonly Step[] } & (
    | { readonly op: 'variable_scope' | 'name_scope'; readonly args: Arguments }
    | { readonly op: 'variable_creator_scope'; readonly creator: Json }
    | { readonly op: 'device'; readonly device: string }
    | { readonly op: 'with_store'; readonly store: string }
  );

export type TemplateStep = Labelled &
  (
    | { readonly op: 'make_template'; readonly args: Arguments; readonly func: TemplateFunction }
    | { readonly op: 'call_template'; readonly template: string; readonly args?: Arguments }
    | { readonly op: 'template_info'; readonly template: string }
  );

export interface TemplateFunction {
  readonly params?: readonly string[];
  readonly body: readonly Step[];
  readonly returns?: string | null;
}

export interface Operand {
  readonly label: string;
  readonly shard?: number;
  readonly concat?: number;
}

interface Labelled {
  readonly as?: string;
}

// Session

export type SessionAction =
  | { readonly do: 'init_global' | 'init_local' | 'report_uninitialized' }
  | { readonly do: 'init' | 'read'; readonly var: string }
  | { readonly do: 'assign' | 'assign_add' | 'assign_sub'; readonly var: string; readonly value: Json };
