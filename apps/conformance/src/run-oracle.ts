import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../oracle/oracle.py', import.meta.url));

/** Processes at a time: every one of them holds a whole TensorFlow. */
const PARALLEL = 2;

/**
 * Runs `oracle.py` once for every list of arguments, a few at a time; `done` is told of each that ended well.
 * @throws Error when one of them cannot be started or fails; the rest are not started then.
 */
export async function runOracle(
  python: string,
  runs: readonly (readonly string[])[],
  done: (parameters: readonly string[]) => void,
): Promise<void> {
  const waiting = [...runs];
  await Promise.all(
    Array.from({ length: PARALLEL }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        try {
          await runOnce(python, next);
        } catch (error) {
          waiting.length = 0;
          throw error;
        }
        done(next);
      }
    }),
  );
}

function runOnce(python: string, parameters: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, [SCRIPT, ...parameters], { stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`oracle.py ${parameters.join(' ')} ended with ${code}`));
    });
  });
}
