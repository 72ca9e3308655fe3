// What a screen reader needs beyond what Streamlit says: a name for every table and chart, the
// list of pages as a landmark, headings without gaps, and cards as groups, so that the same word
// on two cards is not the same button.
(function () {
  "use strict";

  const TABLES = "[data-testid=stMain] :is([data-testid=stDataFrame], table:not([role]))";
  const HEADINGS = "h1, h2, h3, h4, h5, h6";
  const CARDS = "[class*=st-key-card_]";

  function set(element, name, value) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }

  function wordsOf(element) {
    // an icon is a word in the page, and none for the ear
    const words = element.querySelector("p") ?? element;
    return words.innerText.trim().split("\n")[0].trim();
  }

  /** Return the words that stand above the element: of its box, its tab, or the nearest heading. */
  function above(element) {
    for (let one = element; one && one.dataset?.testid !== "stMain"; one = one.parentElement) {
      for (let other = one.previousElementSibling; other; other = other.previousElementSibling) {
        if (other.matches(`summary, :is(${HEADINGS})`)) return wordsOf(other);
        const inside = [...other.querySelectorAll(HEADINGS)].filter(
          (each) => each.innerText.trim() && !each.closest("details"));
        if (inside.length) return wordsOf(inside[inside.length - 1]);
      }
      const tab = one.matches("[role=tabpanel]")
        && document.getElementById(one.getAttribute("aria-labelledby"));
      if (tab) return wordsOf(tab);
    }
    return document.title;
  }

  function nameTables() {
    const given = new Map();
    for (const table of document.querySelectorAll(TABLES)) {
      const words = above(table);
      const count = (given.get(words) ?? 0) + 1;
      given.set(words, count);
      const name = count > 1 ? `${words} (${count})` : words;
      set(table, "aria-label", name);
      if (table.matches("table")) continue;
      set(table, "role", "group");
      for (const grid of table.querySelectorAll("[role=grid]")) set(grid, "aria-label", name);
    }
  }

  /** Two charts have the same buttons. */
  function nameCharts() {
    for (const chart of document.querySelectorAll("[data-testid=stVegaLiteChart]")) {
      const frame = chart.closest("[data-testid=stFullScreenFrame]") ?? chart;
      set(frame, "role", "group");
      set(frame, "aria-label", above(frame));
    }
  }

  function nameCards() {
    for (const card of document.querySelectorAll(CARDS)) {
      const words = [...card.querySelectorAll("p, [data-testid=stText]")]
        .map((one) => one.innerText.trim()).find(Boolean);
      set(card, "role", "group");
      if (words) set(card, "aria-label", words.slice(0, 120));
    }
  }

  /** Name what holds several controls: two numbers have the same buttons, and so have two days. */
  function nameGroups() {
    const boxes = "[data-testid=stNumberInput], [data-testid=stDateInput]";
    for (const box of document.querySelectorAll(boxes)) {
      const label = box.querySelector("[data-testid=stWidgetLabel]");
      set(box, "role", "group");
      if (label) set(box, "aria-label", wordsOf(label));
    }
    for (const box of document.querySelectorAll("[data-testid=stMain] details")) {
      const summary = box.querySelector("summary");
      if (summary) set(box, "aria-label", wordsOf(summary));
    }
  }

  function closeGaps() {
    const headings = [...document.querySelectorAll("[data-testid=stMain] :is(h1, h2, h3, h4, h5)")];
    const used = [...new Set(headings.map((one) => Number(one.tagName[1])))].sort();
    for (const one of headings) {
      const own = Number(one.tagName[1]);
      const level = used[0] === 1 ? used.indexOf(own) + 1 : own;
      if (level === own) one.removeAttribute("aria-level");
      else set(one, "aria-level", String(level));
    }
  }

  function look() {
    waiting = false;
    const pages = document.querySelector(".st-key-pages");
    if (pages) {
      set(pages, "role", "navigation");
      // said in English like Streamlit's own words, and in the language of the session by words.js
      if (!pages.hasAttribute("aria-label")) set(pages, "aria-label", "Pages");
    }
    nameTables();
    nameCharts();
    nameCards();
    nameGroups();
    closeGaps();
  }

  let waiting = false;

  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(look);
  }).observe(document, { subtree: true, childList: true, characterData: true });
})();
