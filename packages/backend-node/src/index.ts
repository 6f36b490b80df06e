export { initializeTensorflow, type TensorflowOptions } from './initialize-tensorflow.js';
