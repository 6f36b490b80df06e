/** Closes and crashes pages that save, and the browser with them, and looks what they left. */
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import { chromium, type BrowserContext, type Page } from 'playwright';
import { CHROMIUM_ARGUMENTS } from '../../../scripts/chromium-arguments.mjs';
import type { SavingPage } from './save-in-page.js';
import type { WorkerTask } from './save-in-worker.js';

export interface KillPagesOptions {
  /** The program of Chromium. */
  readonly executablePath: string;
  /** An empty folder for its profile: without one it would keep everything in memory. */
  readonly folder: string;
  /** The source of the page: save-in-page.ts. */
  readonly program: string;
  /** How many times all pages are killed. */
  readonly rounds: number;
}

/** What the kills left. */
export interface KillPagesResult {
  /** Of every kind of page, the last step that it said it had saved. */
  readonly steps: readonly number[];
  readonly failures: readonly string[];
}

const ADDRESS = 'https://varscope.test/';
const LONGEST_MILLISECONDS = 60;

/** A page in the browser, and its successors: they go on with what it left. */
interface Lane {
  readonly task: WorkerTask;
  step: number;
}

type Kill = (context: BrowserContext, pages: readonly Page[]) => Promise<unknown>;

/** How pages end without being asked. */
const KILLS: readonly Kill[] = [
  (_, pages) => Promise.all(pages.map((page) => page.close())),
  (context, pages) => Promise.all(pages.map((page) => crash(context, page))),
  (context) => crashBrowser(context),
];

/** Kills pages at random moments, each kind with files in OPFS and in IndexedDB, and checks what they left in fresh pages. */
export async function killPages({ executablePath, folder, program, rounds }: KillPagesOptions): Promise<KillPagesResult> {
  const script = await bundleProgram(program);
  const lanes = (['opfs', 'indexed-db'] as const).flatMap((system) =>
    [true, false].map((hasSteps): Lane => ({ task: { system, hasSteps, place: `${system}-${hasSteps}` }, step: 0 })),
  );
  const failures: string[] = [];
  let context = await openBrowser(executablePath, folder, script);
  try {
    for (let round = 0; round < rounds; round++) {
      const pages = await Promise.all(lanes.map(() => openPage(context)));
      for (const [index, lane] of lanes.entries()) await check(pages[index]!, lane, failures);
      await Promise.all(lanes.map((lane, index) => startSaving(pages[index]!, lane, failures)));
      await wait(Math.random() * LONGEST_MILLISECONDS);
      const kill = KILLS[round % KILLS.length]!;
      await kill(context, pages);
      if (kill === KILLS.at(-1)) context = await openBrowser(executablePath, folder, script);
    }
    for (const lane of lanes) await check(await openPage(context), lane, failures);
  } finally {
    await context.close();
  }
  return { steps: lanes.map(({ step }) => step), failures };
}

async function bundleProgram(program: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [program],
    write: false,
    bundle: true,
    format: 'iife',
    conditions: ['@varscope/source'],
    ignoreAnnotations: true, // tfjs does not say of its file that it registers the backend
    minify: true,
    logLevel: 'error',
  });
  return outputFiles[0]!.text; // there is one
}

async function openBrowser(executablePath: string, folder: string, script: string): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(folder, { executablePath, args: [...CHROMIUM_ARGUMENTS] });
  await context.route(`${ADDRESS}**`, async (route) => {
    const isScript = route.request().url().endsWith('.js');
    await route.fulfill(isScript
      ? { contentType: 'text/javascript', body: script }
      : { contentType: 'text/html', body: '<!doctype html><title>Saves</title><script src="save.js"></script>' });
  });
  return context;
}

async function openPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(ADDRESS);
  return page;
}

async function check(page: Page, { task, step }: Lane, failures: string[]): Promise<void> {
  if (step === 0) return;
  const problem = await page.evaluate(async ([what, promised]) => {
    const { savingPage } = globalThis as unknown as { savingPage: SavingPage }; // of save-in-page.ts
    return await savingPage.findProblem(what, promised);
  }, [task, step] as const);
  if (problem !== null) failures.push(`${task.place}: ${problem}`);
}

/** Resolves when the page has saved once. */
async function startSaving(page: Page, lane: Lane, failures: string[]): Promise<void> {
  let saved = (): void => undefined;
  const hasSaved = new Promise<void>((resolve) => (saved = resolve));
  await page.exposeFunction('onSaved', (step: number) => {
    lane.step = Math.max(lane.step, step);
    saved();
  });
  await page.exposeFunction('onFailed', (reason: string) => {
    failures.push(`${lane.task.place}: the page ended by itself: ${reason}`);
    saved();
  });
  await page.evaluate((task) => {
    // Of save-in-page.ts, and exposed above.
    const { savingPage, onSaved, onFailed } = globalThis as unknown as
      { savingPage: SavingPage; onSaved: (step: number) => void; onFailed: (reason: string) => void };
    savingPage.save(task, onSaved).catch((error: unknown) => onFailed(String(error)));
  }, lane.task);
  await hasSaved;
}

async function crash(context: BrowserContext, page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  const session = await context.newCDPSession(page);
  session.send('Page.crash').catch(() => undefined); // nobody is left to answer
  await crashed;
}

async function crashBrowser(context: BrowserContext): Promise<void> {
  const closed = context.waitForEvent('close');
  const session = await context.browser()!.newBrowserCDPSession(); // a profile has a browser
  session.send('Browser.crash').catch(() => undefined); // nobody is left to answer
  await closed;
}
