"""Which files do the house rules look at? Those that git knows or would add."""

import ast
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@lru_cache
def committed() -> tuple[Path, ...]:
    """Return every file of the project, the not yet added ones included, the ignored ones not."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    safe = ["git", "-c", f"safe.directory={ROOT}", *command[1:]]
    listed = subprocess.run(safe, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = (ROOT / name for name in listed.split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def sources(*endings: str) -> Iterator[Path]:
    """Yield the product's own source files: no tests, no migrations."""
    for path in committed():
        parts = path.relative_to(ROOT).parts
        is_source = parts[0] in {"src", "embed", "tools", "benchmarks"}
        is_test = ".test." in path.name or "test" in parts or "tests" in parts
        if is_source and not is_test and "migrations" not in parts and path.suffix in endings:
            yield path


def python_trees() -> Iterator[tuple[Path, ast.Module]]:
    """Yield each Python source file with its syntax tree."""
    for path in sources(".py"):
        yield path, ast.parse(path.read_text())


def place(path: Path, line: int | None = None) -> str:
    """Return a file's place in words fit for a failure."""
    return f"{path.relative_to(ROOT)}" + (f":{line}" if line else "")
