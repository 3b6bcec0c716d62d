"""How a setting is read from the environment: as text, a number, yes or no, or a list."""

import os


def text(name: str, default: str = "") -> str:
    """Return the setting without blanks around it."""
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    """Return whether the setting says yes."""
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def number(name: str, default: float) -> float:
    """Return the setting as a number; the default where it is empty."""
    return float(text(name) or default)


def parts(name: str, default: str = "") -> list[str]:
    """Return what stands between the commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]
