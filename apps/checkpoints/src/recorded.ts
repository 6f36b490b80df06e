/** A value: its bytes, row-major and little-endian, or the strings; one that is too long has only a hash. */
export interface RecordedValue {
  readonly b64?: string;
  readonly sha256?: string;
  readonly strings?: readonly RecordedString[];
}

/** One element of a tensor of strings. */
export interface RecordedString {
  readonly b64?: string;
  readonly length?: number;
  readonly sha256?: string;
}

/** A piece of a tensor, as the checkpoint stores it. */
export interface RecordedSlice extends RecordedValue {
  /** Start and length along each axis; a length of -1 is all of it. */
  readonly extents: readonly (readonly [start: number, length: number])[];
  readonly shape: readonly number[];
}

/** A tensor of a checkpoint. */
export interface RecordedTensor extends RecordedValue {
  /** `null` where the bytes of `name_b64` are not UTF-8. */
  readonly name: string | null;
  readonly name_b64?: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** `null` where the slices do not cover the tensor. */
  readonly value?: null;
  readonly slices?: readonly RecordedSlice[];
}

/** What a checkpoint holds: the file `manifest.json` beside it. */
export interface Manifest {
  /** Relative to the manifest; damaged checkpoints have theirs in `Verdicts`. */
  readonly prefix?: string;
  readonly tensors: readonly RecordedTensor[];
}

/** What TensorFlow said of one tensor: `'ok'` for the value that the undamaged checkpoint has. */
export type TensorVerdict =
  | 'ok'
  | (RecordedValue & { readonly ok: true; readonly dtype: string; readonly shape: readonly number[] })
  | { readonly ok?: false };

/** A damaged checkpoint, in a folder of its name, and what TensorFlow said of it. */
export interface VerdictCase {
  readonly case: string;
  readonly change: string;
  readonly prefix: string;
  readonly tf: {
    readonly get_tensor?: Readonly<Record<string, TensorVerdict>>;
    readonly RestoreV2?: Readonly<Record<string, TensorVerdict>>;
  };
}

/** The file `errors.json`: verdicts on checkpoints in the folders beside it. */
export interface Verdicts {
  /** Folders with the undamaged checkpoints that the others were made from. */
  readonly base: readonly string[];
  readonly cases: readonly VerdictCase[];
}

/** An exception of Python. */
export interface RaisedError {
  readonly raises: string;
  readonly message: string;
}

/** What TensorFlow read from a state file. */
export interface RecordedState {
  readonly model_checkpoint_path: string;
  readonly all_model_checkpoint_paths: readonly string[];
  readonly all_model_checkpoint_timestamps: readonly string[];
  readonly last_preserved_timestamp: string;
}

/** The file `parse_cases.json`: files named `checkpoint`, in a folder `<DIR>`, and what TensorFlow made of them. */
export interface StateFiles {
  readonly files_in_dir: readonly string[];
  readonly cases: readonly {
    readonly name: string;
    /** Its text, or its bytes. */
    readonly text?: string;
    readonly text_b64?: string;
    readonly get_checkpoint_state: RecordedState | RaisedError | null;
    readonly latest_checkpoint: string | RaisedError | null;
  }[];
  /** State files that TensorFlow wrote. */
  readonly generated: readonly {
    readonly save_dir: string;
    readonly model_checkpoint_path: string;
    readonly all_model_checkpoint_paths: readonly string[] | null;
    readonly state_file_text: string;
  }[];
}

/** The file `object_graph.json`: what an object-based checkpoint says of its objects. */
export interface ObjectGraph {
  readonly graph: {
    readonly nodes: readonly {
      readonly attributes?: readonly {
        /** The variable's name in its graph. */
        readonly full_name?: string;
        /** The name of its tensor. */
        readonly checkpoint_key: string;
      }[];
    }[];
  };
}

/** The file `trace.json`: what a `Saver` of TensorFlow left, save by save; `<DIR>` stands for an absolute folder. */
export interface Trace {
  /** The arguments of the `Saver`. */
  readonly saver: {
    readonly max_to_keep?: number | null;
    readonly keep_checkpoint_every_n_hours?: number;
    readonly save_relative_paths?: boolean;
    readonly sharded?: boolean;
    readonly pad_step_number?: boolean;
    /** 1 where checkpoints were written in the format V1. */
    readonly write_version?: number;
  };
  /** The arguments of every save, beside path and step. */
  readonly save: { readonly latest_filename?: string; readonly write_state?: boolean; readonly write_meta_graph?: boolean };
  readonly save_path: string;
  readonly events: readonly (RecordedSave | NewSaver)[];
  /** What the folder holds in the end. */
  readonly final: {
    readonly latest_checkpoint: string | null;
    readonly get_checkpoint_state: Pick<RecordedState, 'model_checkpoint_path' | 'all_model_checkpoint_paths'> | null;
  };
}

/** One save, and the folder after it. */
export interface RecordedSave {
  readonly save_at_step: number | null;
  /** When, in seconds since 1970. */
  readonly clock: number;
  readonly returned: string;
  readonly created: readonly string[];
  readonly deleted: readonly string[];
  readonly files: readonly string[];
  readonly state_file_text: string | null;
  readonly last_checkpoints: readonly string[];
}

/** Another `Saver` goes on, with an empty list or with that of the one before. */
export interface NewSaver {
  readonly new_saver: 'fresh' | 'recover';
  readonly last_checkpoints: readonly string[];
}
