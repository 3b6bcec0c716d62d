"""The widget speaks the very shapes that the API publishes."""

from tools.widget_shapes import FILE, shapes


def test_the_widgets_shapes_are_those_of_the_openapi_document() -> None:
    assert FILE.read_text() == shapes(), "run `make shapes`"
