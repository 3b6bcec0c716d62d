"""The addresses of the mailbox's pages."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from demo_mailbox.letters.letter import Letter
from demo_mailbox.letters.reading import contents_of
from demo_mailbox.mailbox import Mailbox
from demo_mailbox.pages import letter_parts, rendering

_Endpoint = Callable[[Request], Awaitable[Response]]


def routes(mailbox: Mailbox) -> list[Route]:
    """Return the routes of the list, of one letter, and of its parts."""

    def attachment(letter: Letter, request: Request) -> Response | None:
        return letter_parts.attachment_of(letter, request.path_params["which"])

    def shown(letter: Letter, request: Request) -> Response:
        return _page(mailbox, letter)

    async def all_letters(request: Request) -> Response:
        return _page(mailbox, None)

    of_one = "/letters/{number:int}"
    return [
        Route("/", all_letters),
        Route(of_one, _of_letter(mailbox, shown)),
        Route(f"{of_one}/html", _of_letter(mailbox, lambda letter, _: letter_parts.html_of(letter))),
        Route(f"{of_one}/source", _of_letter(mailbox, lambda letter, _: letter_parts.source_of(letter))),
        Route(f"{of_one}/attachments/{{which:int}}", _of_letter(mailbox, attachment)),
    ]


def _of_letter(mailbox: Mailbox, answer: Callable[[Letter, Request], Response | None]) -> _Endpoint:
    async def endpoint(request: Request) -> Response:
        letter = mailbox.letters.by_number.get(request.path_params["number"])
        return (letter and answer(letter, request)) or _page(mailbox, None, is_gone=True)

    return endpoint


def _page(mailbox: Mailbox, opened: Letter | None, *, is_gone: bool = False) -> Response:
    letters = mailbox.letters.newest_first()
    return rendering.page(
        "mailbox.html",
        status=404 if is_gone else 200,
        rows=[(letter, contents_of(letter).subject) for letter in letters],
        newest=letters[0].number if letters else 0,
        opened=opened,
        said=contents_of(opened) if opened else None,
        is_gone=is_gone,
        faults=mailbox.faults.listed(),
    )
