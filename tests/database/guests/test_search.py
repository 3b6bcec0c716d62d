"""Does the search find whom an obvious reading of what was typed means, and nobody else?"""

import os
import re
from collections.abc import Iterator

import phonenumbers
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entracte.guests.models import Guest
from entracte.guests.queries import guests_like
from entracte.guests.recognise import recognise_or_create
from entracte.restaurants.models import Restaurant
from tests.builders import NOON_BEFORE
from tests.house import House, make_house

EXAMPLES = settings(
    max_examples=int(os.environ.get("ENTRACTE_TEST_EXAMPLES", "150")),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
# A part of a name as it may be written, and how it is said on a keyboard.
PARTS = {
    "Mary": "mary", "Ann": "ann", "Zoë": "zoe", "ZOE\u0308": "zoe", "Núñez": "nunez", "Łuk": "luk",
    "Weiß": "weiss", "O": "o", "Brien": "brien", "de": "de", "la": "la", "Ａna": "ana", "٣": "3", "王": "王",
}  # fmt: skip
BETWEEN = [" ", "-", "'", "’", "\u2011", "ʼ", ". "]
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
WIDE = str.maketrans("0123456789+()", "０１２３４５６７８９＋（）")

names = st.lists(st.sampled_from(sorted(PARTS)), min_size=1, max_size=3)


def made(restaurant: Restaurant, first_name: str = "", last_name: str = "", phone: str = "") -> Guest:
    return recognise_or_create(
        restaurant=restaurant,
        first_name=first_name,
        last_name=last_name,
        email="",
        phone=phone,
        now=NOON_BEFORE,
    )


def is_found(restaurant: Restaurant, text: str, guest: Guest) -> bool:
    return guest in guests_like(restaurant, text, limit=1000)


def beginnings(parts: list[str]) -> Iterator[str]:
    """What a word may begin: the name read aloud from each of its parts on, without what is between them."""
    for at in range(len(parts)):
        yield "".join(PARTS[part] for part in parts[at:])


@EXAMPLES
@given(names, names, st.lists(st.sampled_from(BETWEEN), min_size=4, max_size=4), st.data())
def test_a_word_finds_exactly_the_names_of_which_it_begins_a_word(
    house: House, first: list[str], last: list[str], between: list[str], data: st.DataObject
) -> None:
    said = [*beginnings(first), *beginnings(last)]
    other = st.lists(st.sampled_from(sorted(PARTS.values())), min_size=1, max_size=2).map("".join)
    words = data.draw(st.lists(st.one_of(st.sampled_from(said), other), min_size=1, max_size=3))
    typed = [word[: data.draw(st.integers(1, len(word)))] for word in words]
    expected = all(any(each.startswith(word) for each in said) for word in typed)
    written = [
        "".join(f"{part}{gap}" for part, gap in zip(name, between, strict=False)) for name in (first, last)
    ]
    with transaction.atomic():
        guest = made(house.restaurant, *(name.strip() for name in written))
        assert is_found(house.restaurant, " ".join(typed), guest) is expected
        assert is_found(house.restaurant, " ".join(typed).upper(), guest) is expected
        transaction.set_rollback(True)


@EXAMPLES
@given(names, names, st.lists(st.sampled_from(BETWEEN), min_size=4, max_size=4))
def test_a_name_typed_in_full_is_found_with_any_hyphen_or_none(
    house: House, first: list[str], last: list[str], between: list[str]
) -> None:
    with transaction.atomic():
        guest = made(house.restaurant, "-".join(first), " ".join(last))
        for gap in (*between, ""):
            assert is_found(house.restaurant, f"{gap.join(first)} {gap.join(last)}", guest)
            assert is_found(house.restaurant, f"{gap.join(last)}, {gap.join(first)}", guest)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "name,typed",
    [
        (("Mary Ann", "Smith"), "Mary Ann Smith"),
        (("Mary Ann", "Smith"), "smith mary"),
        (("Zoë", "Lima"), "Zoe"),
        (("Zoe", "Lima"), "zoë"),
        (("Mary-Ann", "Lima"), "ann"),
        (("Mary-Ann", "Lima"), "maryann"),
        (("Mary Ann", "Lima"), "mary-ann"),
        (("Ana", "O'Brien"), "obrien"),
        (("Ana", "O'Brien"), "brien"),
        (("Ana", "OBrien"), "o’brien"),
        (("Ana", "de la Cruz"), "delacruz"),
        (("Ana", "Lima 2"), "lima ٢"),
    ],
)
def test_a_name_is_found_as_it_is_spoken(house: House, name: tuple[str, str], typed: str) -> None:
    assert is_found(house.restaurant, typed, made(house.restaurant, *name))


