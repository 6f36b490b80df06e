import { describeBackend } from '@varscope/spec/testing';
import { describe, it } from 'vitest';
import { initializeWebgl } from './initialize-webgl.js';

describeBackend('webgl', initializeWebgl, { describe, it });
