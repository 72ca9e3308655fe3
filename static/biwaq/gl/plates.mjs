// What is written over the map: demonstration mark, past day, faults, source.

export function addPlates(map, config) {
  const { words } = config;
  const host = map.getContainer();
  const corner = element("div", "biwaq-plates", host);
  const past = element("div", "biwaq-past", corner);
  past.setAttribute("role", "status");
  past.hidden = true;
  if (config.demo) element("div", "biwaq-demo", corner).textContent = words.demo;
  const note = element("div", "biwaq-note", corner);
  note.setAttribute("role", "status");
  note.hidden = true;
  const source = element("div", "biwaq-source", host);
  let own = "";
  let foreign = "";
  const write = () => {
    // what a foreign map asks for stands first
    source.textContent = [foreign, own].filter(Boolean).join(" · ");
  };
  const room = new ResizeObserver(() => {
    host.style.setProperty("--biwaq-source-high", `${source.offsetHeight}px`);
  });
  room.observe(source);
  about(config).then((text) => {
    own = text;
    write();
  });
  return {
    credit(text) {
      foreign = text;
      write();
    },
    remove() {
      room.disconnect();
      corner.remove();
      source.remove();
    },
    past(text) {
      past.textContent = text || "";
      past.hidden = !text;
      host.classList.toggle("biwaq-in-past", Boolean(text));
    },
    fail(failed) {
      note.textContent = failed ? words.failed : "";
      note.hidden = !failed;
    },
  };
}

async function about({ town, words, language }) {
  const answer = await fetch(`/geo/${town}/about?lang=${language}`).catch(() => null);
  if (!answer?.ok) return "";
  const said = await answer.json();
  const day = new Date(said.as_of).toLocaleDateString(language, { dateStyle: "medium" });
  return `${words.source}: ${said.source} · ${words.asOf}\u00a0${day}`;
}

export function element(tag, className, parent) {
  const made = document.createElement(tag);
  made.className = className;
  parent.append(made);
  return made;
}
