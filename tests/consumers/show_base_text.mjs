// Show a TEI document with CETEIcean in headless Chromium, and print what a reader then sees, as JSON.
//
//     node show_base_text.mjs NODE_MODULES CHROMIUM DOCUMENT.xml
//
// What is not the base's text is hidden by a style sheet, as an edition does it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, chromium, file] = process.argv.slice(2);
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
try {
  const page = await browser.newPage();
  await page.setContent(`<!DOCTYPE html><style>
    tei-teiheader, tei-back, tei-standoff, tei-rdg { display: none }
    tei-div, tei-head { display: block }
    tei-head, tei-seg { white-space: pre-wrap }
  </style><main></main>`);
  await page.addScriptTag({ path: modules + "/CETEIcean/dist/CETEI.js" });
  const seen = await page.evaluate((xml) => {
    document.querySelector("main").append(new CETEI().makeHTML5(xml));
    const shown = (name) =>
      [...document.querySelectorAll(name)].filter((node) => node.checkVisibility()).map((node) => node.innerText);
    return {
      labels: shown('tei-head[type="label"]'),
      clauses: shown('tei-seg[type="clause"]'),
      whole: document.querySelector("main").innerText,
    };
  }, readFileSync(file, "utf-8"));
  process.stdout.write(JSON.stringify(seen));
} finally {
  await browser.close();
}
