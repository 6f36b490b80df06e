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

it(
  'leaves the newest checkpoint that it promised, whole, when pages are closed or crash, or the browser does, in the middle of saving',
  async ({ skip }) => {
    if (executablePath === null) return skip('There is no Chromium here; without one, CI fails before it tests.');
    const program = fileURLToPath(new URL('../testdata/save-in-page.ts', import.meta.url));
    const { steps, failures } = await killPages({ executablePath, folder, program, rounds: ROUNDS });
    expect(failures).toEqual([]);
    for (const step of steps) expect(step).toBeGreaterThanOrEqual(ROUNDS);
  },
  300_000,
);
