// A box above the page that shuts by itself gives the keyboard back to the button that opened
// it; Streamlit does so for the Escape key only.
(function () {
  "use strict";

  const BUTTON = '[data-testid="stPopoverButton"]';
  const BODY = '[data-testid="stPopoverBody"]';
  let opener = null;
  let words = ""; // on it; a box that did its work may come back as another one
  let inside = false; // the keyboard was last in a box

  // its signs differ while it is open
  const wordsOf = (button) => button.querySelector("p")?.innerText ?? "";

  document.addEventListener("focusin", ({ target }) => {
    inside = Boolean(target.closest(BODY));
  });

  new MutationObserver(() => {
    const open = document.querySelector(`${BUTTON}[aria-expanded="true"]`);
    if (open) {
      opener = open;
      words = wordsOf(open);
    } else if (opener && !document.querySelector(BODY)) {
      const lost = !document.activeElement || document.activeElement === document.body;
      const there = opener.isConnected
        ? opener
        : [...document.querySelectorAll(BUTTON)].find((one) => wordsOf(one) === words);
      // its button may come a moment later
      if (inside && lost && !there) return;
      if (inside && lost) there.focus({ preventScroll: true });
      opener = null;
    }
  }).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["aria-expanded"],
  });
})();

// Scoring an item of an audit brings the next one: whoever works with keys goes on there.
(function () {
  "use strict";

  const CARD = "[class*=st-key-audit_card_]";
  let byKeys = false; // the keyboard was last in a card

  document.addEventListener("focusin", ({ target }) => {
    byKeys = target.matches(`${CARD} button:focus-visible`);
  });
  document.addEventListener("pointerdown", () => { byKeys = false; });

  new MutationObserver(() => {
    const lost = !document.activeElement || document.activeElement === document.body;
    if (byKeys && lost) document.querySelector(`${CARD} button`)?.focus();
  }).observe(document, { subtree: true, childList: true });
})();
