"""How long starting treatydiff takes, as ratios to starting Python with the libraries it stands on.

    python benchmarks/startup.py [--runs N] [EARLIER LATER]

Each figure is a whole process, from start to exit. Seconds depend on the machine, so what counts is the
ratio to a process that imports lxml, attrs and diff-match-patch and does nothing. The kinds of process take
turns, so that a machine that slows down meanwhile slows all of them; of the runs of each the median counts.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time

BARE, BASE, IMPORT = "bare Python", "import lxml.etree, attrs, diff_match_patch", "import treatydiff"
MAIN = "import sys; from treatydiff.cli import main; sys.exit(main())"


def processes(earlier: str, later: str) -> dict[str, list[str]]:
    """The command of each kind of process that is measured, by its name in the table."""
    return {
        BARE: ["-c", "pass"],
        BASE: ["-c", BASE],
        IMPORT: ["-c", IMPORT],
        f"treatydiff compare {earlier} {later}": ["-c", MAIN, "compare", earlier, later],
    }


def seconds(arguments: list[str]) -> float:
    """The time one process takes; its output is thrown away.

    Raises:
        subprocess.CalledProcessError: if the process fails.
    """
    # Compiled modules are kept, as they are for a user, whatever the shell that runs the benchmark says.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def medians(commands: dict[str, list[str]], *, runs: int) -> dict[str, float]:
    """The median time of each command, in seconds, over interleaved runs after one that is not counted."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, arguments in commands.items():
            spent = seconds(arguments)
            if run:
                times[name].append(spent)
    return {name: statistics.median(spent) for name, spent in times.items()}


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description="Measure how long starting treatydiff takes.")
    parser.add_argument("--runs", type=int, default=20, help="runs of each kind of process (default: 20)")
    parser.add_argument("pair", nargs="*", default=["K40", "M40"], help="two witnesses (default: K40 M40)")
    options = parser.parse_args()
    if len(options.pair) != 2 or options.runs < 1:
        parser.error("two witnesses or none, and at least one run")
    result = medians(processes(*options.pair), runs=options.runs)
    width = max(map(len, result))
    print(f"{'median of ' + str(options.runs) + ' runs':{width}}  seconds  ratio  over bare Python")
    for name, spent in result.items():
        over = spent - result[BARE]
        print(f"{name:{width}}  {spent:7.3f}  {spent / result[BASE]:5.2f}  {over:+16.3f}")


if __name__ == "__main__":
    main()
