"""A name that is free where two restaurants share one Spektrix system (D20). Pure."""

from collections.abc import Set

from entracte.boxoffice.attributes import default_key

LONGEST_NAME = 80


def free_name(name: str, taken: Set[str], restaurant_name: str) -> str:
    """Return the attribute's name with the restaurant's after it, and a number where that is taken too.

    `taken` has the keys that are not free, case-folded.
    """
    words = "".join(letter if letter.isalnum() else " " for letter in restaurant_name).split()
    title = " ".join([name, *(word[:1].upper() + word[1:] for word in words)])
    number = 1
    while True:
        ending = "" if number == 1 else f" {number}"
        found = title[: LONGEST_NAME - len(ending)].rstrip() + ending
        if default_key(found).casefold() not in taken:
            return found
        number += 1
