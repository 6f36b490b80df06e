// The fences between the packages.
const { readFileSync } = require('node:fs');

// Every arrow there is, as in ARCHITECTURE.md: a package may import those named here, and nothing else of ours.
const ARROWS = {
  'spec': [],
  'random': ['spec'],
  'initializers': ['spec', 'random'],
  'regularizers': ['spec'],
  'partitioners': ['spec'],
  'custom-getters': ['spec'],
  'store': ['spec', 'random'],
  'scopes': ['spec', 'store', 'initializers'],
  'gradients': [],
  'training': ['spec', 'store', 'scopes', 'gradients'],
  'files': ['spec'],
  'tensor-bundle': ['spec', 'files'],
  'safetensors': ['spec', 'files'],
  'checkpoint': ['spec', 'store', 'files', 'tensor-bundle', 'safetensors'],
  'summary': ['spec'],
  'backend-wasm': ['spec', 'gradients'],
  'backend-webgl': ['spec', 'gradients'],
  'backend-webgpu': ['spec', 'gradients'],
  'backend-node': ['spec', 'gradients'],
  'cli': ['spec', 'files', 'tensor-bundle', 'safetensors', 'summary'],
  'varscope': [
    'spec', 'random', 'initializers', 'regularizers', 'partitioners', 'custom-getters', 'store', 'scopes', 'training',
    'summary', 'gradients', 'files', 'tensor-bundle', 'safetensors', 'checkpoint',
  ],
};

const TEST = '\\.test(-d)?\\.ts$';

/** The files that the `exports` of a package name. */
function entries(name) {
  const { exports } = JSON.parse(readFileSync(`${__dirname}/packages/${name}/package.json`, 'utf8'));
  return Object.values(exports).map((entry) => `packages/${name}/${entry['@varscope/source'].slice('./'.length)}`);
}

const arrows = Object.entries(ARROWS).map(([name, allowed]) => ({
  name: `arrows-of-${name}`,
  severity: 'error',
  from: { path: `^packages/${name}/`, pathNot: TEST },
  to: { path: '^(packages|apps)/', pathNot: `^packages/(${[name, ...allowed].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...arrows,
    {
      name: 'every-package-has-its-arrows',
      severity: 'error',
      from: { path: '^packages/', pathNot: `^packages/(${Object.keys(ARROWS).join('|')})/` },
      to: {},
    },
    {
      name: 'no-cycle',
      comment: 'Of what runs: files may name the types of each other.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^#' } },
    {
      name: 'no-internals-of-another-package',
      severity: 'error',
      from: { path: '^(packages/[^/]+|apps/[^/]+|scripts)/', pathNot: TEST },
      to: { path: '^packages/', pathNot: ['^$1/', ...Object.keys(ARROWS).flatMap(entries).map((file) => `^${file}$`)] },
    },
    {
      name: 'no-index-from-inside',
      severity: 'error',
      from: { path: '^(packages/[^/]+)/src/', pathNot: TEST },
      to: { path: '^$1/src/index\\.ts$' },
    },
    {
      name: 'no-third-party-at-run-time',
      comment: 'The variable packages depend on tfjs, as a peer, and on nothing else; the command has libraries for what is not its subject.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: [TEST, '^packages/cli/'] },
      to: { path: 'node_modules/', pathNot: 'node_modules/@tensorflow/' },
    },
    {
      name: 'backends-only-in-their-adapter',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: [TEST, '^packages/backend-'] },
      to: { path: 'node_modules/@tensorflow/tfjs-(backend|node)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(packages|apps)/[^/]+/dist' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@varscope/source', 'types', 'node', 'import', 'default'],
    },
  },
};
