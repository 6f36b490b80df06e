export { mendTape } from './mend-tape.js';
export { registerGradients } from './register-gradients.js';
