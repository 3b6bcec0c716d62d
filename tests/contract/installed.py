"""How is the package built, installed into an empty environment without Node.js, and run there?"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg

from tests.browser.stack import Stack

ROOT = Path(__file__).parents[2]
BUILT_FROM = ("pyproject.toml", "setup.py", "README.md", "LICENSE", "requirements", "docs", "src")
BUILD = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.egg-info")


def copied_tree(folder: Path) -> Path:
    """Copy what a package is built from, with the widget as it was built; the link to the pages stays one."""
    tree = folder / "tree"
    tree.mkdir()
    for name in BUILT_FROM:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, symlinks=True, ignore=LEFT_OUT)
        else:
            shutil.copy(source, tree / name)
    return tree


def build(tree: Path) -> subprocess.CompletedProcess[str]:
    """Let setuptools make the package in the folder `dist` of the tree."""
    (tree / "dist").mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-c", BUILD, "dist"], cwd=tree, capture_output=True, text=True, check=False
    )


def install(wheel: Path, folder: Path) -> Path:
    """Install a package with what it needs to run, and nothing else; return the environment's programs."""
    programs = folder / "environment" / "bin"
    uv = [str(ROOT / ".venv/bin/uv"), "pip", "install", "--quiet", "--python", str(programs / "python")]
    for command in (
        [sys.executable, "-m", "venv", "--without-pip", str(programs.parent)],
        [*uv, "--require-hashes", "-r", str(ROOT / "requirements/runtime.txt")],
        [*uv, "--no-deps", "--no-index", str(wheel)],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
    return programs


class InstalledStack(Stack):
    """An installation of the package alone: no Node.js, no tree of ours, no demo, no bridge."""

    def __init__(self, server_url: str, folder: Path, programs: Path) -> None:
        super().__init__(server_url, folder, web_workers=1)
        self.python = str(programs / "python")
        self._programs = programs

    def start(self) -> "InstalledStack":
        self.set_up()
        self.start_web()
        return self

    def make_database(self) -> None:
        """Let the package itself make the tables."""
        with psycopg.connect(self.server_url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{self.name}"')
        self.command("migrate")

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in super().environment().items() if name != "PYTHONPATH"}
        return {**kept, "PATH": str(self._programs), "PYTHONDONTWRITEBYTECODE": "1", "HOME": os.devnull}
