/* What the page can do besides being read: filter, go from change to change, copy citations, keep its state in the
   address. Nothing is loaded or sent. Texts go into the page as text alone. */
"use strict";
(() => {
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const byId = (name) => document.getElementById(name);
  const bar = byId("x-bar"), form = byId("x-filters"), only = byId("x-only"), said = byId("x-said"), copy = byId("x-copy");
  const boxes = (name) => all(`input[name="${name}"]`, form);
  const chosen = (name) => new Set(boxes(name).filter((box) => box.checked).map((box) => box.value));
  const choice = (name) => form.elements[name]?.value ?? "all";
  const words = (element, name) => (element.dataset[name] ?? "").split(" ").filter(Boolean);
  const patterns = all("#x-patterns > li").map((item) => item.textContent);
  const alike = ["identical", "parallel"];
  let selected = null;

  /* Filters */
  function filter() {
    const relations = chosen("r"), texts = chosen("w"), kind = choice("k"), variant = choice("v");
    const every = boxes("r").every((box) => box.checked);
    const anyText = (list) => !boxes("w").length || list.some((siglum) => texts.has(siglum));
    const allTexts = (list) => !boxes("w").length || list.every((siglum) => texts.has(siglum));
    const fits = (band) => {
      const is = words(band, "r"), kinds = words(band, "k");
      return (every || is.some((name) => relations.has(name)))
        && (kind === "all" || (kind === "annotated" ? kinds.length > 0 : kinds.includes(kind)));
    };
    for (const panel of all(".panel")) {
      const sigla = words(panel, "w");
      /* A text at the side can go and leave the others; between two it cannot. */
      const without = sigla.length === 3 && sigla.findIndex((siglum) => !allTexts([siglum]));
      panel.classList.toggle("no1", without === 0 && allTexts(sigla.slice(1)));
      panel.classList.toggle("no3", without === 2 && allTexts(sigla.slice(0, 2)));
      panel.hidden = !allTexts(sigla) && !panel.matches(".no1, .no3");
      for (const block of all(".blk", panel)) {
        const bands = all(".b", block);
        const shown = bands.filter((band) => !band.matches(".hd") && fits(band));
        for (const band of bands) {
          band.hidden = !(shown.includes(band) || (band.matches(".hd") && (shown.length > 0 || fits(band))));
        }
        block.hidden = bands.every((band) => band.hidden);
      }
    }
    for (const strip of all(".strip")) strip.hidden = !allTexts(words(strip, "w"));
    for (const head of all("th[data-s]")) head.hidden = !anyText([head.dataset.s]);
    for (const cell of all("td[data-w]")) {
      const shown = words(cell, "w").filter((siglum) => anyText([siglum])).length;
      cell.hidden = shown === 0;
      if (cell.colSpan > 1 || cell.dataset.spans) {
        cell.dataset.spans = "1";
        cell.colSpan = Math.max(1, shown);
      }
    }
    for (const reading of all(".ape [data-w]")) reading.hidden = !anyText(words(reading, "w"));
    for (const entry of all(".ape > li")) {
      const readings = all("[data-w]", entry);
      entry.hidden = (variant !== "all" && entry.dataset.v !== variant) || readings.every((reading) => reading.hidden);
    }
    only.checked = !alike.some((name) => relations.has(name));
  }

  /* The address of the page: #ANCHOR, with ?... behind it where anything is not as it was at first. */
  function state() {
    const kept = new URLSearchParams();
    for (const name of ["r", "w"]) {
      if (boxes(name).some((box) => !box.checked)) kept.set(name, [...chosen(name)].join(","));
    }
    for (const name of ["k", "v"]) if (choice(name) !== "all") kept.set(name, choice(name));
    const bases = all(".base input:checked").filter((radio) => !radio.matches(".rb0"));
    if (bases.length) kept.set("base", bases.map((radio) => `${radio.name}:${radio.value}`).join(","));
    return kept.toString();
  }
  function restore(text) {
    const kept = new URLSearchParams(text);
    for (const name of ["r", "w"]) {
      const values = kept.has(name) ? kept.get(name).split(",") : null;
      for (const box of boxes(name)) box.checked = !values || values.includes(box.value);
    }
    for (const name of ["k", "v"]) if (form.elements[name]) form.elements[name].value = kept.get(name) ?? "all";
    const bases = (kept.get("base") ?? "").split(",");
    for (const radio of all(".base input")) if (bases.includes(`${radio.name}:${radio.value}`)) radio.checked = true;
  }
  function remember() {
    const anchor = selected?.id ?? "", kept = state();
    const hash = anchor + (kept ? `?${kept}` : "");
    if (location.hash.slice(1) !== hash) history.replaceState(null, "", `#${hash}`);
  }

  /* Selection */
  function select(element, { focus = false } = {}) {
    selected?.classList.remove("sel");
    selected = element;
    copy.disabled = !element?.dataset.c;
    said.textContent = copy.disabled ? "Nothing selected" : `Selected: ${element.dataset.c.split("\t")[1]}`;
    if (!element) return;
    if (element.closest("[hidden]") && element.closest("main")) {
      form.reset();
      filter();
      if (!copy.disabled) said.textContent += " (filters were reset to show it)";
    }
    element.classList.add("sel");
    element.scrollIntoView({ block: "center" });
    if (focus) element.focus({ preventScroll: true });
  }
  function arrive() {
    const [anchor, kept] = decodeURIComponent(location.hash.slice(1)).split("?");
    if (kept !== undefined) {
      restore(kept);
      filter();
    }
    if (anchor) select(byId(anchor));
    remember();
  }
  function citation(element) {
    const [pattern, address, digest, ...parts] = element.dataset.c.split("\t");
    return patterns[Number(pattern)].replace(/\{([ad01])\}/g, (whole, name) =>
      name === "a" ? address : name === "d" ? digest : parts[Number(name)]);
  }
  async function put(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      /* Where a browser gives a page from disk no clipboard, the text is selected and copied as a person would. */
      const field = document.createElement("textarea");
      field.value = text;
      bar.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    said.textContent = `Copied: ${text}`;
  }
  function step(forwards) {
    const changes = all(".k").filter((change) => change.checkVisibility());
    const here = selected ?? null;
    const after = (change) => here
      ? (here.compareDocumentPosition(change) & Node.DOCUMENT_POSITION_FOLLOWING) > 0
      : change.getBoundingClientRect().top > 0;
    const next = forwards
      ? changes.find((change) => change !== here && after(change)) ?? changes[0]
      : changes.filter((change) => change !== here && !after(change)).at(-1) ?? changes.at(-1);
    if (!next) {
      said.textContent = "No change is shown";
      return;
    }
    select(next, { focus: true });
    remember();
  }

  byId("x-open").addEventListener("click", (event) => {
    form.hidden = !form.hidden;
    event.target.setAttribute("aria-expanded", String(!form.hidden));
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => { filter(); remember(); });
  form.addEventListener("reset", () => setTimeout(() => { filter(); remember(); }));
  only.addEventListener("change", () => {
    for (const box of boxes("r")) if (alike.includes(box.value)) box.checked = !only.checked;
    filter();
    remember();
  });
  for (const radio of all(".base input")) radio.addEventListener("change", remember);
  byId("x-next").addEventListener("click", () => step(true));
  byId("x-back").addEventListener("click", () => step(false));
  copy.addEventListener("click", () => put(citation(selected)));
  addEventListener("hashchange", arrive);
  bar.hidden = false;
  arrive();
})();
