import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];
const UNPACKED = fileURLToPath(new URL('../node_modules/.cache/chromium', import.meta.url));

/**
 * The Chromium to test in: `$CHROMIUM`, the system's, else the one of the optional package `@sparticuz/chromium`
 * (Linux on x64; it unpacks itself on first use).
 *
 * @returns {Promise<string | null>} the path of the program; `null` where there is none
 */
export async function findChromium() {
  const system = [process.env['CHROMIUM'] ?? '', ...SYSTEM_PATHS].find((path) => path !== '' && existsSync(path));
  return system ?? packagedChromium();
}

async function packagedChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  let chromium;
  try {
    chromium = (await import('@sparticuz/chromium')).default;
  } catch {
    return null; // an optional dependency, which may not have been installed
  }
  // It unpacks into the folder for temporary files, where programs may not be allowed to run.
  mkdirSync(UNPACKED, { recursive: true });
  const { TMPDIR } = process.env;
  process.env['TMPDIR'] = UNPACKED;
  try {
    return await chromium.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
  }
}
