import { describeBackend } from '@varscope/spec/testing';
import { describe, it } from 'vitest';
import { initializeWasm } from './initialize-wasm.js';

// On a page that is cross-origin isolated, as that of the tests is, the default is two threads.
describeBackend('wasm with threads', initializeWasm, { describe, it });
describeBackend('wasm without threads', () => initializeWasm({ threads: false }), { describe, it });
