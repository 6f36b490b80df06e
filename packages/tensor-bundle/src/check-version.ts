import { InvalidArgumentError } from '@varscope/spec/errors';
import type { Version } from './bundle-proto.js';

/** The version of the formats that this package reads. */
const CONSUMER = 1;

/** Refuses a file that says that this package cannot read it. */
export function checkVersion({ minConsumer, badConsumers }: Version, file: string): void {
  if (minConsumer > CONSUMER) {
    throw new InvalidArgumentError(`Checkpoint min consumer version ${minConsumer} above current version ${CONSUMER}`, { file }, 'InvalidArgumentError');
  }
  if (badConsumers.includes(CONSUMER)) {
    throw new InvalidArgumentError(`Checkpoint disallows consumer version ${CONSUMER}`, { file }, 'InvalidArgumentError');
  }
}
