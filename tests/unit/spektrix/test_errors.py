"""Does each error tell staff what to do, and tell a caller whether to ask again?"""

import pytest

from entracte.spektrix import errors

KINDS: tuple[errors.NoAnswerKind, ...] = ("timeout", "refused", "name", "tls", "cut_off")


def each() -> list[errors.SpektrixError]:
    plain = [
        errors.Outage, errors.TooMany, errors.Unauthorised, errors.BadOrigin, errors.BadClientName,
        errors.BadKey, errors.BadLogin, errors.BadAttribute, errors.NotFound, errors.Refused,
        errors.BadId, errors.Strange,
    ]  # fmt: skip
    shown: list[errors.SpektrixError] = [kind() for kind in plain]
    shown += [errors.NoAnswer(kind) for kind in KINDS]
    return [*shown, errors.Forbidden(at_the_edge=True), errors.Forbidden(at_the_edge=False)]


@pytest.mark.rule("R20")
def test_each_error_has_a_sentence_of_its_own() -> None:
    sentences = [error.plain for error in each()]
    assert len(set(sentences)) == len(sentences)
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in sentences)


def test_only_what_passes_by_itself_may_be_tried_later() -> None:
    later = {type(error) for error in each() if isinstance(error, errors.TemporaryError)}
    assert later == {errors.NoAnswer, errors.Outage, errors.TooMany}


def test_a_person_must_act_on_refused_credentials_permissions_and_addresses() -> None:
    fix = {type(error) for error in each() if isinstance(error, errors.FixSettings)}
    assert fix == {
        errors.Unauthorised, errors.Forbidden, errors.BadOrigin, errors.BadClientName, errors.BadKey,
        errors.BadLogin, errors.BadAttribute,
    }  # fmt: skip


def test_the_status_stands_in_the_message() -> None:
    assert str(errors.Outage(status=502)).endswith("(HTTP 502)")
    assert str(errors.NoAnswer("name")) == errors.NoAnswer("name").plain
