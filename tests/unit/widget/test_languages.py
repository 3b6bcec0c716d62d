"""One list of languages: what staff choose, what is written and what is built agree."""

import json

import pytest

from entracte.restaurants.languages import LANGUAGES
from entracte.restaurants.models import Widget
from entracte.widget.api import api
from entracte.widget.script import BUILT
from tests.house_rules.files import ROOT

CODES = sorted(code for code, _ in LANGUAGES)


def test_every_language_has_its_file_of_sentences_and_no_other_has() -> None:
    assert {path.stem for path in (ROOT / "embed" / "src" / "languages").iterdir()} == set(CODES)


def test_every_language_is_built() -> None:
    built = {path.stem: json.loads(path.read_text()) for path in (BUILT / "languages").iterdir()}
    assert sorted(built) == CODES
    assert {code: sorted(texts) for code, texts in built.items()} == dict.fromkeys(built, sorted(built["en"]))


def test_staff_choose_among_them() -> None:
    assert {code for code, _ in Widget._meta.get_field("language").choices or ()} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_a_sentence_for_each_refusal_of_the_api(code: str) -> None:
    texts = json.loads((BUILT / "languages" / f"{code}.json").read_text())
    schemas = api.get_openapi_schema(path_prefix="")["components"]["schemas"]
    refusals = schemas["RefusalOut"]["properties"]["code"]["enum"]
    assert [each for each in refusals if not texts.get(f"refusal.{each}")] == []
