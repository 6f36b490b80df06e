import { expect, it } from 'vitest';
import { creationSite, describeSite } from './creation-site.js';

const MODULES = 'file:///home/ada/model/node_modules';

it("is the file and line of the caller's code", () => {
  expect(describeSite(creationSite())).toMatch(/creation-site\.test\.ts:7:\d+\)?$/);
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

it('is unknown where no frame is of the user', () => {
  expect(describeSite({ stack: `Error\n    at run (${MODULES}/@varscope/store/dist/graph.js:1:1)` })).toBeUndefined();
  expect(describeSite({})).toBeUndefined();
});

it('leaves the stack traces of the program as long as they were', () => {
  const before = Error.stackTraceLimit;
  creationSite();
  expect(Error.stackTraceLimit).toBe(before);
});

it('is captured where the engine has only the stack of an error', () => {
  const { captureStackTrace } = Error;
  Reflect.deleteProperty(Error, 'captureStackTrace');
  try {
    expect(describeSite(creationSite())).toContain('creation-site.test.ts');
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
});
