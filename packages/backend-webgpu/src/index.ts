export { initializeWebgpu, type WebgpuOptions } from './initialize-webgpu.js';
