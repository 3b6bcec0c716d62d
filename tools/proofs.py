"""Which test proves which rule of the contract? Read from docs/contract.md and from the tests' marks."""

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONTRACT = ROOT / "docs" / "contract.md"
PAGE = ROOT / "docs" / "proofs.md"
RULE = re.compile(r"^- \*\*([RD]\d+)\*\* (.+)$", re.MULTILINE)
# The widget's tests name their rules first: test("R3, D11: the date of the show is selected", …)
EMBED_RULES = re.compile(r"^((?:[RD]\d+(?:,\s*)?)+):\s*")
EMBED_TEST = re.compile(r"""\b(?:it|test)\(\s*(["'`])(.+?)\1""", re.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class Proof:
    """One test and the file it is in."""

    file: str
    test: str


def rules() -> dict[str, str]:
    """Return each rule's text by its name, in the contract's order."""
    return dict(RULE.findall(CONTRACT.read_text()))


def proofs() -> dict[str, list[Proof]]:
    """Return the tests by the rule that they are marked with."""
    found: dict[str, set[Proof]] = {}
    for rule, proof in (*_marked_in_python(), *_named_in_the_widget()):
        found.setdefault(rule, set()).add(proof)
    return {rule: sorted(tests) for rule, tests in found.items()}


def page() -> str:
    """Return the whole of docs/proofs.md."""
    tests = proofs()
    parts = [
        "# Rules and proofs",
        "Printed by `make proofs`: each rule of [contract.md](contract.md), and the tests marked with it.",
    ]
    for name, text in rules().items():
        lines = [f"- `{proof.file}`: {proof.test}" for proof in tests.get(name, [])]
        parts += [f"## {name}", text, "\n".join(lines) or "No test proves this rule."]
    return "\n\n".join(parts) + "\n"


def _marked_in_python() -> Iterator[tuple[str, Proof]]:
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text())
        everywhere = list(_rules_of(_module_marks(tree)))
        yield from _marked_below(tree, path, everywhere)


def _marked_below(
    node: ast.Module | ast.ClassDef, path: Path, given: Sequence[str]
) -> Iterator[tuple[str, Proof]]:
    for child in node.body:
        if isinstance(child, ast.ClassDef):
            yield from _marked_below(child, path, [*given, *_rules_of(child.decorator_list)])
        elif isinstance(child, ast.FunctionDef) and child.name.startswith("test"):
            sentence = child.name.removeprefix("test_").replace("_", " ")
            for rule in [*given, *_rules_of(child.decorator_list)]:
                yield rule, Proof(str(path.relative_to(ROOT)), sentence)


def _module_marks(tree: ast.Module) -> list[ast.expr]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
            return node.value.elts if isinstance(node.value, ast.List | ast.Tuple) else [node.value]
    return []


def _rules_of(marks: Sequence[ast.expr]) -> Iterator[str]:
    for mark in marks:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.rule":
            for argument in mark.args:
                yield ast.literal_eval(argument)


def _named_in_the_widget() -> Iterator[tuple[str, Proof]]:
    for path in sorted((ROOT / "embed").rglob("*.test.ts")):
        if "node_modules" in path.parts:
            continue
        for _, sentence in EMBED_TEST.findall(path.read_text()):
            named = EMBED_RULES.match(sentence)
            for rule in re.findall(r"[RD]\d+", named.group(1)) if named else []:
                yield rule, Proof(str(path.relative_to(ROOT)), EMBED_RULES.sub("", sentence))


if __name__ == "__main__":
    PAGE.write_text(page())
    print(f"{PAGE.relative_to(ROOT)} is written")
    sys.exit(0)
