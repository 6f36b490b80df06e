import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { killSaves } from '../testdata/kill-saves.js';

const folder = mkdtempSync(join(tmpdir(), 'varscope-killed-saves-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('leaves the newest checkpoint that it promised, whole, when it is killed 200 times in the middle of saving', async () => {
  const program = fileURLToPath(new URL('../testdata/save-forever.ts', import.meta.url));
  const { kills, duringSave, failures } = await killSaves({ folder, kills: 200, program });
  expect(failures).toEqual([]);
  expect(kills).toBe(200);
  expect(duringSave).toBeGreaterThan(20);
}, 600_000);
