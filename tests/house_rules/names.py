"""The names that the code gives, and the words that a name is made of."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house_rules.files import python_trees, sources

SCRIPT_NAME = re.compile(r"\b(?:function|class|interface|type|const|let)\s+([A-Za-z_$][\w$]*)")


def words_of(name: str) -> str:
    """Return a name as `_one_word_after_another_`, plurals made singular beside it."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    words = [word for word in re.split(r"[^a-z0-9]+", snake.lower()) if word]
    singular = [word.removesuffix("s") for word in words]
    return f"_{'_'.join(words)}_ _{'_'.join(singular)}_"


def python_names() -> Iterator[tuple[Path, int, str]]:
    """Yield each class, function, argument, and name given in a class body: columns and fields."""
    for path, tree in python_trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                yield path, node.lineno, node.name
            if isinstance(node, ast.arg):
                yield path, node.lineno, node.arg
            if isinstance(node, ast.ClassDef):
                for child in node.body:
                    targets = child.targets if isinstance(child, ast.Assign) else []
                    targets = [child.target] if isinstance(child, ast.AnnAssign) else targets
                    yield from ((path, node.lineno, ast.unparse(target)) for target in targets)


def script_names() -> Iterator[tuple[Path, int, str]]:
    for path in sources(".ts", ".js", ".mjs"):
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            yield from ((path, number, name) for name in SCRIPT_NAME.findall(line))
