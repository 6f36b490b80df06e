import { ArgumentTypeError } from '@varscope/spec/errors';

/**
 * The jobs of a cluster: for each its tasks' addresses, as a list or, where not all are known, by the number of the
 * task. What `tf.train.ClusterSpec` is made from.
 */
export type ClusterSpecLike = Readonly<Record<string, readonly string[] | Readonly<Record<number, string>>>>;

/**
 * The number of tasks of `job`; 0 when the cluster has no such job.
 * @throws ArgumentTypeError for a cluster of another form, with TensorFlow's words.
 */
export function countTasks(cluster: ClusterSpecLike, job: string | null): number {
  if (!isRecord(cluster)) {
    throw new ArgumentTypeError(
      '`cluster` must be a dictionary mapping one or more job names to lists of network addresses, or a `ClusterDef` protocol buffer',
    );
  }
  for (const [name, tasks] of Object.entries(cluster)) checkTasks(name, tasks);
  return job !== null && Object.hasOwn(cluster, job) ? Object.keys(cluster[job] as object).length : 0; // checked above
}

function checkTasks(job: string, tasks: unknown): void {
  const hasIntegerKeys = isRecord(tasks) && Object.keys(tasks).every((key) => /^\d+$/.test(key));
  if (!Array.isArray(tasks) && !hasIntegerKeys) {
    throw new ArgumentTypeError(`The tasks for job '${job}' must be a list or a dictionary from integers to strings.`);
  }
  for (const address of Object.values(tasks as object)) {
    if (typeof address !== 'string') throw new ArgumentTypeError(`Task address ${String(address)} must be bytes or unicode`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
