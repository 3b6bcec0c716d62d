"""Has a locked dependency a known hole? Asked of pip-audit and npm; no answer is a failure too."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("bootstrap", "runtime", "develop", "bench", "node")


def audit_python(lock: str) -> list[str]:
    """Return what is wrong with one requirements file, skipped packages included."""
    file = ROOT / "requirements" / f"{lock}.txt"
    flags = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json"]
    command = [sys.executable, "-m", "pip_audit", *flags, "-r", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return [f"{file.name}: not answered: {done.stderr.strip()[-300:]}"]
    wrong = [
        f"{file.name}: {package['name']} was skipped" for package in packages if "skip_reason" in package
    ]
    for package in packages:
        for hole in package.get("vulns", []):
            fixed = ", ".join(hole["fix_versions"]) or "no version yet"
            wrong.append(
                f"{file.name}: {package['name']} {package['version']}: {hole['id']}, fixed in {fixed}"
            )
    return wrong


def audit_node(folder: Path) -> list[str]:
    """Return what npm says about one package-lock.json."""
    npm = shutil.which("npm")
    if npm is None:
        return [f"{folder.name}: not asked, no npm on the PATH"]
    command = [npm, "audit", "--audit-level=low", "--package-lock-only"]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ}, capture_output=True, text=True, check=False
    )
    said = f"{done.stdout}\n{done.stderr}".strip()[-500:] or "not answered"
    return [] if done.returncode == 0 else [f"{folder.name}: {said}"]


def main() -> int:
    """Print every finding and every question without an answer."""
    wrong = [line for lock in LOCKS for line in audit_python(lock)]
    wrong += [line for folder in ("embed", "tools/browser") for line in audit_node(ROOT / folder)]
    print("\n".join(wrong) or "No known hole in any locked dependency.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
