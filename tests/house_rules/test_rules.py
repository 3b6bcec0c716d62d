"""Is every rule of the contract proved by a test, and does the page of proofs say which?"""

from tools.proofs import PAGE, page, proofs, rules

EVERY_RULE = [
    *(f"R{number}" for number in range(1, 21)),
    *(f"D{number}" for number in range(1, 22)),
    *("D22", "D23", "D24", "D25", "D26", "D27", "D28", "D29", "D30", "D31", "D34", "D35"),
    *("D37", "D38", "D39", "D40"),
]


def test_the_contract_holds_every_rule_once_and_in_order() -> None:
    assert list(rules()) == EVERY_RULE


def test_every_rule_is_marked_on_a_test() -> None:
    proved = proofs()
    assert [rule for rule in EVERY_RULE if rule not in proved] == []


def test_no_mark_names_a_rule_that_is_not_there() -> None:
    assert sorted(set(proofs()) - set(EVERY_RULE)) == []


def test_the_page_of_proofs_is_what_make_proofs_writes() -> None:
    assert PAGE.exists(), "run `make proofs`"
    assert PAGE.read_text() == page(), "run `make proofs`"
