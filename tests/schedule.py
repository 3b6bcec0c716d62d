"""Which tests run on one worker, one after the other? Those that share a whole installation."""

from pathlib import PurePosixPath

from xdist.scheduler.loadscope import LoadScopeScheduling


class ByInstallation(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out tests that share an installation as one piece of work, and all others one by one.

    The mark `xdist_group` would say the same, but has no effect with pytest 9.2 (pytest-xdist issue 1386).
    """

    def _split_scope(self, nodeid: str) -> str:
        """Return what the test is handed out with; of a browser's the second word of the file's name."""
        path = PurePosixPath(nodeid.partition("::")[0])
        if path.is_relative_to("tests/browser"):
            return f"browser {path.stem.split('_')[1]}"
        if path.match("tests/contract/test_w*.py"):
            return "contract"
        return str(path) if path.match("tests/contract/test_installed.py") else nodeid
