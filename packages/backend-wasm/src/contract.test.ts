import { describeBackend } from '@varscope/spec/testing';
import { describe, it } from 'vitest';
import { initializeWasm } from './initialize-wasm.js';

describeBackend('wasm', initializeWasm, { describe, it });
