import { registeredName } from '@varscope/store';
import type { GradientAndVariable, GradientOptimizer } from './gradient-optimizer.js';

/** Where an optimizer carries the names of the variables that it has updated, in the order of its slots. */
const SLOT_ORDER = Symbol.for('varscope.training.slotOrder');

/**
 * The gradients as an optimizer of tfjs takes them. It finds variables by the name in tfjs's registry, and their slots
 * (momentum and the like) by position; so every variable that it has ever updated keeps its position, with `null` in
 * steps without a gradient for it. TensorFlow keeps slots by variable.
 */
export function inSlotOrder(
  optimizer: GradientOptimizer,
  gradients: readonly GradientAndVariable[],
): Parameters<GradientOptimizer['applyGradients']>[0] {
  const order = slotOrder(optimizer);
  const byName = new Map(gradients.map(([gradient, variable]) => [registeredName(variable), gradient]));
  for (const [name, gradient] of byName) if (gradient !== null) order.add(name);
  return Array.from(order, (name) => ({ name, tensor: byName.get(name) ?? (null as never) })); // as tfjs passes it
}

function slotOrder(optimizer: GradientOptimizer & { [SLOT_ORDER]?: Set<string> }): Set<string> {
  const known = optimizer[SLOT_ORDER];
  if (known !== undefined) return known;
  const order = new Set<string>();
  Object.defineProperty(optimizer, SLOT_ORDER, { value: order });
  return order;
}
