"""Which name is free where two restaurants share one Spektrix system (D20)? Pure."""

from collections.abc import Iterable, Mapping

from entracte.boxoffice.attributes import default_key

LONGEST_NAME = 80


def suggestions(columns: Mapping[str, str], taken: Iterable[str], restaurant_name: str) -> dict[str, str]:
    """Return a free name for each of the two attributes whose key is taken; `taken` is case-folded."""
    taken = set(taken)
    return {
        one: free_name(columns[f"{one}_name"], taken, restaurant_name)
        for one in ("last_dined", "visits")
        if columns[f"{one}_key"].casefold() in taken
    }


def free_name(name: str, taken: Iterable[str], restaurant_name: str) -> str:
    """Return the attribute's name with the restaurant's behind it, and a number if that is taken too."""
    taken = set(taken)
    words = "".join(letter if letter.isalnum() else " " for letter in restaurant_name).split()
    title = " ".join([name, *(word[:1].upper() + word[1:] for word in words)])
    number = 1
    while True:
        ending = "" if number == 1 else f" {number}"
        found = title[: LONGEST_NAME - len(ending)].rstrip() + ending
        if default_key(found).casefold() not in taken:
            return found
        number += 1
