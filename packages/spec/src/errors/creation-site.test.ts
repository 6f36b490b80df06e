import { describe, expect, it } from 'vitest';
import { creationSite, describeSite } from './creation-site.js';

const MODULES = 'file:///home/ada/model/node_modules';

it("is the file and line of the caller's code", () => {
  expect(describeSite(creationSite())).toMatch(/creation-site\.test\.ts:7:\d+\)?$/);
});

it('begins above the last call of a function that it is given', () => {
  const request = (depth: number): string | undefined =>
    depth === 0 ? describeSite(creationSite(undefined, request)) : request(depth - 1);
  expect(request(2)).toMatch(/^request .*creation-site\.test\.ts:12:\d+\)$/);
});

it('skips the frames of Varscope, tfjs and Node, however they were installed', () => {
  const stack = `Error
    at createVariable (${MODULES}/@varscope/store/dist/create-variable.js:40:12)
    at getVariable (${MODULES}/.pnpm/@varscope+scopes@0.1.0/node_modules/@varscope/scopes/dist/get-variable.js:20:3)
    at Engine.tidy (${MODULES}/@tensorflow/tfjs-core/dist/tf-core.node.js:4480:22)
    at AsyncLocalStorage.run (node:async_hooks:346:14)
    at Array.map (<anonymous>)
    at dense (file:///home/ada/model/src/layers.js:12:17)
    at file:///home/ada/model/src/main.js:3:1`;
  expect(describeSite({ stack })).toBe('dense (file:///home/ada/model/src/layers.js:12:17)');
});

it('reads the stacks of Firefox and Safari', () => {
  const stack = `getVariable@https://example.org/node_modules/@varscope/scopes/dist/get-variable.js:20:3
dense@https://example.org/src/layers.js:12:17`;
  expect(describeSite({ stack })).toBe('dense@https://example.org/src/layers.js:12:17');
});

describe('in the layouts in which packages are installed', () => {
  const inPnpm = (name: string, file: string): string =>
    `/home/ada/model/node_modules/.pnpm/@varscope+${name}@0.1.0_@tensorflow+tfjs-core@4.22.0/node_modules/@varscope/${name}/dist/${file}`;

  it.each<[string, string, string]>([
    ['pnpm', inPnpm('store', 'create-variable.js'), '/home/ada/model/src/layers.js'],
    ['Yarn Plug and Play', '/home/ada/.yarn/cache/@varscope-store-npm-0.1.0-1.zip/node_modules/@varscope/store/dist/create-variable.js', '/home/ada/model/src/layers.js'],
    ['a monorepo with packages of its own', '/home/ada/work/node_modules/@varscope/store/dist/create-variable.js', '/home/ada/work/packages/store/src/layers.ts'],
    ['a project that is called varscope', '/home/ada/varscope/node_modules/@varscope/store/dist/create-variable.js', '/home/ada/varscope/src/layers.js'],
    ['Windows', 'C:\\model\\node_modules\\@varscope\\store\\dist\\create-variable.js', 'C:\\model\\src\\layers.js'],
    ['Windows, as modules are named', 'file:///C:/model/node_modules/@varscope/store/dist/create-variable.js', 'file:///C:/model/src/layers.js'],
    ['the development server of Vite', 'http://localhost:5173/node_modules/.vite/deps/chunk-KX2QJW4E.js?v=1', 'http://localhost:5173/src/layers.ts?t=2'],
    ['a content delivery network', 'https://esm.sh/@varscope/store@0.1.0/es2022/store.mjs', 'https://example.org/layers.js'],
    ['the umbrella from such a network', 'https://esm.sh/varscope@0.1.0/es2022/varscope.mjs', 'https://example.org/layers.js'],
    ['a folder with a space and brackets', '/home/ada/my model (2)/node_modules/@varscope/store/dist/create-variable.js', '/home/ada/my model (2)/layers.js'],
    ['the repository of Varscope', 'file:///home/ada/varscope/packages/store/src/create-variable.ts', 'file:///home/ada/varscope/apps/quickstart/src/train.ts'],
    ['a test of that repository', '/home/ada/varscope/packages/store/src/create-variable.ts', '/home/ada/varscope/packages/scopes/src/get-variable.test.ts'],
  ])('finds the code of the user: %s', (_layout, ours, users) => {
    const stack = `Error\n    at createVariable (${ours}:40:12)\n    at dense (${users}:12:17)\n    at ${users}:3:1`;
    expect(describeSite({ stack })).toBe(`dense (${users}:12:17)`);
  });

  it('finds the top level of a CommonJS module, and a function that goes on after an await', () => {
    const ours = `    at createVariable (${MODULES}/@varscope/store/dist/create-variable.js:40:12)`;
    expect(describeSite({ stack: `Error\n${ours}\n    at Object.<anonymous> (/home/ada/model.cjs:3:1)` })).toBe(
      'Object.<anonymous> (/home/ada/model.cjs:3:1)',
    );
    expect(describeSite({ stack: `Error\n${ours}\n    at async build (/home/ada/model.mjs:3:1)` })).toBe(
      'build (/home/ada/model.mjs:3:1)',
    );
  });

  it("prefers the program's code to that of other packages, and takes theirs where there is no other", () => {
    const stack = `Error
    at createVariable (${MODULES}/@varscope/store/dist/create-variable.js:40:12)
    at dense (${MODULES}/some-layers/index.js:12:17)`;
    expect(describeSite({ stack })).toBe(`dense (${MODULES}/some-layers/index.js:12:17)`);
    expect(describeSite({ stack: `${stack}\n    at main (file:///home/ada/model/main.js:1:1)` })).toBe(
      'main (file:///home/ada/model/main.js:1:1)',
    );
  });

  it('skips code that was made from a string', () => {
    const stack = `Error
    at createVariable (${MODULES}/@varscope/store/dist/create-variable.js:40:12)
    at eval (eval at run (/home/ada/model/run.js:2:1), <anonymous>:1:1)
    at run (/home/ada/model/run.js:2:1)`;
    expect(describeSite({ stack })).toBe('run (/home/ada/model/run.js:2:1)');
  });
});

it('is unknown where no frame is of the user', () => {
  expect(describeSite({ stack: `Error\n    at run (${MODULES}/@varscope/store/dist/graph.js:1:1)` })).toBeUndefined();
  expect(describeSite({})).toBeUndefined();
});

it('leaves the stack traces of the program as long as they were', () => {
  const before = Error.stackTraceLimit;
  creationSite();
  expect(Error.stackTraceLimit).toBe(before);
});

it('looks no further than the number of frames it is told', () => {
  expect(creationSite(2).stack?.split('\n')).toHaveLength(3);
});
