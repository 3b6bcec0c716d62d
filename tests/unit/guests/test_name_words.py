"""Is a name cut into the words by which people say it?"""

import pytest

from entracte.guests.name_words import name_words


@pytest.mark.parametrize(
    "names,words",
    [
        (("Mary-Ann", "Smith"), ["maryann", "ann", "smith"]),
        (("Zoë", "O’Brien"), ["zoe", "obrien", "brien"]),
        (("Zoe\u0308", "OʼBrien"), ["zoe", "obrien", "brien"]),
        (("Mary Ann", "de la Cruz"), ["maryann", "ann", "delacruz", "lacruz", "cruz"]),
        (("Ana", "Ana"), ["ana"]),
        (("Ｊｏ", "Lima ٣"), ["jo", "lima3", "3"]),
        (("李", "小龍"), ["李", "小龍"]),
        (("राम", "Łukasz"), ["राम", "lukasz"]),
        (("St.John", ""), ["stjohn", "john"]),
        (("-", "’"), []),
        (("", ""), []),
    ],
)
def test_the_words_of_a_name(names: tuple[str, str], words: list[str]) -> None:
    assert name_words(*names) == "".join(f" {word}" for word in words)
