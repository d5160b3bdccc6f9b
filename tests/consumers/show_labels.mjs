// Show pictures in headless Chromium, and print where their labels stand, as JSON.
//
//     node show_labels.mjs NODE_MODULES CHROMIUM PICTURE.svg ...
//
// For each picture: the words and the box of every label, the size of the sheet, what was asked of the network, and
// what was written to the console.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, chromium, ...files] = process.argv.slice(2);
const require = createRequire(modules + "/");
const browser = await require("playwright-core").chromium.launch({
  executablePath: chromium,
  headless: true,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
const shown = [];
try {
  const page = await browser.newPage();
  let asked = [];
  let said = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  for (const file of files) {
    asked = [];
    said = [];
    const url = pathToFileURL(file).href;
    await page.goto(url);
    const seen = await page.evaluate(() => {
      const root = document.documentElement;
      const sheet = root.getBoundingClientRect();
      const labels = [...root.querySelectorAll("text")].map((text) => {
        const box = text.getBoundingClientRect();
        const words = [...text.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data);
        return { words: words.join(""), left: box.left, top: box.top, right: box.right, bottom: box.bottom };
      });
      return { labels, width: sheet.width, height: sheet.height };
    });
    shown.push({ ...seen, asked: asked.filter((one) => one !== url), said });
  }
  process.stdout.write(JSON.stringify(shown));
} finally {
  await browser.close();
}
