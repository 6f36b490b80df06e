import { describeBackend } from '@varscope/spec/testing';
import { describe, it } from 'vitest';
import { initializeWebgpu } from './initialize-webgpu.js';

describeBackend('webgpu', initializeWebgpu, { describe, it });
