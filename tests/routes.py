"""Every address that Django answers, as its table of addresses has it."""

from django.urls import URLPattern, URLResolver, get_resolver


def all_routes() -> dict[str, str]:
    """Every address that Django answers, with its name; but the widget's API has a door of its own."""
    return {
        route: name
        for route, name in _routes(get_resolver().url_patterns, "")
        if not route.startswith("api/")
    }


def _routes(patterns: list[URLPattern | URLResolver], before: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            found += _routes(each.url_patterns, route)
        else:
            found.append((route, each.name or ""))
    return found
