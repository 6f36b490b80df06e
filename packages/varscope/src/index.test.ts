import { readFileSync } from 'node:fs';
import * as checkpoint from '@varscope/checkpoint';
import * as customGetters from '@varscope/custom-getters';
import * as files from '@varscope/files';
import * as gradients from '@varscope/gradients';
import * as initializers from '@varscope/initializers';
import * as partitioners from '@varscope/partitioners';
import * as random from '@varscope/random';
import * as regularizers from '@varscope/regularizers';
import * as safetensors from '@varscope/safetensors';
import * as scopes from '@varscope/scopes';
import * as spec from '@varscope/spec';
import * as errors from '@varscope/spec/errors';
import * as store from '@varscope/store';
import * as summary from '@varscope/summary';
import * as tensorBundle from '@varscope/tensor-bundle';
import * as training from '@varscope/training';
import { describe, expect, it } from 'vitest';
import * as varscope from './index.js';

/** A package: its exports, and those of them that other packages need but programs do not. */
interface Source {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly internal?: readonly string[];
  readonly entry?: string;
}

const SOURCES: Readonly<Record<string, Source>> = {
  '@varscope/checkpoint': { exports: checkpoint },
  '@varscope/custom-getters': { exports: customGetters },
  '@varscope/files': { exports: files, internal: ['readFile', 'writeFile'] },
  '@varscope/gradients': { exports: gradients },
  '@varscope/initializers': { exports: initializers },
  '@varscope/partitioners': { exports: partitioners },
  '@varscope/random': {
    exports: random,
    // Programs that fill arrays, without tensors and graphs, take the package itself.
    internal: [
      'countOps', 'fillNormal', 'FillNormalOptions', 'FillRange', 'fillTruncatedNormal', 'fillUniform', 'fillUniformInt',
      'FillUniformIntOptions', 'FillUniformOptions', 'FillWorkers', 'FloatDType', 'GraphSeeds', 'GraphSeedsOptions',
      'ImplicitSeedRule', 'installSeedSource', 'KernelSeed', 'logFloat32', 'nextOpSeed', 'philox', 'RandomOp', 'RecordedSeeds',
      'roundToDType', 'sinCosFloat32', 'withSeedSource',
    ],
  },
  '@varscope/regularizers': { exports: regularizers },
  '@varscope/safetensors': { exports: safetensors },
  '@varscope/scopes': { exports: scopes },
  '@varscope/spec': {
    exports: spec,
    internal: [
      'DATA_AT_HOME',
      'HasDataAtHome',
      'INITIALIZER_FACTORY',
      'isInitializerFactory',
      'MakeWritableTensor',
      'OpSeed',
      'saveSliceInfo',
      'SeedSource',
      'SERVED_DEVICES',
      'ServesDevices',
      'shapesCompatible',
      'STORED_DTYPE_BYTES',
      'VARIABLE_COLLECTIONS',
      'WRITABLE_TENSORS',
      'WritableTensor',
    ],
  },
  '@varscope/spec/errors': { exports: errors, internal: ['CreationSite', 'creationSite', 'describeSite'], entry: 'spec/src/errors.ts' },
  '@varscope/store': {
    exports: store,
    internal: [
      'addRegularizationLoss', 'computedValue', 'createVariable', 'currentFrame', 'Distribution', 'dtypeOfValue', 'enterFrame',
      'Frame', 'frameOf', 'InitialValueFunction', 'insideNameScope', 'isThenable', 'leaveFrame', 'refuseAsyncFunction',
      'registeredName', 'releaseTape', 'resolveDistribution', 'runInFrame', 'ScopeCounts', 'tensorDtype', 'VariableStore',
    ],
  },
  '@varscope/summary': { exports: summary },
  '@varscope/tensor-bundle': { exports: tensorBundle, internal: ['bundleDataFiles', 'CheckpointState', 'parseCheckpointState'] },
  '@varscope/training': { exports: training },
};

const EXPORTS = /export (?:type )?\{([^}]*)\} from '([^']*)';\n/g;

function read(file: string): string {
  return readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
}

/** The names in the list of one `export { … } from …`. */
function namesIn(list: string): string[] {
  return list.split(',').map((name) => name.trim().replace('type ', '')).filter((name) => name !== '');
}

const index = read('varscope/src/index.ts');
const listed = new Map([...index.matchAll(EXPORTS)].map(([, list = '', from = '']) => [from, namesIn(list)]));

it('re-exports by name from the packages, each in one place, and has nothing of its own', () => {
  expect(index.replaceAll(EXPORTS, '')).toBe('');
  expect([...listed.keys()]).toEqual(Object.keys(SOURCES));
  const all = [...listed.values()].flat();
  expect(new Set(all).size).toBe(all.length);
});

describe.each(Object.entries(SOURCES))('of %s', (name, { exports, internal = [], entry = `${name.slice('@varscope/'.length)}/src/index.ts` }) => {
  const names = listed.get(name) ?? [];

  it('has everything but the internals, types included', () => {
    const offered = [...read(entry).matchAll(EXPORTS)].flatMap(([, list = '']) => namesIn(list));
    expect([...names, ...internal].sort()).toEqual(offered.sort());
  });

  it('lists values, then types, each in alphabetical order', () => {
    const isValue = (one: string): boolean => one in exports;
    const inOrder = [...names].sort(
      (a, b) => Number(isValue(b)) - Number(isValue(a)) || compare(a.toLowerCase(), b.toLowerCase()) || compare(a, b),
    );
    expect(names).toEqual(inOrder);
  });

  it('gives the very objects of the package', () => {
    for (const one of names) expect((varscope as Readonly<Record<string, unknown>>)[one]).toBe(exports[one]);
  });
});

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
