"""Is everything that people type read by a form, which refuses or mends what cannot be stored?"""

import ast

from tests.house_rules.files import place, python_trees

# `asked` reads an address, `pressed` asks which button was used; a form is made from the whole of a POST.
# A form that could not be taken is given back as it came, to be sent again, and nothing of it is stored.
READERS = ("backoffice/house/asked.py", "backoffice/house/send_again.py")


def test_no_page_reads_a_value_of_a_form_or_an_address_by_itself() -> None:
    raw = [
        place(path, node.lineno)
        for path, tree in python_trees()
        if "/entracte/" in path.as_posix() and not path.as_posix().endswith(READERS)
        for node in ast.walk(tree)
        if isinstance(node, ast.expr) and is_read(node)
    ]
    assert raw == []


def is_read(node: ast.expr) -> bool:
    """Say whether this takes something out of request.POST or request.GET: by [], a method, or `in`."""
    if isinstance(node, ast.Subscript | ast.Attribute):
        return is_typed(node.value)
    return isinstance(node, ast.Compare) and any(is_typed(each) for each in node.comparators)


def is_typed(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and node.attr in ("POST", "GET", "body", "FILES")
        and isinstance(node.value, ast.Name)
        and node.value.id == "request"
    )


def test_each_way_of_reading_is_found() -> None:
    found = ['request.POST["a"]', 'request.GET.get("a")', '"a" in request.POST', "request.body.decode()"]
    fine = ["Form(request.POST or None)", "request.POST", "request.method", 'form.data["a"]']
    assert [is_read_in(text) for text in found] == [True] * 4
    assert [is_read_in(text) for text in fine] == [False] * 4


def is_read_in(text: str) -> bool:
    return any(is_read(node) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.expr))
