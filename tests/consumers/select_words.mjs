// Select words in plain texts by the selectors of Web Annotations, with Apache Annotator, and print them as JSON.
//
//     node select_words.mjs NODE_MODULES COLLECTION.jsonld FOLDER
//
// A text is the file in FOLDER named like the last part of a source's IRI. For each target with selectors, an object:
// the annotation, and for each selector the words of every range that it matches and where the first of them begins.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, file, folder] = process.argv.slice(2);
const require = createRequire(modules + "/");
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("<!DOCTYPE html><pre></pre>");
Object.assign(globalThis, { window, document: window.document, Node: window.Node, NodeFilter: window.NodeFilter });
const annotator = await import(pathToFileURL(join(modules, "@apache-annotator/dom/lib/index.js")));
const matchers = {
  TextQuoteSelector: annotator.createTextQuoteSelectorMatcher,
  TextPositionSelector: annotator.createTextPositionSelectorMatcher,
};
const text = window.document.querySelector("pre");
const out = [];
for (const item of JSON.parse(readFileSync(file, "utf-8")).first.items) {
  for (const target of [item.target].flat()) {
    if (!target.selector) continue;
    text.textContent = readFileSync(join(folder, decodeURIComponent(target.source.id.split(/[:/]/).pop())), "utf-8");
    const found = [];
    for (const selector of target.selector) {
      const words = [];
      let start = null;
      for await (const range of matchers[selector.type](selector)(text)) {
        words.push(range.toString());
        start ??= range.startOffset;
      }
      found.push({ words, start });
    }
    out.push({ id: item.id, found });
  }
}
process.stdout.write(JSON.stringify(out));
