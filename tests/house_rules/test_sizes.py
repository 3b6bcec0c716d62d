"""Do files and functions stay small enough to be read in one sitting?"""

import ast

from tests.house_rules.files import place, python_trees, sources

FILE_LINES = 250
FUNCTION_LINES = 40


def test_a_source_file_stays_under_250_lines() -> None:
    sizes = {
        place(path): len(path.read_text().splitlines())
        for path in sources(".py", ".ts", ".js", ".mjs", ".css", ".html")
    }
    assert {name: size for name, size in sizes.items() if size >= FILE_LINES} == {}


def test_a_function_stays_under_40_lines() -> None:
    long = {}
    for path, tree in python_trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size >= FUNCTION_LINES:
                    long[f"{place(path, node.lineno)} {node.name}"] = size
    assert long == {}
