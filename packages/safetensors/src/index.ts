export { openSafetensors } from './open-safetensors.js';
export type { PlacedFile, SafetensorsLocation } from './safetensors-location.js';
export { writeSafetensors, type WriteSafetensorsOptions } from './write-safetensors.js';
