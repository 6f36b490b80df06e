export { startBackend, type BackendParts } from './backend/start-backend.js';
export { startOnce } from './backend/start-once.js';
