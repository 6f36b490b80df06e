export { padAnyRank } from './backend/pad-any-rank.js';
export { reachVolumes } from './backend/reach-volumes.js';
export { reduceNothing } from './backend/reduce-nothing.js';
export { releaseInputs } from './backend/release-inputs.js';
export { startBackend, type BackendParts } from './backend/start-backend.js';
export { startOnce } from './backend/start-once.js';
