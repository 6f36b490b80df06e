import type { CheckpointState } from '@varscope/tensor-bundle';

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'], ['\r', '\\r'], ['\t', '\\t'], ['"', '\\"'], ["'", "\\'"], ['\\', '\\\\'],
]);

/** The text of a state as TensorFlow writes it, one field a line; what nobody says is left out. */
export function formatCheckpointState(state: CheckpointState): string {
  return [
    `model_checkpoint_path: ${quoted(state.modelCheckpointPath)}`,
    ...state.allModelCheckpointPaths.map((path) => `all_model_checkpoint_paths: ${quoted(path)}`),
    ...state.allModelCheckpointTimestamps.map((time) => `all_model_checkpoint_timestamps: ${double(time)}`),
    ...(state.lastPreservedTimestamp === 0 ? [] : [`last_preserved_timestamp: ${double(state.lastPreservedTimestamp)}`]),
    '',
  ].join('\n');
}

function quoted(text: string): string {

  const escaped = text.replace(/["'\\\u0000-\u001f\u007f]/g, (character) => ESCAPES.get(character) ?? octal(character));
  return `"${escaped}"`;
}

function octal(character: string): string {
  return `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
}

function double(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e16 ? value.toFixed(1) : String(value);
}
