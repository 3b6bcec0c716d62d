"""Has every error of Spektrix what the box office needs, also one that is added later?"""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import entracte.boxoffice
import entracte.spektrix
from entracte.boxoffice.errors import ObstacleKind, kind_of, obstacle_from, obstacle_to_known_good
from entracte.spektrix import errors

# Where a sentence is shown to staff, it is kept in a column of this length.
LONGEST_SENTENCE = 300
# How the errors are made that need an argument of their own.
MADE_WITH: dict[type[errors.SpektrixError], list[dict[str, object]]] = {
    errors.NoAnswer: [{"kind": kind} for kind in ("timeout", "refused", "name", "tls", "cut_off")],
    errors.Forbidden: [{"at_the_edge": True}, {"at_the_edge": False}],
}


def below(error: type[errors.SpektrixError]) -> Iterator[type[errors.SpektrixError]]:
    for each in error.__subclasses__():
        yield each
        yield from below(each)


def all_errors() -> list[type[errors.SpektrixError]]:
    """Every error of the two packages that may raise one; each file is imported, so that none is missed."""
    for package in (entracte.spektrix, entracte.boxoffice):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in module.name:
                importlib.import_module(module.name)
    return sorted(set(below(errors.SpektrixError)), key=lambda error: error.__name__)


def missing(error: type[errors.SpektrixError]) -> list[str]:
    """What this class of errors lacks."""
    found = []
    try:
        kind_of(error)
    except LookupError:
        found.append("a kind of obstacle")
    if not {"sentence", "plain"} & vars(error).keys():
        found.append("a sentence of its own")
    return found


def made(error: type[errors.SpektrixError]) -> list[errors.SpektrixError]:
    return [error(**arguments) for arguments in MADE_WITH.get(error, [{}])]  # type: ignore[arg-type]


ERRORS = all_errors()


@pytest.mark.rule("R20")
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_each_error_becomes_an_obstacle_with_a_sentence_that_says_what_to_do(
    error: type[errors.SpektrixError],
) -> None:
    assert missing(error) == []
    for each in made(error):
        for obstacle in (obstacle_from(each), obstacle_to_known_good(each)):
            assert obstacle.status == each.status
            assert obstacle.sentence[0].isupper()
            assert obstacle.sentence.endswith(".")
            assert len(obstacle.sentence) <= LONGEST_SENTENCE


def test_the_errors_of_the_box_office_are_among_them() -> None:
    assert {"ConnectionGone", "ForbiddenOrigin", "KeyUnreadable"} <= {error.__name__ for error in ERRORS}


def test_no_two_errors_say_the_same() -> None:
    sentences = [each.plain for error in ERRORS for each in made(error)]
    assert len(set(sentences)) == len(sentences)


def test_a_new_family_of_errors_without_a_kind_is_found() -> None:
    class Unforeseen(errors.SpektrixError):
        sentence = "Something that was not foreseen. Ask for support."

    assert missing(Unforeseen) == ["a kind of obstacle"]
    with pytest.raises(LookupError, match="Unforeseen has no kind"):
        obstacle_from(Unforeseen())


def test_a_new_error_without_a_sentence_of_its_own_is_found() -> None:
    class Silent(errors.Outage):
        pass

    assert missing(Silent) == ["a sentence of its own"]


@pytest.mark.parametrize(
    "error, kind, at_known_good",
    [
        (errors.Outage, ObstacleKind.LATER, ObstacleKind.LATER),
        (errors.Unauthorised, ObstacleKind.SETTINGS, ObstacleKind.SETTINGS),
        (errors.NotFound, ObstacleKind.UNKNOWN, ObstacleKind.SETTINGS),
        (errors.Refused, ObstacleKind.REFUSED, ObstacleKind.SETTINGS),
        (errors.BadId, ObstacleKind.REFUSED, ObstacleKind.SETTINGS),
        (errors.Strange, ObstacleKind.STRANGE, ObstacleKind.STRANGE),
    ],
)
def test_at_the_known_good_call_a_person_must_look_at_what_is_unknown_or_refused(
    error: type[errors.SpektrixError], kind: ObstacleKind, at_known_good: ObstacleKind
) -> None:
    assert obstacle_from(error()).kind is kind
    assert obstacle_to_known_good(error()).kind is at_known_good


def test_the_wait_that_spektrix_asks_for_is_kept() -> None:
    assert obstacle_from(errors.TooMany(status=429, retry_after=90)).after_seconds == 90
