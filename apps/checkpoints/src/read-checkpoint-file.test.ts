import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runRecorded, type RecordedReport } from '@varscope/recorded-cases';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCheckpointFile } from './read-checkpoint-file.js';

const runCheckpoints = (path: string): Promise<RecordedReport> => runRecorded(path, readCheckpointFile);

const RECORDED = fileURLToPath(new URL('../recorded', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkpoints-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('reads every recorded checkpoint of the repository as TensorFlow does, and refuses what it refuses', async () => {
  const { passed, failures } = await runCheckpoints(RECORDED);
  expect(failures).toEqual([]);
  expect(passed).toBeGreaterThan(400);
});

type Path = readonly (string | number)[];

/** Changes what a path leads to in a recorded file, and runs the changed copy of its folder. */
async function runPlanted(name: string, path: Path, planted: unknown): Promise<RecordedReport> {
  const [from, file] = [name.slice(0, name.lastIndexOf('/')), name.slice(name.lastIndexOf('/') + 1)];
  cpSync(join(RECORDED, from), folder, { recursive: true });
  const json = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string | number, unknown>;
  const owner = path.slice(0, -1).reduce((value, key) => value[key] as typeof json, json); // the paths exist
  const last = path.at(-1)!; // no path is empty
  expect(owner[last]).toBeDefined();
  expect(owner[last]).not.toEqual(planted);
  owner[last] = planted;
  writeFileSync(join(folder, file), JSON.stringify(json));
  return runCheckpoints(folder);
}

const ZERO_HASH = '0'.repeat(64);

const PLANTED: readonly (readonly [name: string, path: Path, planted: unknown])[] = [
  ['v2-single/manifest.json', ['tensors', 0, 'dtype'], 'float16'],
  ['v2-single/manifest.json', ['tensors', 0, 'shape'], [1]],
  ['v2-single/manifest.json', ['tensors', 0, 'b64'], 'AACAPw=='],
  ['v2-sharded/manifest.json', ['tensors', 10, 'b64'], 'AACAPw=='],
  ['v1-single/manifest.json', ['tensors', 1, 'b64'], 'AACAPw=='],
  ['v2-partitioned/manifest.json', ['tensors', 0, 'sha256'], ZERO_HASH],
  ['v2-partitioned/manifest.json', ['tensors', 0, 'slices', 0, 'sha256'], ZERO_HASH],
  ['v2-partitioned/manifest.json', ['tensors', 0, 'slices', 0, 'extents'], [[1, 6667]]],
  ['v2-partitioned/manifest.json', ['tensors', 0, 'slices', 1, 'shape'], [6666]],
  ['object-based/object_graph.json', ['graph', 'nodes', 3, 'attributes', 0, 'full_name'], 'steps'],
  ['object-based/object_graph.json', ['graph', 'nodes', 3, 'attributes', 0, 'checkpoint_key'], 'save_counter/.ATTRIBUTES/VARIABLE_VALUE'],
  ['state-files/parse_cases.json', ['cases', 0, 'latest_checkpoint'], '<DIR>/model.ckpt-10'],
  ['state-files/parse_cases.json', ['cases', 0, 'get_checkpoint_state', 'last_preserved_timestamp'], '1.0'],
  ['state-files/parse_cases.json', ['generated', 0, 'state_file_text'], ''],
  ['state-files/rotation/trace.json', ['events', 3, 'deleted'], []],
  ['state-files/rotation/trace.json', ['events', 3, 'created', 0], 'model.ckpt-30.index'],
  ['state-files/rotation/trace.json', ['saver', 'max_to_keep'], 4],
  ['state-files/rotation/trace.json', ['final', 'latest_checkpoint'], 'rotation/model.ckpt-40'],
  ['state-files/rotation/trace.json', ['final', 'get_checkpoint_state', 'all_model_checkpoint_paths', 0], 'rotation/model.ckpt-20'],
  ['state-files/keep-every-hour/trace.json', ['events', 3, 'clock'], 1700003600],
  ['state-files/no-step/trace.json', ['events', 1, 'created'], ['final.data-00000-of-00002']],
  ['state-files/recover/trace.json', ['events', 3, 'last_checkpoints', 0], 'recover/m-0'],
  ['state-files/sharded-devices/trace.json', ['events', 0, 'files', 1], 'm-1.data-00003-of-00003'],
  ['state-files/no-state/trace.json', ['events', 0, 'state_file_text'], ''],
  ['state-files/v1/trace.json', ['events', 1, 'returned'], 'v1/m-1'],
  ['state-files/v1/trace.json', ['events', 1, 'state_file_text'], 'model_checkpoint_path: "m-1"\n'],
  ['state-files/v1/trace.json', ['events', 1, 'files'], ['checkpoint', 'm-1', 'm-2']],
];

describe.each(PLANTED)('in %s at %j', (name, path, planted) => {
  it(`finds the planted ${JSON.stringify(planted)}`, async () => {
    expect((await runPlanted(name, path, planted)).failures).toHaveLength(1);
  });
});

it('finds a tensor of another name', async () => {
  const { failures } = await runPlanted('v2-single/manifest.json', ['tensors', 0, 'name'], 'other');
  expect(failures).toHaveLength(2); // the names, and the tensor
});

it('compares the folder that was left as well as the saves', async () => {
  const files = ['m-1.index', 'm-1.data-00000-of-00001', 'newest_model'];
  const { passed, failures } = await runPlanted('state-files/latest-filename/trace.json', ['events', 0, 'files'], files);
  expect([passed, failures.length]).toEqual([0, 2]);
  rmSync(join(folder, 'dir/m-7.index'));
  const left = await runPlanted('state-files/latest-filename/trace.json', ['save', 'latest_filename'], 'other');
  expect(left.failures).toHaveLength(2);
});

it('fails with a saver of options that Varscope lacks, and passes over sharded V1', async () => {
  const unknown = await runPlanted('state-files/v1/trace.json', ['saver'], { builder: 'mine' });
  expect(unknown.failures[0]!.message).toContain('builder');
  const sharded = await runPlanted('state-files/v1/trace.json', ['saver'], { write_version: 1, sharded: true });
  expect(sharded.failures[0]!.message).toBe('holds no case');
});

/** Runs the verdict on one damaged checkpoint after a change. */
async function runVerdict(
  name: string,
  change: (verdict: { tf: Record<string, Record<string, unknown>> }) => void,
): Promise<RecordedReport> {
  cpSync(join(RECORDED, 'corrupt'), folder, { recursive: true });
  const file = join(folder, 'errors.json');
  const json = JSON.parse(readFileSync(file, 'utf8')) as { cases: { case: string; tf: Record<string, Record<string, unknown>> }[] };
  const verdict = json.cases.find((one) => one.case === name)!; // it exists
  change(verdict);
  writeFileSync(file, JSON.stringify({ ...json, cases: [verdict] }));
  return runCheckpoints(folder);
}

describe('a verdict', () => {
  it('fails where a value is read that TensorFlow refuses', async () => {
    const { failures } = await runVerdict('data-extra-tail', ({ tf }) => {
      tf['get_tensor']!['a/w'] = { ok: false };
      tf['RestoreV2']!['a/w'] = { ok: false };
    });
    expect(failures).toHaveLength(1);
    expect(failures[0]!.message).toContain('a/w: expected "an error, as TensorFlow has one"');
  });

  it('fails where another value is read', async () => {
    const other = { ok: true, dtype: 'float32', shape: [3, 4], sha256: ZERO_HASH };
    const { failures } = await runVerdict('data-extra-tail', ({ tf }) => {
      tf['get_tensor']!['a/w'] = other;
      tf['RestoreV2']!['a/w'] = other;
    });
    expect(failures).toHaveLength(1);
  });

  it('passes where Varscope refuses what TensorFlow reads', async () => {
    const { failures } = await runVerdict('data-flipped-byte', ({ tf }) => {
      tf['get_tensor']!['a/w'] = 'ok';
    });
    expect(failures).toEqual([]);
  });
});

describe('a directory', () => {
  it('fails without a case, and where there is none', async () => {
    writeFileSync(join(folder, 'other.json'), '{}');
    mkdirSync(join(folder, 'inner'));
    expect((await runCheckpoints(folder)).failures).toEqual([{ id: folder, message: 'holds no case' }]);
    expect((await runCheckpoints(join(folder, 'absent'))).failures).toHaveLength(1);
  });

  it('fails with a manifest that is not JSON, or without its checkpoint', async () => {
    writeFileSync(join(folder, 'manifest.json'), '{"tensors":[');
    expect((await runCheckpoints(folder)).failures).toHaveLength(1);
    writeFileSync(join(folder, 'manifest.json'), '{"prefix":"model.ckpt","tensors":[]}');
    expect((await runCheckpoints(folder)).failures).toHaveLength(1);
  });
});
