import { getCheckpointState, latestCheckpoint, updateCheckpointState, type CheckpointState } from '@varscope/checkpoint';
import { memoryFiles, readFile } from '@varscope/files';
import type { FileSystem } from '@varscope/spec';
import { VarscopeError } from '@varscope/spec/errors';
import { expectSame, type RecordedCase } from '@varscope/recorded-cases';
import type { RaisedError, RecordedState, StateFiles } from './recorded.js';

/** Stands for `<DIR>`. */
const FOLDER = 'runs/parse';

/** One case for each state file that is read, and for each that is written. */
export function stateCases({ files_in_dir: names, cases, generated }: StateFiles): RecordedCase[] {
  const read = cases.map(({ name, text, text_b64: bytes = '', get_checkpoint_state: state, latest_checkpoint: latest }) => ({
    id: name,
    check: async () => {
      const files = folderWith(names, text === undefined ? Buffer.from(bytes, 'base64') : new TextEncoder().encode(text));
      expectSame('state', expected(state), await outcome(getCheckpointState(FOLDER, { files })));
      expectSame('latest checkpoint', expected(latest), await outcome(latestCheckpoint(FOLDER, { files })));
    },
  }));
  const written = generated.map(({ save_dir: folder, model_checkpoint_path: path, ...state }) => ({
    id: `${path} in ${folder}`,
    check: async () => {
      const files = memoryFiles();
      await updateCheckpointState(folder, path, { files, allModelCheckpointPaths: state.all_model_checkpoint_paths ?? [] });
      expectSame('text', state.state_file_text, new TextDecoder().decode(await readFile(files, `${folder}/checkpoint`)));
    },
  }));
  return [...read, ...written];
}

/** A folder with empty files of those names and a state file, which may name it as a folder beside itself. */
function folderWith(names: readonly string[], state: Uint8Array): FileSystem {
  const inside = names.flatMap((name) => [`${FOLDER}/${name}`, `${FOLDER}/../parse/${name}`]);
  return memoryFiles(new Map([...inside.map((path) => [path, new Uint8Array()] as const), [`${FOLDER}/checkpoint`, state]]));
}

/** What is recorded, in our words: an error by its class and its message, unless that is Python's own. */
function expected(recorded: RecordedState | RaisedError | string | null): CheckpointState | string | null {
  const value = JSON.parse(JSON.stringify(recorded).replaceAll('<DIR>', FOLDER)) as typeof recorded;
  if (value === null || typeof value === 'string') return value;
  if ('raises' in value) return value.raises === 'UnicodeDecodeError' ? 'ValueError' : `ValueError: ${value.message}`;
  return {
    modelCheckpointPath: value.model_checkpoint_path,
    allModelCheckpointPaths: value.all_model_checkpoint_paths,
    allModelCheckpointTimestamps: value.all_model_checkpoint_timestamps.map(Number),
    lastPreservedTimestamp: Number(value.last_preserved_timestamp),
  };
}

async function outcome(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    if (!VarscopeError.isInstance(error)) throw error;
    const [message = ''] = error.message.split('\n');
    return error.details.cause === undefined ? `${error.tensorflowError}: ${message}` : error.tensorflowError;
  }
}
