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
