// A counter for people who walk by: one large button, undo, and the browser's own clock.
// It counts without a network; what was counted outlives a reload in the browser's storage.

const counters = new WeakMap();

export function mount({ data, parentElement, setTriggerValue }) {
  let counter = counters.get(parentElement);
  if (!counter) {
    counter = new Counter(parentElement);
    counters.set(parentElement, counter);
  }
  counter.tell = setTriggerValue;
  counter.show(data);
  return () => {
    setTimeout(() => {
      if (counter.host.isConnected) return;
      clearInterval(counter.clock);
      counters.delete(parentElement);
    });
  };
}

class Counter {
  constructor(parent) {
    this.host = document.createElement("div");
    this.host.className = "biwaq-counter";
    parent.append(this.host);
    this.told = document.createElement("p");
    this.told.setAttribute("role", "status");
    this.big = this.button("biwaq-counter-tap", () => this.tap(1));
    const row = document.createElement("div");
    this.undo = this.button("", () => this.tap(-1));
    this.anew = this.button("", () => this.begin());
    this.done = this.button("biwaq-counter-done", () => this.take());
    row.append(this.undo, this.anew);
    this.host.append(this.told, this.big, row, this.done);
    this.clock = setInterval(() => this.draw(), 1000);
  }

  button(name, pressed) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = name;
    made.addEventListener("click", pressed);
    return made;
  }

  show({ store, words, minutes, forget }) {
    this.words = words;
    this.minutes = minutes;
    if (this.store !== store) {
      this.store = store;
      this.kept = read(store);
    }
    // the page has saved this count: what it was made of goes
    if (forget && this.kept.id === forget) this.begin();
    this.draw();
  }

  tap(step) {
    if (!this.kept.since) {
      this.kept.since = Date.now();
      this.kept.id = crypto.randomUUID?.() ?? String(Math.random());
    }
    this.kept.persons = Math.max(0, this.kept.persons + step);
    this.keep();
  }

  begin() {
    this.kept = empty();
    this.keep();
  }

  take() {
    const { since, persons, id } = this.kept;
    if (!since) return;
    const passed = Math.max(1, Math.round((Date.now() - since) / 60000));
    this.tell("taken", { persons, minutes: passed, since: new Date(since).toISOString(), id });
  }

  keep() {
    try {
      localStorage.setItem(this.store, JSON.stringify(this.kept));
    } catch {
      // a browser that keeps nothing still counts
    }
    this.draw();
  }

  draw() {
    if (!this.words) return;
    const { since, persons } = this.kept;
    const seconds = since ? Math.floor((Date.now() - since) / 1000) : 0;
    const passed = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    const over = seconds >= this.minutes * 60;
    const words = since ? (over ? this.words.over : this.words.running) : this.words.ready;
    // once in a minute is enough for those who listen
    const said = words.replace("{passed}", passed);
    if (this.told.textContent !== said) this.told.textContent = said;
    this.told.setAttribute("aria-live", over ? "polite" : "off");
    this.big.textContent = String(persons);
    this.big.setAttribute("aria-label", this.words.tap.replace("{persons}", persons));
    this.undo.textContent = this.words.undo;
    this.undo.disabled = persons === 0;
    this.anew.textContent = this.words.anew;
    this.done.textContent = this.words.take;
    this.done.disabled = !since;
  }
}

function empty() {
  return { persons: 0, since: 0, id: "" };
}

function read(store) {
  try {
    const found = JSON.parse(localStorage.getItem(store) ?? "null");
    return Number.isInteger(found?.persons) ? { ...empty(), ...found } : empty();
  } catch {
    return empty();
  }
}
