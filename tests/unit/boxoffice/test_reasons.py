"""Does each stored reason have words for staff?"""

from entracte.boxoffice.reasons import StopReason, UnverifiedReason, plain


def test_each_reason_has_a_plain_sentence_of_its_own() -> None:
    sentences = [plain(reason) for reason in (*UnverifiedReason, *StopReason)]
    assert len(set(sentences)) == len(UnverifiedReason) + len(StopReason)
    assert all(sentence.endswith(".") for sentence in sentences)


def test_a_row_without_a_reason_has_no_sentence() -> None:
    assert plain("") == ""
