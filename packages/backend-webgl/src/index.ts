export { initializeWebgl, type WebglBackend, type WebglOptions } from './initialize-webgl.js';
