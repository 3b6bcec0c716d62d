"""SQL written by hand stands in one file of each package, where its reasons are read together."""

import ast
import re
from collections import defaultdict

from tests.house_rules.files import ROOT, python_trees

STATEMENT = re.compile(r"\s*(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|WITH (RECURSIVE )?\w+ AS)\b")


def has_sql(tree: ast.Module) -> bool:
    """Say whether some text in the code begins as a statement does."""
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return any(isinstance(text, str) and STATEMENT.match(text) for text in texts)


def test_each_package_writes_sql_in_one_file_at_most() -> None:
    files = defaultdict(list)
    for path, tree in python_trees():
        parts = path.relative_to(ROOT).parts
        if parts[:2] == ("src", "entracte") and has_sql(tree):
            files[parts[2]].append("/".join(parts[3:]))
    assert {package: found for package, found in files.items() if len(found) > 1} == {}
    assert files["bookings"] == ["sql.py"]
