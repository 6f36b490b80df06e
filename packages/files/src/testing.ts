export { fileSystemChecks, type FileSystemCheck, type FileSystemCheckOptions } from './testing/file-system-checks.js';
