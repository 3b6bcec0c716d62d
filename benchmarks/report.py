"""Where do the figures go? latest.json for programs, report.md for people."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from benchmarks.figures import Figure, beside, is_reached

HERE = Path(__file__).resolve().parent
LATEST, REPORT, REMARKS = HERE / "latest.json", HERE / "report.md", HERE / "remarks.md"
HEAD = """# The last report of `make bench`

Written by the command; [remarks.md](remarks.md) is joined to it at the end. Server processor time per
request is the headline: user and system time of the web server's and PostgreSQL's processes. The ratio is to
the report that was committed last.

| figure | size | median | spread | target | reached | to the last |
| --- | ---: | ---: | --- | ---: | --- | ---: |
"""


def last_report() -> list[Figure]:
    """Return the report that was committed last; one that only lies here where git knows of none."""
    command = ["git", "show", f"HEAD:./{LATEST.name}"]
    found = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    if found.returncode == 0:
        return list(json.loads(found.stdout))
    return list(json.loads(LATEST.read_text())) if LATEST.exists() else []


def print_figures(figures: list[Figure], before: list[Figure]) -> None:
    """Print a line for each figure."""
    for one, ratio in beside(figures, before):
        target = f"   target {one['target']:g} {_word(one)}" if one["target"] is not None else ""
        last = f"   {ratio:.2f} times the last report" if ratio else ""
        spread = f"{one['min']:g} to {one['max']:g}"
        print(
            f"{one['name']:<58} {one['size']:>9,}  {one['median']:>9g} {one['unit']:<8} "
            f"({spread}){target}{last}",
            flush=True,
        )


def write_report(figures: list[Figure], before: list[Figure], machine: Mapping[str, str]) -> None:
    """Write both files; figures of parts that did not run are kept from the report that lies here."""
    kept = json.loads(LATEST.read_text()) if LATEST.exists() else []
    names = {one["name"] for one in figures}
    merged = [*figures, *(old for old in kept if old["name"] not in names)]
    LATEST.write_text(json.dumps(merged, indent=2) + "\n")
    lines = [_line(one, ratio) for one, ratio in beside(merged, before)]
    versions = [f"- {name}: {value}" for name, value in machine.items()]
    remarks = REMARKS.read_text().rstrip() if REMARKS.exists() else ""
    text = HEAD + "\n".join(lines) + "\n\n## Machine and versions\n\n" + "\n".join(versions)
    REPORT.write_text(f"{text}\n\n{remarks}".rstrip() + "\n")


def _line(one: Figure, ratio: float | None) -> str:
    target = "" if one["target"] is None else f"{one['target']:g}"
    reached = {True: "yes", False: "**no**", None: ""}[is_reached(one)]
    last = f"{ratio:.2f}" if ratio else ""
    spread = f"{one['min']:g} – {one['max']:g}, {one['runs']} runs"
    cells = (
        one["name"],
        f"{one['size']:,}",
        f"{one['median']:g} {one['unit']}",
        spread,
        target,
        reached,
        last,
    )
    return f"| {' | '.join(cells)} |"


def _word(one: Figure) -> str:
    return {True: "reached", False: "NOT reached", None: ""}[is_reached(one)]
