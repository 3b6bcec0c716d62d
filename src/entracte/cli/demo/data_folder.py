"""The folder of the demo, which has to take what the demo keeps in it."""

from pathlib import Path

from entracte.cli.errors import CannotRun


def refuse_closed_folder(data: Path) -> None:
    """Make the folder where it is missing. Raises CannotRun where nothing can be written or read in it."""
    trial = data / "trial.new"
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        trial.write_bytes(bytes(4096))
        trial.unlink()
        for file in data.glob("*"):
            if file.is_file() and file.suffix != ".log":
                file.open("r+b").close()
    except OSError as error:
        raise CannotRun(
            f"nothing can be kept in {data} ({_words(error, data)}): set DATA to a folder that is writable"
        ) from None


def _words(error: OSError, data: Path) -> str:
    where = Path(error.filename) if isinstance(error.filename, str) else data
    reason = (error.strerror or "no reason given").lower()
    return reason if where in (data, data / "trial.new") else f"{where.name}: {reason}"
