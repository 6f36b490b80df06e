/**
 * A list of checks that are run one after the other, each reported on one line, and counted.
 *
 * @returns {{ run(name: string, body: () => unknown): Promise<boolean>, finish(): void }} `run` counts a body that
 *   throws as failed and shows why; `finish` prints the counts and sets the exit code, non-zero also when nothing ran
 */
export function createChecks() {
  let passed = 0;
  let failed = 0;
  return {
    async run(name, body) {
      try {
        await body();
        passed += 1;
        console.log(`✓ ${name}`);
        return true;
      } catch (error) {
        failed += 1;
        console.log(`✗ ${name}\n${error instanceof Error ? error.message : String(error)}`);
        return false;
      }
    },
    finish() {
      console.log(`${passed} passed, ${failed} failed`);
      if (failed > 0 || passed === 0) process.exitCode = 1;
    },
  };
}