@pytest.mark.parametrize("typed", ["ary", "mary jones", "smi th x", "nn", "%", "_", "-", "’"])
def test_a_word_that_begins_none_finds_nobody(house: House, typed: str) -> None:
    assert not is_found(house.restaurant, typed, made(house.restaurant, "Mary Ann", "Smith"))


def written_ways(number: str, country: str) -> Iterator[str]:
    """Yield every usual way of writing an E.164 number in this country."""
    parsed = phonenumbers.parse(number)
    code, national = str(parsed.country_code or 0), phonenumbers.national_significant_number(parsed)
    forms = phonenumbers.PhoneNumberFormat
    yield from (
        number,
        number[1:],
        national,
        f"00{number[1:]}",
        f"00 {code} {national}",
        f"(+{code}) {national}",
    )
    yield from (phonenumbers.format_number(parsed, form) for form in (forms.INTERNATIONAL, forms.RFC3966))
    yield phonenumbers.format_out_of_country_calling_number(parsed, country)
    if phonenumbers.region_code_for_country_code(int(code)) == country:
        yield phonenumbers.format_number(parsed, forms.NATIONAL)
    if code in {"44", "49", "33", "52"}:
        yield from (
            f"+{code} (0){national}",
            f"+{code}(0) {national}",
            f"0{national}",
            f"00{code} (0) {national}",
        )
        yield from (
            f"(0){national}",
            f"({code}) 0{national}",
            f"{code} (0){national}",
            f"+{code} 0{national}",
            f"00{code}0{national}",
        )
    if code == "52":
        yield from (f"+52 1 {national}", f"0052 1{national}")


NUMBERS = st.sampled_from(
    [("GB", "+447700900184"), ("GB", "+442079460018"), ("DE", "+4930901820975"), ("FR", "+33639981234"),
     ("US", "+12125550173"), ("IT", "+390669812345"), ("MX", "+525512345690"), ("IE", "+353851834569")]
)  # fmt: skip


@EXAMPLES
@given(NUMBERS, NUMBERS, st.sampled_from([{}, ARABIC, WIDE]), st.sampled_from(["", " ", "-", "."]), st.data())
def test_a_phone_is_found_in_every_usual_form_whole_or_begun(
    house: House,
    one: tuple[str, str],
    place: tuple[str, str],
    script: dict[int, int],
    between: str,
    data: st.DataObject,
) -> None:
    """A guest of any country, a restaurant of any other; written with any digits and any marks between."""
    house.restaurant.country = place[0]
    typed = data.draw(st.sampled_from(list(written_ways(one[1], place[0]))))
    digits = [at for at, letter in enumerate(typed) if letter.isdigit()]
    end = data.draw(st.integers(6, len(digits)))
    begun = re.sub(r"(?<=\d)[ -](?=\d)", between or " ", typed[: digits[end - 1] + 1])
    with transaction.atomic():
        guest = made(house.restaurant, "Ana", "Lima", one[1])
        assert guest.phone_folded == one[1]
        assert is_found(house.restaurant, begun.translate(script), guest), begun
        assert is_found(house.restaurant, f"ana {begun}", guest)
        assert not is_found(house.restaurant, f"ben {begun}", guest)
        transaction.set_rollback(True)


def test_a_phone_is_read_with_the_restaurants_country(house: House) -> None:
    budapest = make_house(NOON_BEFORE, slug="stalls", country="HU").restaurant
    guest = made(budapest, "Ana", "Lima", "06 20 123 4569")
    assert guest.phone_folded == "+36201234569"
    for typed in ("06 20 123", "06201234569", "+36 20 12", "20 123", "0036 20"):
        assert is_found(budapest, typed, guest), typed


@pytest.mark.rule("D25")
@pytest.mark.parametrize("phone", ["00000 000000", "01234 567890", "020 7946 0018 ext. 12"])
def test_a_junk_phone_finds_nobody(house: House, phone: str) -> None:
    guest = made(house.restaurant, "Ana", "Lima", phone)
    assert not is_found(house.restaurant, re.sub(r"[a-z.]", "", phone), guest)


@pytest.mark.parametrize(
    "typed", ["ana@", "ANA@bü", "ana@bücher.example", "ana@xn--bcher-kva.example", "ana@bücher"]
)
def test_an_internationalised_address_is_found_while_it_is_typed(house: House, typed: str) -> None:
    guest = recognise_or_create(
        restaurant=house.restaurant,
        first_name="Ana",
        last_name="Lima",
        email="Ana@Bücher.example",
        phone="",
        now=NOON_BEFORE,
    )
    assert is_found(house.restaurant, typed, guest)
