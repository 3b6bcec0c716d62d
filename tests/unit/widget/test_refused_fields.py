"""Does a refused field keep nothing of the request that it came with?"""

import gc
import weakref
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from entracte.widget.fields import Day, Month, Name, Start


class Request:
    """What the frames of a request hold."""


def refuse(field: Any, value: object) -> "weakref.ref[Request]":
    """Keep the error in the frame that holds the request, as django-ninja does, and go."""
    request = Request()
    errors = []
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(field).validate_python(value)
    errors.append(refused.value)
    del refused
    return weakref.ref(request)


@pytest.mark.parametrize(
    "field,value", [(Day, "tomorrow"), (Month, "2026-13"), (Start, "noon"), (Name, "\x07"), (Name, "")]
)
def test_a_refused_field_keeps_nothing_of_its_request(field: Any, value: object) -> None:
    request = refuse(field, value)
    gc.collect()
    assert request() is None
