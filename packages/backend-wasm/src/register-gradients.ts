/**
 * Registers the gradients of all of tfjs's kernels, which tfjs-core does not do by itself. A second call changes
 * nothing: a module is evaluated once.
 *
 * For Node the build bundles this file: there the module below cannot be loaded as it stands, an ES module without
 * file endings in a CommonJS package.
 */
export async function registerGradients(): Promise<void> {
  await import('@tensorflow/tfjs-core/dist/register_all_gradients.js');
}
