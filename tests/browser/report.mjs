// Open a report in headless Chromium, do one thing with it as a reader would, and print what came of it as JSON.
//
//     node report.mjs NODE_MODULES CHROMIUM TASK PAGE.html
//
// Every task also prints what the page asked of the network and said on the console: it should be nothing.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, chromium, task, file] = process.argv.slice(2);
const require = createRequire(modules + "/");
const address = "file://" + file;
const asked = [];
const said = [];

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

async function open({ hash = "", width = 1400, height = 900, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.on("request", (request) => request.url().startsWith(address) || asked.push(request.url()));
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  await page.goto(address + hash);
  return page;
}

const visible = (page, query) =>
  page.$$eval(query, (found) => found.filter((one) => one.checkVisibility()).map((one) => one.id || one.textContent));

// What each shown band of the synopsis says, without lines over provisions, which stay with what is under them.
const bands = (page) =>
  page.$$eval(".b:not(.hd)", (found) => found.filter((one) => one.checkVisibility()).map((one) => (one.dataset.r ?? "").split(" ")));

const inView = (page, id) =>
  page.evaluate((name) => {
    const box = document.getElementById(name).getBoundingClientRect();
    const there = document.elementFromPoint(box.x + Math.min(box.width, 40) / 2, box.y + Math.min(box.height, 20) / 2);
    return box.top >= 0 && box.bottom <= innerHeight && document.getElementById(name).contains(there);
  }, id);

const tasks = {
  async axe() {
    const found = {};
    for (const [width, height] of [[1400, 900], [390, 844]]) {
      for (const colorScheme of ["light", "dark"]) {
        // axe is put into the page from outside, past its policy.
        const page = await open({ width, height, colorScheme, bypassCSP: true });
        await page.evaluate(readFileSync(modules + "/axe-core/axe.min.js", "utf-8"));
        const result = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
        found[`${width} ${colorScheme}`] = result.violations.map((one) => `${one.id}: ${one.nodes[0].html}`);
        await page.context().close();
      }
    }
    return found;
  },

  async widths() {
    const found = {};
    for (const width of [1400, 1000, 700, 390, 320]) {
      const page = await open({ width });
      found[width] = await page.evaluate(() => document.documentElement.scrollWidth);
      await page.context().close();
    }
    return found;
  },

  async keyboard() {
    const page = await open();
    await page.keyboard.press("Tab");
    const skip = await page.evaluate(() => [document.activeElement.textContent, document.activeElement.checkVisibility()]);
    await page.keyboard.press("Enter");
    const skipped = await page.evaluate(() => location.hash);
    await page.goto(address);
    await page.reload();
    const wanted = await page.evaluate(() => {
      const query = "a[href], button:not(:disabled), input, select, summary, [tabindex='0']";
      const groups = new Set();
      return [...document.querySelectorAll(query)].filter((one) => {
        if (!one.checkVisibility()) return false;
        if (one.type !== "radio") return true;
        return !groups.has(one.name) && groups.add(one.name);
      }).length;
    });
    const reached = new Set();
    const unseen = [];
    let controls = Infinity;
    for (let step = 0; step < wanted + 5; step++) {
      await page.keyboard.press("Tab");
      const [key, seen, name] = await page.evaluate(() => {
        const one = document.activeElement;
        if (one === document.body) return ["", true, ""];
        window.walked ??= new Map();
        if (!window.walked.has(one)) window.walked.set(one, String(window.walked.size));
        const style = getComputedStyle(one);
        const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        const box = one.getBoundingClientRect();
        const inside = box.bottom > 0 && box.top < innerHeight;
        return [window.walked.get(one), marked && inside, one.outerHTML.slice(0, 120)];
      });
      if (!key) break;
      reached.add(key);
      if (name.includes('id="x-open"')) controls = Math.min(controls, step);
      if (!seen) unseen.push(name);
    }
    return { skip, skipped, wanted, reached: reached.size, unseen, controls };
  },

  async filters() {
    const page = await open();
    const all = await bands(page);
    await page.check("#x-only");
    const changed = await bands(page);
    const hash = await page.evaluate(() => location.hash);
    await page.uncheck("#x-only");
    await page.click("#x-open");
    for (const box of await page.$$("input[name=r]")) {
      if ((await box.getAttribute("value")) !== "inserted") await box.uncheck();
    }
    const inserted = await bands(page);
    const insertedHash = await page.evaluate(() => location.hash);
    await page.click("button[type=reset]");
    await page.waitForTimeout(50);
    const reset = await bands(page);
    const resetHash = await page.evaluate(() => location.hash);
    await page.selectOption("select[name=k]", "annotated");
    const annotated = await page.$$eval(".b:not(.hd)", (found) =>
      found.filter((one) => one.checkVisibility()).map((one) => one.dataset.k));
    await page.selectOption("select[name=k]", "all");
    await page.selectOption("select[name=v]", "punctuation");
    const classes = await page.$$eval(".ape > li", (found) =>
      [...new Set(found.filter((one) => one.checkVisibility()).map((one) => one.dataset.v))]);
    await page.selectOption("select[name=v]", "all");
    await page.uncheck("input[name=w][value=K40]");
    const texts = await page.$$eval(".panel", (found) =>
      found.filter((one) => one.checkVisibility()).map((one) => one.dataset.w));
    const columns = await page.$$eval(".gen th[data-s]", (found) =>
      found.filter((one) => one.checkVisibility()).map((one) => one.dataset.s));
    return { all, changed, hash, inserted, insertedHash, reset, resetHash, annotated, classes, texts, columns };
  },

  async link() {
    const page = await open({ hash: "#M40-3-c2?r=reworded" });
    const selected = await page.evaluate(() => document.querySelector(".sel")?.id);
    const there = await inView(page, "M40-3-c2");
    const shown = await bands(page);
    const hash = await page.evaluate(() => location.hash);
    // What a filter hides is shown when it is asked for.
    await page.evaluate(() => { location.hash = "#K40-III-c1?r=reworded"; });
    await page.waitForTimeout(100);
    const forced = [await inView(page, "K40-III-c1"), await page.textContent("#x-said")];
    const plain = await open({ hash: "#P41-3-c1" });
    const base = await open({ hash: "#?base=x-base-1%3AM40" });
    const based = await base.$$eval("input[type=radio]:checked", (found) => found.map((one) => one.value));
    return { selected, there, shown, hash, forced, plain: await inView(plain, "P41-3-c1"), based };
  },

  async change() {
    const found = [];
    for (const javaScriptEnabled of [true, false]) {
      const page = await open({ hash: "#k-M40-3-c1..P41-3-c1", javaScriptEnabled });
      await page.waitForTimeout(200);
      const label = await page.locator("[id='k-M40-3-c1..P41-3-c1'] > i").boundingBox();
      const heading = await page.locator("#P41-3").boundingBox();
      const words = await page.locator("#P41-3-c1").boundingBox();
      const heads = await page.locator(".stk").evaluateAll((all) => Math.max(...all.map((one) => one.getBoundingClientRect().bottom).filter((y) => y < 200)));
      found.push({
        heading: heading.y >= heads && heading.y + heading.height < 850,
        label: label.width > 50 && (label.y + label.height <= words.y || label.y >= words.y + words.height),
      });
    }
    return found;
  },

  async copy() {
    const page = await open();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const copied = {};
    for (const id of ["P41-3-c1", "P41-3", "k-K40-VI-c2..M40-3-c2", "k-K40-III.."]) {
      await page.evaluate((name) => { location.hash = "#" + name; }, id);
      await page.waitForTimeout(100);
      await page.click("#x-copy");
      await page.waitForFunction(() => document.querySelector("#x-said").textContent.startsWith("Copied"));
      copied[id] = await page.evaluate(() => navigator.clipboard.readText());
    }
    return copied;
  },

  async step() {
    const page = await open();
    const order = await visible(page, ".k");
    const went = [];
    await page.focus("#x-next");
    for (let step = 0; step < 4; step++) {
      await page.evaluate(() => document.querySelector("#x-next").focus());
      await page.keyboard.press("Enter");
      went.push(await page.evaluate(() => [document.activeElement.id, location.hash.slice(1)]));
    }
    await page.evaluate(() => document.querySelector("#x-back").focus());
    await page.keyboard.press("Enter");
    const back = await page.evaluate(() => document.activeElement.id);
    return { order, went, back };
  },

  async scriptless() {
    const page = await open({ javaScriptEnabled: false });
    const shown = async (query) => Promise.all((await page.$$(query)).map((one) => one.isVisible()));
    const views = await shown("main > section");
    const bar = await shown("#x-bar");
    const before = await shown(".apx:first-of-type > .ed");
    await page.check(".apx:first-of-type .rb1");
    const after = await shown(".apx:first-of-type > .ed");
    return { views, bar, before, after };
  },

  async print() {
    const page = await open();
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString("latin1");
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const controls = await visible(page, "nav, #x-bar, .base, .skip");
    const written = await page.$$eval("a[href^=http]", (found) =>
      found.map((one) => getComputedStyle(one, "::after").content));
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    return {
      size: pdf.length,
      pages: [...pdf.matchAll(/\/MediaBox \[([^\]]+)\]/g)].map((found) => found[1].split(" ").slice(2).map(Math.round)),
      controls,
      written,
      paper,
    };
  },

  async scroll() {
    const start = Date.now();
    const page = await open();
    const opened = Date.now() - start;
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    const seen = new Set();
    const times = [];
    for (let step = 0; step <= 40; step++) {
      const before = Date.now();
      const found = await page.evaluate((part) => new Promise((done) => {
        scrollTo(0, part * document.documentElement.scrollHeight);
        requestAnimationFrame(() => requestAnimationFrame(() =>
          done(document.elementFromPoint(innerWidth / 3, innerHeight / 2)?.closest("section")?.id ?? "")));
      }), step / 40);
      times.push(Date.now() - before);
      seen.add(found);
    }
    const before = Date.now();
    await page.check("#x-only");
    const filtered = Date.now() - before;
    await page.evaluate(() => { location.hash = "#B-400"; });
    await page.waitForTimeout(200);
    return { opened, height, seen: [...seen], slowest: Math.max(...times), filtered, there: await inView(page, "B-400") };
  },

  async schemes() {
    const found = {};
    for (const colorScheme of ["light", "dark"]) {
      for (const reducedMotion of ["reduce", "no-preference"]) {
        const page = await open({ colorScheme, reducedMotion });
        found[`${colorScheme} ${reducedMotion}`] = await page.evaluate(() => [
          getComputedStyle(document.body).backgroundColor,
          getComputedStyle(document.documentElement).scrollBehavior,
        ]);
      }
    }
    return found;
  },
};

try {
  const found = await tasks[task]();
  process.stdout.write(JSON.stringify({ found, asked, said }));
} finally {
  await browser.close();
}
