"""What the look at every page asks of the browser."""

EVERYTHING = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
SIZES = {"type": "rule", "values": ["target-size"]}
VIOLATIONS = """async (runOnly) => {
    const found = await axe.run(document, { runOnly, resultTypes: ["violations"] });
    // what lies under the saving button of a sheet is scrolled free of it; its size is
    // looked at by itself
    const underSave = (id, target) => id === "target-size"
        && document.querySelector(target[0])?.closest('[class*="st-key-sheet_"]');
    return found.violations.flatMap(({ id, nodes }) => nodes
        .filter(({ target }) => !underSave(id, target))
        .map(({ html, target }) => `${id}: ${target.join(" ")} ${html}`.slice(0, 300)));
}"""

TOO_WIDE = """() => {
    const main = document.querySelector("[data-testid=stMain]");
    const scrolls = (element) => {
        for (let one = element; one && one !== main; one = one.parentElement) {
            if (getComputedStyle(one).overflowX !== "visible") return true;
        }
        return false;
    };
    const wide = [...main.querySelectorAll("*")].filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 1 && box.right > innerWidth + 1 && !scrolls(element);
    });
    const pages = [document.documentElement, main];
    return [
        ...pages.filter((one) => one.scrollWidth > one.clientWidth).map(() => "sideways"),
        ...wide.map((element) => [element.tagName, element.textContent,
            element.closest("[data-testid]").dataset.testid].join(" ").slice(0, 120)),
    ];
}"""

TOO_SMALL = """(least) => [...document.querySelectorAll(
        "[data-testid=stMain] :is(button, [role=tab], [role=spinbutton], summary, label:has(input))"
    )].filter((target) => {
        const { width, height } = target.getBoundingClientRect();
        // what only the ear meets is one pixel large; the arrow of a list opens it like its box
        const seen = width > 1 && height > 1 && !target.closest("[data-testid=stDataFrame]");
        const extra = least > 24
            && target.closest("[data-testid=stTooltipHoverTarget], [data-testid=stSelectbox], "
                + "[data-testid=stDateInput]");
        return seen && !extra && target.checkVisibility({ visibilityProperty: true })
            && (width < least || height < least);
    }).map((target) => `${target.getAttribute("aria-label")} ${target.textContent} `
        + JSON.stringify(target.getBoundingClientRect()).slice(0, 90))"""

STILL_MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
    const { animationDuration, transitionDuration } = getComputedStyle(element);
    return Math.max(parseFloat(animationDuration), parseFloat(transitionDuration)) > 0.01;
}).map((element) => element.outerHTML.slice(0, 120))"""

WITHOUT_EDGE = """() => [...document.querySelectorAll("[data-testid=stMain] button")].filter(
    (button) => button.checkVisibility() && getComputedStyle(button).borderTopStyle === "none"
).map((button) => button.outerHTML.slice(0, 120))"""

MAPS_DRAWN = """() => [...document.querySelectorAll(".biwaq-map")].every(
    (map) => map.dataset.drawn && !map.workMap.isMoving()
)"""

TOOLS_ARE = """(opacity) => [...document.querySelectorAll("[data-testid=stElementToolbar]")].every(
    (tools) => getComputedStyle(tools).opacity === opacity
)"""
HALF_WAY_DOWN = """(table) => {
    table.style.scrollMarginTop = `${innerHeight / 2}px`;
    table.scrollIntoView({ block: "start", behavior: "instant" });
}"""
TOOLS_HAVE_COME = """async (table) => {
    do {
        await new Promise(requestAnimationFrame);
        const tools = table.querySelector("[data-testid=stElementToolbar]");
        if (!tools || getComputedStyle(tools).opacity === "1") return true;
    } while (table.matches(":hover"));
    return false;
}"""
"""Whether the tools of the table have come; not where it has gone from under the pointer."""

AT_REST = "document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"

OUT_OF_REACH = """() => {
    const act = "a[href], button, input, select, textarea, summary, "
        + ["button", "link", "checkbox", "switch", "slider", "combobox", "textbox"]
            .map((role) => `[role=${role}]`).join();
    // within these one of the parts has the focus, and arrows lead to the others
    const together = "[role=radiogroup], [role=tablist], [role=toolbar], [role=grid], "
        + "[role=listbox], [role=menu], [role=group], [data-testid=stDataFrame], "
        + "[data-testid=stFileUploaderDropzone], [data-testid=stNumberInput]";
    const shown = (element) => element.checkVisibility({ visibilityProperty: true })
        && element.getBoundingClientRect().width > 1 && !element.closest("[inert]")
        && !element.closest("[aria-hidden=true]");
    // a box over the page keeps the focus within it
    const top = document.querySelector("[role=dialog][aria-modal=true], dialog[open]");
    return [...(top ?? document.querySelector("[data-testid=stMain]")).querySelectorAll(act)]
        .filter((element) => shown(element) && !element.disabled && element.tabIndex < 0
            && element.ariaDisabled !== "true" && !element.closest(together)
            && !element.querySelector("[tabindex='0']"))
        .map((element) => element.outerHTML.slice(0, 200));
}"""
