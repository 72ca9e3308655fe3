"""Time of the processor and memory of this process, for all sides of the benchmark of reach.

Needs nothing but Python, because a peer may run in a Python of its own.
"""

import resource
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

RUNS = 5


def milliseconds(work: Callable[[], object], *, runs: int = RUNS) -> float:
    """Return the median time of several runs on the processor: waiting for it does not count."""
    times = []
    for _ in range(runs):
        start = process_time()
        work()
        times.append(process_time() - start)
    return 1000 * median(times)


def most_memory() -> float:
    """Return the most bytes that this process ever held."""
    status = Path("/proc/self/status")
    if status.exists():
        # the other figure counts what the process that started this one held
        line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
        return 1024 * float(line.split()[1])
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(most if sys.platform == "darwin" else 1024 * most)
