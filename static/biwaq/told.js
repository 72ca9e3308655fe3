// A message belongs to something: whoever stands in the box that it is about hears it there.
//
// A refusal lies in a container whose key names, after "--", the ends of the keys of the boxes
// that it may be about (biwaq_geo/ui/parts/refusal.py). The first of them that is on screen, as
// near to the message as can be, is marked as wrong and described by the message. Any other
// message describes what was pressed before it came.
//
// What was asked for comes into sight once, when it has come, unless somebody has moved on
// meanwhile: an answer in a container whose key begins with "came_" and is its own. The keyboard
// stays where it is.
(function () {
  "use strict";

  const ABOUT = "[class*=st-key-refused_]";
  const ANSWERS = "[class*=st-key-came_]";
  const OF_AN_ACT = "[class*=st-key-refused_act_]";
  const MESSAGES = "[data-testid=stMain] [role=alert], [data-testid=stPopoverBody] [role=alert], "
    + "[role=dialog] [role=alert]";
  const FIELDS = "input:not([type=hidden], [type=file]), textarea, [role=spinbutton], "
    + "[role=combobox], [role=radiogroup]";
  const CONTROLS = "button, input, textarea, summary, [role=combobox], [role=tab], [role=spinbutton]";

  const causes = new WeakMap();
  const known = new WeakSet();
  const before = new Map();
  const come = new Set();
  let pressed = null;
  let movedOn = false;
  let number = 0;

  function keyOf(element, start) {
    const name = [...element.classList].find((one) => one.startsWith(start));
    return name ? name.slice(start.length) : "";
  }

  function boxWith(end, within) {
    return [...within.querySelectorAll("[class*=st-key-]")].find((one) => {
      const key = keyOf(one, "st-key-");
      return (key === end || key.endsWith(`_${end}`)) && one.checkVisibility();
    });
  }

  function boxOf(refusal) {
    const ends = keyOf(refusal, "st-key-refused_").split("--").slice(1);
    for (let within = refusal.parentElement; within && ends.length; within = within.parentElement) {
      for (const end of ends) {
        const box = boxWith(end, within);
        if (box) return box;
      }
    }
    return null;
  }

  function fieldsOf(box) {
    const fields = [...box.querySelectorAll(FIELDS)];
    // a list of choices is one field, whatever lies in it
    const list = fields.find((one) => one.matches("[role=radiogroup]"));
    return list ? [list] : fields;
  }

  function isOn(element) {
    return element !== null && element.isConnected;
  }

  function wanted() {
    const found = new Map();
    const tie = (element, message, wrong) => {
      if (!message.id) message.id = `biwaq-told-${(number += 1)}`;
      const tied = found.get(element) ?? { ids: [], wrong: false };
      found.set(element, { ids: [...tied.ids, message.id], wrong: tied.wrong || wrong });
    };
    for (const message of document.querySelectorAll(MESSAGES)) {
      if (!known.has(message)) {
        known.add(message);
        // one that stands since an earlier run has nothing to do with what was pressed now
        const stands = message.closest(".st-key-standing");
        causes.set(message, stands ? null : pressed);
        // below the edge of a phone nobody sees that nothing was done
        if (!stands) message.closest(OF_AN_ACT)?.scrollIntoView({ block: "nearest" });
      }
      const refusal = message.closest(ABOUT);
      const box = refusal && boxOf(refusal);
      const fields = box ? fieldsOf(box) : [];
      fields.forEach((field) => tie(field, message, true));
      const button = box?.querySelector("button") ?? causes.get(message);
      if (!fields.length && isOn(button)) tie(button, message, false);
    }
    return found;
  }

  function describe(element, ids) {
    const others = (element.getAttribute("aria-describedby") ?? "").split(/\s+/)
      .filter((id) => id && !id.startsWith("biwaq-told-"));
    const all = [...others, ...ids].join(" ");
    if ((element.getAttribute("aria-describedby") ?? "") === all) return;
    if (all) element.setAttribute("aria-describedby", all);
    else element.removeAttribute("aria-describedby");
  }

  function mark(element, wrong) {
    if (wrong) {
      if (!before.has(element)) before.set(element, element.getAttribute("aria-invalid"));
      if (element.getAttribute("aria-invalid") !== "true") element.setAttribute("aria-invalid", "true");
    } else if (before.has(element)) {
      const earlier = before.get(element);
      before.delete(element);
      if (earlier === null) element.removeAttribute("aria-invalid");
      else element.setAttribute("aria-invalid", earlier);
    }
  }

  let tied = new Map();

  // An answer that begins so far down shows its head at most.
  const HARDLY_SEEN_PX = 160;

  function bringAnswers() {
    // while the page is drawn it may be too short to be moved
    if (document.querySelector("[data-test-script-state=running]")) return;
    for (const answer of document.querySelectorAll(ANSWERS)) {
      const key = keyOf(answer, "st-key-came_");
      if (come.has(key)) continue;
      come.add(key);
      const below = answer.getBoundingClientRect().top > innerHeight - HARDLY_SEEN_PX;
      if (below && isOn(pressed) && !movedOn) answer.scrollIntoView({ block: "start" });
    }
  }

  function look() {
    waiting = false;
    bringAnswers();
    const now = wanted();
    for (const element of tied.keys()) {
      if (!now.has(element)) {
        describe(element, []);
        mark(element, false);
      }
    }
    for (const [element, { ids, wrong }] of now) {
      describe(element, ids);
      mark(element, wrong);
    }
    tied = now;
  }

  let waiting = false;

  function soon() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(look);
  }

  function moveOn() {
    movedOn = true;
  }

  function press(event) {
    if (event.type === "keydown" && event.key !== " ") movedOn = event.key !== "Enter";
    if (event.type === "keydown" && event.key !== "Enter") return;
    const control = event.target.closest?.(CONTROLS);
    pressed = control && !control.closest("[data-testid=stSidebar]") ? control : null;
    movedOn = false;
  }

  addEventListener("click", press, true);
  addEventListener("keydown", press, true);
  addEventListener("wheel", moveOn, { capture: true, passive: true });
  addEventListener("touchmove", moveOn, { capture: true, passive: true });
  new MutationObserver(soon).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["aria-describedby", "aria-invalid", "class", "hidden", "data-test-script-state"],
  });
})();
