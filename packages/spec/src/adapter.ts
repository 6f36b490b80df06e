export { startBackend, type BackendParts } from './backend/start-backend.js';
