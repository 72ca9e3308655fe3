// The language of the page is that of the session, and Streamlit's own words follow it.
//
// Streamlit knows English only. Its words are exchanged where they stand in the page, since
// the language changes within a session while a bundle stays in the browser's store. What
// people typed and what the programme itself says is left alone.
(function () {
  "use strict";

  const LOCALES = { de: "de-DE", en: "en-GB" };

  const GERMAN = {
    // frame
    "Skip to main content": "Zum Inhalt springen",
    "Sidebar": "Seitenleiste",
    "Pages": "Seiten",
    "Collapse sidebar": "Seitenleiste schließen",
    "Expand sidebar": "Seitenleiste öffnen",
    "Main menu": "Menü",
    "Print": "Drucken",
    "Record screen": "Bildschirm aufnehmen",
    "Rerun": "Neu laden",
    "Copy version to clipboard": "Version kopieren",
    "Made with Streamlit v": "Streamlit ",
    "Link to heading": "Link zu dieser Überschrift",
    "Close": "Schließen",
    "Dismiss": "Schließen",
    "Notifications": "Meldungen",
    "Error": "Fehler",
    "Connecting": "Verbinde …",
    "Connecting to Streamlit server": "Die Verbindung zum Server wird aufgebaut",
    "Unable to connect to Streamlit server": "Der Server ist nicht zu erreichen",
    "Connection error": "Keine Verbindung",
    "Connection lost. Please wait for the app to reconnect, then try again.":
      "Die Verbindung ist abgerissen. Bitte warten, bis sie wieder steht, dann noch einmal versuchen.",
    "Streamlit server is not responding. Are you connected to the internet?":
      "Der Server antwortet nicht. Läuft das Programm noch, besteht Verbindung?",
    "Connection timed out.": "Der Server antwortet nicht.",
    "Reconnected to server.": "Die Verbindung steht wieder.",
    "Running...": "Rechnet …",
    "Stop": "Anhalten",
    "Please wait...": "Bitte warten …",
    "Page not found": "Seite nicht gefunden",
    "The page that you have requested does not seem to exist":
      "Diese Seite gibt es nicht",
    "Scroll tabs left": "Reiter nach links",
    "Scroll tabs right": "Reiter nach rechts",
    "(opens in new tab)": "(öffnet ein neues Fenster)",
    "(required)": "(Pflichtangabe)",
    // choosing and typing
    "Open": "Auswahl öffnen",
    "Choose an option": "Bitte wählen",
    "Choose options": "Bitte wählen",
    "No results": "Nichts gefunden",
    "No options to select": "Nichts zur Auswahl",
    "Clear value": "Auswahl löschen",
    "Clear all": "Alles löschen",
    "Selected values": "Gewählt",
    "Select all": "Alle wählen",
    "Clear entry": "Eingabe löschen",
    "Show password": "Kennwort zeigen",
    "Hide password": "Kennwort verbergen",
    "Press Enter to apply": "Eingabetaste übernimmt",
    "Press Enter to submit form": "Eingabetaste sendet ab",
    "Press Ctrl+Enter to apply": "Strg + Eingabetaste übernimmt",
    "Press Ctrl+Enter to submit form": "Strg + Eingabetaste sendet ab",
    "Press ⌘+Enter to apply": "⌘ + Eingabetaste übernimmt",
    "Press ⌘+Enter to submit form": "⌘ + Eingabetaste sendet ab",
    "Invalid input.": "Diese Eingabe passt nicht.",
    "Number is above the allowed range.": "Die Zahl ist zu groß.",
    "Number is below the allowed range.": "Die Zahl ist zu klein.",
    "Increment": "Mehr",
    "Decrement": "Weniger",
    // days
    "dd": "TT",
    "mm": "MM",
    "yyyy": "JJJJ",
    "Choose date": "Tag wählen",
    "Choose date range": "Zeitraum wählen",
    "Clear date": "Tag löschen",
    "Clear dates": "Zeitraum löschen",
    "Date range": "Zeitraum",
    "Next month": "Nächster Monat",
    "Previous month": "Voriger Monat",
    "Next": "Weiter",
    "Previous": "Zurück",
    "month": "Monat",
    "year": "Jahr",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.":
      "Pfeiltasten wechseln den Tag, die Eingabetaste wählt ihn, Escape schließt.",
    // files and camera
    "file upload": "Datei auswählen",
    "Upload": "Datei wählen",
    "Add files": "Weitere Dateien",
    "Drag and drop a file here": "Datei hierher ziehen",
    "Drag and drop files here": "Dateien hierher ziehen",
    "Take Photo": "Auslösen",
    "Clear photo": "Verwerfen",
    "Switch camera": "Andere Kamera",
    "This app would like to use your camera.": "Für das Foto wird die Kamera gebraucht.",
    "Learn how to allow access.": "So erlauben Sie den Zugriff.",
    "Snapshot": "Aufnahme",
    // tables, charts and pictures
    "Show/hide columns": "Spalten ein- und ausblenden",
    "Download as CSV": "Als CSV laden",
    "Download as PNG": "Als Bild laden",
    "Search": "Suchen",
    "Type to search": "Suchwort eingeben",
    "Close Search": "Suche schließen",
    "Previous Result": "Voriger Treffer",
    "Next Result": "Nächster Treffer",
    "Fullscreen": "Vollbild",
    "Close fullscreen": "Vollbild schließen",
    "Show data": "Tabelle zeigen",
    "Show chart": "Diagramm zeigen",
    "Toolbar action": "Werkzeug",
    "Add row": "Zeile hinzufügen",
    "Delete row(s)": "Zeilen löschen",
    "Clear selection": "Auswahl aufheben",
    "Dataframe column menu": "Menü der Spalte",
    "Copy column name": "Namen der Spalte kopieren",
    "Rename": "Umbenennen",
    "Statistics": "Statistik",
    "Sort ascending": "Aufsteigend sortieren",
    "Sort descending": "Absteigend sortieren",
    "Autosize": "Breite anpassen",
    "Pin column": "Spalte anheften",
    "Unpin column": "Spalte lösen",
    "Hide column": "Spalte ausblenden",
    "Format": "Zahlenform",
    "Automatic": "Automatisch",
    "Localized": "Wie hier üblich",
    "Plain": "Schlicht",
    "Compact": "Kurz",
    "Dollar": "Dollar",
    "Euro": "Euro",
    "Yen": "Yen",
    "Percent": "Prozent",
    "Scientific": "Wissenschaftlich",
    "Accounting": "Buchhaltung",
    "Distance": "Abstand",
    "Calendar": "Kalender",
    "Count": "Anzahl",
    "Distinct": "Verschiedene",
    "Empty": "leer",
    "empty": "leer",
    "Values": "Werte",
    "Range": "Spanne",
    "Minimum": "Kleinster Wert",
    "Maximum": "Größter Wert",
    "Average": "Mittel",
    "Median": "Median",
    "Sum": "Summe",
    "Standard deviation": "Streuung",
    "25th percentile": "25 %-Wert",
    "75th percentile": "75 %-Wert",
    "Minimum length": "Kürzester Text",
    "Maximum length": "Längster Text",
    "Average length": "Mittlere Länge",
    "Based on sample": "Aus einer Stichprobe",
    "No data": "Keine Daten",
    "No content": "Kein Inhalt",
    "(index)": "(Zeile)",
  };

  // The parts of a box for a day are named in English there, whatever the language of the page.
  const nameOf = (month, locale) => new Date(2000, month, 1).toLocaleString(locale, { month: "long" });
  const MONTHS = new Map(
    [...Array(12).keys()].map((month) => [nameOf(month, "en"), nameOf(month, "de")])
  );
  const ENGLISH_MONTH = `(${[...MONTHS.keys()].join("|")})`;

  const PATTERNS = [
    [new RegExp(`^(\\d+) – ${ENGLISH_MONTH}$`), (_, number, month) => `${number} – ${MONTHS.get(month)}`],
    [
      new RegExp(`^Selected Date: ${ENGLISH_MONTH} (\\d+), (\\d+)$`),
      (_, month, day, year) => `Gewählter Tag: ${Number(day)}. ${MONTHS.get(month)} ${year}`,
    ],
    [/^Help for (.+)$/s, (_, what) => `Hilfe: ${what}`],
    [/^Help$/, () => "Hilfe"],
    [/^(Choose date), (.+)$/, (_, __, what) => `Tag wählen, ${what}`],
    [/^(?:• )?(\d+(?:\.\d+)?) ?([KMGT]?B) per file$/, (_, size, unit) => `höchstens ${size} ${unit} je Datei`],
    [/^File must be (.+) or smaller\.$/, (_, size) => `Die Datei darf höchstens ${size} groß sein.`],
    [/^(.+) files are not allowed\.$/, (_, kind) => `Dateien der Art ${kind} werden nicht angenommen.`],
    [/^Remove (.+)$/s, (_, what) => `${what} entfernen`],
    [/^Shortcut (.+)$/, (_, key) => `Taste ${key}`],
    [/^(\d+) options? available\.$/, (_, count) => `${count} zur Auswahl.`],
    [/^(.+), selected$/s, (_, what) => `${what}, gewählt`],
    [/^(\d+) notifications?\.$/, (_, count) => `Meldungen: ${count}.`],
    [/^day, (.+)$/s, (_, what) => `Tag, ${what}`],
    [/^month, (.+)$/s, (_, what) => `Monat, ${what}`],
    [/^year, (.+)$/s, (_, what) => `Jahr, ${what}`],
    [/^Image (\d+)$/, (_, number) => `Bild ${number}`],
  ];

  const ATTRIBUTES = ["aria-label", "title", "placeholder", "aria-valuetext"];

  // Here stand the words of people and of the programme, never those of Streamlit.
  const NOT_STREAMLITS =
    "[data-testid=stMarkdownContainer], [data-testid=stTable], [data-testid=stHtml], " +
    "[role=option][data-key], [role=gridcell], td, textarea, style, script, .stBidiComponent, " +
    "[data-testid=stBidiComponentRegular], [data-testid=stBidiComponentIsolated]";
  const YET_STREAMLITS = "[data-testid=stFileUploaderDropzone] button, [data-testid=stTooltipContent]";

  const english = new WeakMap();
  let language = document.documentElement.lang === "en" ? "en" : "de";

  for (const [name, value] of [
    ["language", () => LOCALES[language]],
    ["languages", () => [LOCALES[language]]],
  ]) {
    // by this Streamlit chooses the names of days and months
    Object.defineProperty(navigator, name, { get: value, configurable: true });
  }

  function german(text) {
    const said = text.trim();
    if (said === "") return null;
    if (Object.hasOwn(GERMAN, said)) return text.replace(said, () => GERMAN[said]);
    for (const [pattern, words] of PATTERNS) {
      if (pattern.test(said)) return said.replace(pattern, words);
    }
    return null;
  }

  function exchange(node, name, text, write) {
    const known = english.get(node)?.get(name);
    if (language === "en") {
      if (known && known.german === text) write(known.english);
      return;
    }
    const words = german(text);
    if (words === null || words === text) return;
    if (!english.has(node)) english.set(node, new Map());
    english.get(node).set(name, { english: text, german: words });
    write(words);
  }

  function ours(element) {
    return element.closest(NOT_STREAMLITS) !== null && element.closest(YET_STREAMLITS) === null;
  }

  function onText(node) {
    if (node.parentElement && !ours(node.parentElement)) {
      exchange(node, "", node.data, (words) => { node.data = words; });
    }
  }

  function onAttribute(element, name) {
    const text = element.getAttribute(name);
    if (text) exchange(element, name, text, (words) => element.setAttribute(name, words));
  }

  function onTree(root) {
    if (root.nodeType === Node.TEXT_NODE) return onText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = root; node; node = walk.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) onText(node);
      else for (const name of ATTRIBUTES) onAttribute(node, name);
    }
  }

  const said = document.getElementsByClassName("biwaq-language");

  function followTheSession() {
    const now = said.length ? said[said.length - 1].lang : "";
    if (!Object.hasOwn(LOCALES, now) || now === language) return;
    language = document.documentElement.lang = now;
    window.dispatchEvent(new Event("languagechange"));
    onTree(document.body);
  }

  new MutationObserver((changes) => {
    followTheSession();
    for (const change of changes) {
      if (change.type === "characterData") onText(change.target);
      else if (change.type === "attributes") onAttribute(change.target, change.attributeName);
      else change.addedNodes.forEach(onTree);
    }
  }).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
})();
