"""What runs inside the page while a map is watched."""

PRESSES = """() => document.addEventListener("pointerdown", () => {
    window.pressed = performance.timeOrigin + performance.now();
}, true)"""

DRAWN_PICTURES = """() => {
    const host = document.querySelector(".biwaq-map");
    host.workMap.on("idle", () => {
        window.pictures.push([performance.timeOrigin + performance.now(), host.dataset.drawn]);
    });
}"""

SUM_OF_PIXELS = """
    const canvas = document.querySelector('canvas');
    let sum = 0;
    if (canvas && canvas.width) {
        const picture = canvas.getContext('2d');
        const data = picture.getImageData(0, 0, canvas.width, canvas.height).data;
        for (let i = 0; i < data.length; i += 97) sum += data[i];
    }
"""

LONG_TASKS = """() => {
    window.longest = 0;
    new PerformanceObserver(list => {
        for (const {duration} of list.getEntries()) {
            window.longest = Math.max(window.longest, duration);
        }
    }).observe({type: 'longtask'});
}"""
