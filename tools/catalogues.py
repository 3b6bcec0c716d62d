"""Draw the sentences for guests out of the code, compile the languages, or make the pseudo-language."""

import ast
import re
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
CODE = ROOT / "src" / "entracte"
LANGUAGES = CODE / "locale"
CATALOGUE = "LC_MESSAGES/django.po"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# what Babel writes into a header that is of no use here, or differs each time
UNUSED = re.compile(
    rb'^"(Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By):.*"\n',
    re.MULTILINE,
)

# A development language, named as Android names its own: every letter has an accent, vowels are doubled.
PSEUDO = "en_XA"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = "áƀçðéƒĝĥíĵķļɱñóþɋŕšţúṽŵẋýžÁƁÇÐÉƑĜĤÍĴĶĻṀÑÓÞɊŔŠŢÚṼŴẊÝŽ"
KEPT = re.compile(r"(%\(\w+\)[sd]|%%|\{\w*\}|<[^>]+>)")


def drawn() -> Catalog:
    """Return all sentences of the code and of its templates, without a translation."""
    found = Catalog(project="Entracte", version="1", charset="utf-8")
    for path in sorted([*CODE.rglob("*.py"), *CODE.rglob("templates/**/*.html")]):
        place = str(path.relative_to(ROOT))
        for _, ids, comments, context in extract(
            "python", BytesIO(_as_python(path)), KEYWORDS, ("For translators",)
        ):
            found.add(ids, None, [(place, 0)], auto_comments=comments, context=context)
        if path.suffix == ".py":
            for sentence in _refusals(path):
                found.add(sentence, None, [(place, 0)])
    return found


def languages() -> dict[str, Path]:
    """Return each language's catalogue by its name, such as `pt_BR`."""
    return {path.parents[1].name: path for path in sorted(LANGUAGES.glob(f"*/{CATALOGUE}"))}


def catalogue(name: str) -> Catalog:
    """Return a language's catalogue as it was translated."""
    with languages()[name].open("rb") as file:
        return read_po(file, locale=name)


def draw() -> None:
    """Write every language's catalogue again: what it had translated is kept, what no code says goes."""
    sentences = drawn()
    for name, path in languages().items():
        translated = catalogue(name)
        translated.update(sentences, no_fuzzy_matching=True)
        _name_it(translated)
        path.write_bytes(_as_file(translated))


def compile_all() -> None:
    """Compile each language beside its catalogue."""
    for name, path in languages().items():
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue(name))


def make_pseudo(folder: Path) -> None:
    """Make the pseudo-language, compiled, in a folder that ENTRACTE_LOCALE_PATHS may name."""
    pseudo = Catalog(locale="en", charset="utf-8")
    for sentence in drawn():
        if sentence.id:
            pseudo.add(sentence.id, _in_accents(sentence), context=sentence.context)
    path = folder / PSEUDO / CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, pseudo)


def in_accents(sentence: str) -> str:
    """Return a sentence as the pseudo-language says it; values and tags stay as they are."""
    parts = KEPT.split(sentence)
    return "".join(part if KEPT.fullmatch(part) else _longer(part) for part in parts)


def _longer(words: str) -> str:
    doubled = re.sub("[aeiou]", lambda vowel: vowel[0] * 2, words)
    return doubled.translate(str.maketrans(PLAIN, ACCENTED))


def _in_accents(sentence: Message) -> str | tuple[str, ...]:
    if isinstance(sentence.id, str):
        return in_accents(sentence.id)
    return tuple(in_accents(form) for form in sentence.id)


def _refusals(path: Path) -> list[str]:
    """Return what the refusals of a file say to guests: `for_guests = "…"`, which names no gettext."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            names = [name.id for name in node.targets if isinstance(name, ast.Name)]
            found += [str(node.value.value)] if "for_guests" in names else []
    return found


def _as_python(path: Path) -> bytes:
    """Return a file as Python that has its sentences; of a template, its tags for sentences alone."""
    if path.suffix == ".py":
        return path.read_bytes()
    from django.utils.translation.template import templatize

    # in brackets no line's indentation counts
    return f"({templatize(path.read_text())}\n)".encode()


def _name_it(translated: Catalog) -> None:
    translated.project, translated.version, translated.fuzzy = "Entracte", "1", False
    translated.header_comment = "# Entracte: what guests read outside the booking form."


def _as_file(translated: Catalog) -> bytes:
    file = BytesIO()
    write_po(file, translated, width=100, include_lineno=False, sort_by_file=True, ignore_obsolete=True)
    return UNUSED.sub(b"", file.getvalue())


def main(words: list[str]) -> int:
    """Do what the command line asks for: `draw`, `compile`, or `pseudo FOLDER`."""
    match words:
        case ["draw"]:
            draw()
        case ["compile"]:
            compile_all()
        case ["pseudo", folder]:
            make_pseudo(Path(folder))
        case _:
            print("catalogues.py draw | compile | pseudo FOLDER")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
