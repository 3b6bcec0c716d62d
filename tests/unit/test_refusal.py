"""Has every refusal what each door needs to say it?"""

import re

import pytest

from entracte.availability.refusals import NotOffered
from entracte.refusal import Refusal
from tests.refusals import NEEDED, below, is_group, raised

RAISED = raised()


@pytest.mark.parametrize("kind", RAISED, ids=lambda kind: kind.__name__)
def test_a_refusal_has_a_code_a_field_and_two_sentences(kind: type[Refusal]) -> None:
    assert [name for name in NEEDED if not isinstance(getattr(kind, name, None), str)] == []
    assert re.fullmatch(r"[a-z_]+", kind.code)
    for sentence in (kind.for_staff, kind.for_guests):
        assert (sentence[0].isupper(), sentence[-1] in ".…") == (True, True), sentence


def test_a_code_stands_for_one_class_and_those_below_that_read_the_same() -> None:
    owners = [kind.code for kind in RAISED if "code" in vars(kind)]
    assert len(owners) == len(set(owners))
    sentences: dict[str, set[str]] = {}
    for kind in RAISED:
        sentences.setdefault(kind.code, set()).add(kind.for_guests)
    assert {code: each for code, each in sentences.items() if len(each) > 1} == {}


def test_a_refused_start_names_the_limit_that_staff_may_go_past() -> None:
    kinds = [kind for kind in RAISED if issubclass(kind, NotOffered)]
    assert [kind for kind in kinds if not isinstance(getattr(kind, "limit", None), str)] == []


def test_what_is_only_caught_says_nothing_and_has_refusals_below() -> None:
    groups = {kind for kind in below(Refusal) if is_group(kind)}
    assert {kind.__name__ for kind in groups} >= {"NotOffered", "NotBooked", "NotChanged"}
    assert groups.isdisjoint(RAISED)


def test_a_refusal_reads_in_a_log_by_its_code() -> None:
    assert {str(kind.__new__(kind)) for kind in RAISED} == {kind.code for kind in RAISED}
