import type { RegularizationLoss } from 'varscope';

/** Whether an item of a collection is a regularization loss. */
export function isLoss(item: unknown): item is RegularizationLoss {
  return typeof item === 'object' && item !== null && 'evaluate' in item;
}
