"""Files and functions stay small enough to be read in one sitting."""

import ast

from tests.house_rules.files import place, python_trees, sources

FILE_LINES = 250
FUNCTION_LINES = 25


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef, lines: list[str]) -> int:
    """Count a function's lines of code: no signature, no docstring, no comment, no blank line."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    if not body:
        return 0
    inside = (line.strip() for line in lines[body[0].lineno - 1 : function.end_lineno])
    return sum(1 for line in inside if line and not line.startswith("#"))


def test_a_source_file_stays_under_250_lines() -> None:
    sizes = {
        place(path): len(path.read_text().splitlines())
        for path in sources(".py", ".ts", ".js", ".mjs", ".css", ".html")
    }
    assert {name: size for name, size in sizes.items() if size >= FILE_LINES} == {}


def test_a_function_has_at_most_25_lines_of_code() -> None:
    long = {}
    for path, tree in python_trees():
        lines = path.read_text().splitlines()
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = code_lines(node, lines)
                if size > FUNCTION_LINES:
                    long[f"{place(path, node.lineno)} {node.name}"] = size
    assert long == {}


def test_a_long_docstring_costs_nothing() -> None:
    text = '''
def lock(
    day,
    restaurant,
):
    """Lock a day.

    What is locked, and in which order.
    """

    # why
    return day
'''
    [function] = ast.parse(text).body
    assert isinstance(function, ast.FunctionDef)
    assert code_lines(function, text.splitlines()) == 1
