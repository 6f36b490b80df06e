/** Kills a program that saves, again and again, and looks what it left. */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFiles } from '@varscope/files';
import { build } from 'esbuild';
import { findProblem } from './save-steps.js';

export interface KillOptions {
  /** An empty folder. */
  readonly folder: string;
  /** How many programs are killed. */
  readonly kills: number;
  /** The source of the program: save-forever.ts. */
  readonly program: string;
  /** Where a copy of what each kill left is put. */
  readonly keep?: string | undefined;
}

/** What the kills left. */
export interface KillResult {
  readonly kills: number;
  /** How many left a file that was not finished: they hit a save. */
  readonly duringSave: number;
  readonly failures: readonly string[];
}

/** Programs that run at the same time, each with a folder of its own that its successors go on with. */
const LANES = 4;
const LONGEST_MILLISECONDS = 60;

/** Kills programs at random moments, and checks each time that the newest checkpoint is whole and not older than was promised. */
export async function killSaves({ folder, kills, program, keep }: KillOptions): Promise<KillResult> {
  const bundle = join(folder, 'save-forever.mjs');
  await bundleProgram(program, bundle);
  const failures: string[] = [];
  let [count, duringSave] = [0, 0];
  const runLane = async (lane: number): Promise<void> => {
    const runs = join(folder, `lane-${lane}`);
    mkdirSync(runs);
    const known = { files: 0, step: 0 };
    while (count < kills) {
      const index = count++;
      const { promised, crash } = await killOne(bundle, runs, lane % 2 === 0);
      if (crash !== null) failures.push(`kill ${index}: the program ended by itself: ${crash}`);
      const unfinished = readdirSync(runs).filter((name) => name.includes('.tempstate')).length;
      if (unfinished > known.files) duringSave++;
      known.files = unfinished;
      known.step = Math.max(known.step, promised);
      const problem = await findProblem(nodeFiles(), runs, known.step);
      if (problem !== null) failures.push(`kill ${index}: ${problem}`);
      if (keep !== undefined) cpSync(runs, join(keep, String(index)), { recursive: true });
    }
    rmSync(runs, { recursive: true });
  };
  await Promise.all(Array.from({ length: LANES }, (_, lane) => runLane(lane)));
  return { kills: count, duringSave, failures };
}

async function bundleProgram(program: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [program],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@varscope/source'],
    ignoreAnnotations: true, // tfjs does not say of the file for Node that it registers the backend
    minify: true,
    logLevel: 'error',
    // What tfjs brings in the older module format asks for modules of Node.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
}

/** Runs the program and kills it a random time after its first save. */
async function killOne(bundle: string, folder: string, hasSteps: boolean): Promise<{ promised: number; crash: string | null }> {
  const child = spawn(process.execPath, [bundle, folder, hasSteps ? 'yes' : 'no'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const wait = Math.random() * LONGEST_MILLISECONDS;
  let [output, errors] = ['', ''];
  child.stdout.on('data', (data: Buffer) => {
    if (output === '') setTimeout(() => child.kill('SIGKILL'), wait);
    output += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  const signal = await new Promise((resolve) => child.on('close', (_, killedBy) => resolve(killedBy)));
  const steps = output.split('\n').slice(0, -1);
  return { promised: Number(steps.at(-1) ?? 0), crash: signal === 'SIGKILL' ? null : errors };
}
