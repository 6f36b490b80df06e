import { readFileSync } from 'node:fs';
import { memoryFiles, readFile } from '@varscope/files';
import { VarscopeError } from '@varscope/spec/errors';
import { describe, expect, it } from 'vitest';
import { checkpointExists } from './checkpoint-exists.js';
import { getCheckpointState } from './get-checkpoint-state.js';
import { latestCheckpoint } from './latest-checkpoint.js';
import { parseCheckpointState } from './parse-checkpoint-state.js';
import { updateCheckpointState } from './update-checkpoint-state.js';

interface RaisedError {
  readonly raises: string;
  readonly message: string;
}

interface RecordedState {
  readonly model_checkpoint_path: string;
  readonly all_model_checkpoint_paths: readonly string[];
  readonly all_model_checkpoint_timestamps: readonly string[];
  readonly last_preserved_timestamp: string;
}

interface Recorded {
  readonly files_in_dir: readonly string[];
  readonly cases: readonly {
    readonly name: string;
    readonly text?: string;
    readonly text_b64?: string;
    readonly get_checkpoint_state: RecordedState | RaisedError | null;
    readonly latest_checkpoint: string | RaisedError | null;
  }[];
  readonly generated: readonly {
    readonly save_dir: string;
    readonly model_checkpoint_path: string;
    readonly all_model_checkpoint_paths: readonly string[] | null;
    readonly state_file_text: string;
  }[];
}

const recorded = JSON.parse(
  readFileSync(new URL('../testdata/state-files/parse_cases.json', import.meta.url), 'utf8'),
) as Recorded; // see testdata/README.md

const FOLDER = 'runs/parse';

function filesWith(state: Uint8Array): ReturnType<typeof memoryFiles> {
  const names = recorded.files_in_dir.map((name) => [`${FOLDER}/${name}`, new Uint8Array()] as const);
  // TensorFlow's own path of this case names the folder, which lay beside no other.
  const parent = [`${FOLDER}/../parse/model.ckpt-20.index`, new Uint8Array()] as const;
  return memoryFiles(new Map<string, Uint8Array>([...names, parent, [`${FOLDER}/checkpoint`, state]]));
}

/** What TensorFlow recorded, with the folder of this test; of an error that it is one. */
function expected(found: unknown): unknown {
  const text = JSON.stringify(found).replaceAll('<DIR>', FOLDER);
  const value = JSON.parse(text) as RecordedState | RaisedError | string | null;
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
    const [message] = error.message.split('\n');
    return error.details.cause === undefined ? `${error.tensorflowError}: ${message}` : error.tensorflowError;
  }
}

describe('reads as TensorFlow does the state file', () => {
  for (const { name, text, text_b64, get_checkpoint_state, latest_checkpoint } of recorded.cases) {
    it(name, async () => {
      const bytes = text === undefined ? Buffer.from(text_b64 as string, 'base64') : new TextEncoder().encode(text); // one of the two
      const files = filesWith(bytes);
      expect(await outcome(getCheckpointState(FOLDER, { files }))).toEqual(expected(get_checkpoint_state));
      expect(await outcome(latestCheckpoint(FOLDER, { files }))).toEqual(expected(latest_checkpoint));
    });
  }
});

describe('writes as TensorFlow does the state of', () => {
  for (const { save_dir, model_checkpoint_path, all_model_checkpoint_paths, state_file_text } of recorded.generated) {
    it(`${model_checkpoint_path} in ${save_dir}`, async () => {
      const files = memoryFiles();
      await updateCheckpointState(save_dir, model_checkpoint_path, { files, allModelCheckpointPaths: all_model_checkpoint_paths ?? [] });
      expect(new TextDecoder().decode(await readFile(files, `${save_dir}/checkpoint`))).toBe(state_file_text);
    });
  }
});

it('writes odd characters and times so that it reads them again', async () => {
  const files = memoryFiles();
  const path = 'run/a"b\'c\\d\ne\u0001é模';
  await updateCheckpointState('run', path, { files, allModelCheckpointTimestamps: [1700000000.25], lastPreservedTimestamp: 5 });
  expect(await getCheckpointState('run', { files })).toEqual({
    modelCheckpointPath: path,
    allModelCheckpointPaths: [path],
    allModelCheckpointTimestamps: [1700000000.25],
    lastPreservedTimestamp: 5,
  });
});

it('refuses a checkpoint of the name of the state file, and too few time stamps', async () => {
  const files = memoryFiles();
  await expect(outcome(updateCheckpointState('/run', '/run/checkpoint', { files }))).resolves.toMatch(/^RuntimeError: Save path/);
  const options = { files, allModelCheckpointPaths: ['run/a', 'run/b'], allModelCheckpointTimestamps: [1] };
  await expect(outcome(updateCheckpointState('run', 'run/b', options))).resolves.toMatch(/^ValueError: Checkpoint timestamps/);
});

it('reads every escape', () => {
  const text = String.raw`model_checkpoint_path: "\a\b\f\n\r\t\v\?\'\"\\\x41\102\u00e9\U0001F600"`;
  expect(parseCheckpointState(text)?.modelCheckpointPath).toBe('\x07\b\f\n\r\t\v?\'"\\ABé😀');
  for (const bad of [String.raw`"\q"`, String.raw`"\U00110000"`, String.raw`"\377"`, '"a\nb"', '["a"]', '', ':']) {
    expect(parseCheckpointState(`model_checkpoint_path: ${bad}`)).toBeNull();
  }
  expect(parseCheckpointState('last_preserved_timestamp: soon')).toBeNull();
});

it('tells V2, V1 and missing checkpoints', async () => {
  const files = filesWith(new Uint8Array());
  expect(await checkpointExists(`${FOLDER}/model.ckpt-20`, { files })).toBe(true);
  expect(await checkpointExists(`${FOLDER}/v1ckpt-4`, { files })).toBe(true);
  expect(await checkpointExists(`${FOLDER}/v1s-?????-of-00002`, { files })).toBe(true);
  expect(await checkpointExists(`${FOLDER}/v1s-?????-of-00003`, { files })).toBe(false);
  expect(await checkpointExists(`${FOLDER}/nothing`, { files })).toBe(false);
});
