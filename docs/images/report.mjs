// Take the pictures of the report that the README and the documentation show, light and dark:
//
//     make report && node docs/images/report.mjs CONSUMERS
//
// CONSUMERS is the folder of tests/consumers/install.sh, which holds playwright-core; the browser is Debian's chromium.
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const { chromium } = createRequire(join(resolve(process.argv[2]), 'node/'))('playwright-core');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const colorScheme of ['light', 'dark']) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, reducedMotion: 'reduce', colorScheme });
  await page.goto(pathToFileURL(join(here, '../../neutrality-pact/index.html')).href);
  await page.evaluate(() => {
    document.getElementById('M40-3-c1').scrollIntoView({ block: 'start', behavior: 'instant' });
    window.scrollBy({ top: -60, behavior: 'instant' });
  });
  await page.screenshot({ path: join(here, colorScheme === 'dark' ? 'report-dark.png' : 'report.png') });
}
await browser.close();
