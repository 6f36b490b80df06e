import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { findChromium } from '../../../scripts/find-chromium.mjs';
import { killPages } from '../testdata/kill-pages.js';

const ROUNDS = 12;
const executablePath = await findChromium();
const folder = mkdtempSync(join(tmpdir(), 'varscope-killed-pages-'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

it.skipIf(executablePath === null)(
  'leaves the newest checkpoint that it promised, whole, when pages are closed or crash, or the browser does, in the middle of saving',
  async () => {
    const program = fileURLToPath(new URL('../testdata/save-in-page.ts', import.meta.url));
    const { steps, failures } = await killPages({ executablePath: executablePath!, folder, program, rounds: ROUNDS }); // else skipped
    expect(failures).toEqual([]);
    for (const step of steps) expect(step).toBeGreaterThanOrEqual(ROUNDS);
  },
  300_000,
);
