export { describeBackend, type TestRunner } from './testing/describe-backend.js';
