/**
 * Opens the page of a project in Chromium, and throws unless it reports success and logs no error.
 *
 * @param {string} url
 * @param {import('playwright').Browser} browser
 */
export async function runPage(url, browser) {
  const page = await browser.newPage();
  try {
    /** @type {string[]} */
    const problems = [];
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error)));
    await page.goto(url);
    const outcome = await page.waitForFunction('window.outcome', undefined, { timeout: 60_000 });
    const text = String(await outcome.jsonValue());
    if (text !== 'passed') problems.unshift(text);
    if (problems.length > 0) throw new Error(problems.join('\n'));
  } finally {
    await page.close();
  }
}
