"""What can go wrong between here and Spektrix, and what a person should do about it.

Three families matter to a caller: `TemporaryError` (ask again), `FixSettings` (a person must act first), and
the rest (`NotFound`, `Refused`, `Strange`), where asking the very same again hardly helps.
No error carries a key, a signature, an address with an id in it, or anything from a reply's body.
"""

from typing import ClassVar, Literal

NoAnswerKind = Literal["timeout", "refused", "name", "tls", "cut_off"]


class SpektrixError(Exception):
    """Spektrix could not be asked, or did not answer as hoped.

    `status` is the HTTP status, None where none came. `retry_after` is in seconds, as Spektrix asked, None
    where it did not. `skew_seconds` says how far Spektrix's clock is ahead of ours (negative: behind), None
    where unknown. `call` is the name of the kind of call that met it, empty where
    none was begun. Each class has a `sentence` of its own for staff, or makes `plain` itself; it says what
    to do.
    """

    sentence: ClassVar[str]
    call = ""

    def __init__(
        self,
        *,
        status: int | None = None,
        retry_after: float | None = None,
        skew_seconds: float | None = None,
    ) -> None:
        self.status = status
        self.retry_after = retry_after
        self.skew_seconds = skew_seconds
        super().__init__(self.plain if status is None else f"{self.plain} (HTTP {status})")

    @property
    def plain(self) -> str:
        """A sentence for staff: what happened and what to do. It has no secret and no personal data."""
        return self.sentence


class TemporaryError(SpektrixError):
    """Nothing is wrong with what was asked: the same may be asked again later."""

    sentence = "Spektrix could not answer now. Try again later."


class NoAnswer(TemporaryError):
    """No HTTP reply came: `kind` says how it failed."""

    sentences: ClassVar[dict[NoAnswerKind, str]] = {
        "timeout": "Spektrix did not answer in time. Try later; if that fails too, check the network.",
        "refused": "Nothing answered at the API address. Check the address and this server's network.",
        "name": "The API address was not found by name. Check its spelling and this server's name lookup.",
        "tls": "The API address could not prove who it is. Check the address; do not go on until it can.",
        "cut_off": "The connection to Spektrix broke off before a whole reply came. Try again later.",
    }

    def __init__(self, kind: NoAnswerKind) -> None:
        self.kind: NoAnswerKind = kind
        super().__init__()

    @property
    def plain(self) -> str:
        return self.sentences[self.kind]


class Outage(TemporaryError):
    """5xx, or another status that says the fault is theirs and passes."""

    sentence = "Spektrix has an outage on its side. Nothing to change here; wait and try again."


class TooMany(TemporaryError):
    """429: asked too often; see `retry_after`."""

    sentence = "Spektrix asked for fewer calls. Wait a little and try again."


class FixSettings(SpektrixError):
    """The same call fails until a person changes a setting, here or in Spektrix."""

    sentence = "Spektrix cannot be asked with these settings. Check the Spektrix page."


class Unauthorised(FixSettings):
    """401. A wrong clock gives the same status: compare `skew_seconds`."""

    sentence = (
        "Spektrix did not accept the API login name or the API key. Copy both again, without stray spaces, "
        "and check that this server's clock is right."
    )


class Forbidden(FixSettings):
    """403. `at_the_edge` is True where a web page came back: the call was stopped in front of Spektrix."""

    def __init__(
        self,
        *,
        at_the_edge: bool,
        status: int | None = 403,
        retry_after: float | None = None,
        skew_seconds: float | None = None,
    ) -> None:
        self.at_the_edge = at_the_edge
        super().__init__(status=status, retry_after=retry_after, skew_seconds=skew_seconds)

    @property
    def plain(self) -> str:
        if self.at_the_edge:
            return (
                "The protection in front of Spektrix stopped the call. "
                "Ask Spektrix support to let this server's address through."
            )
        return (
            "Spektrix was reached, but this API user is not permitted to do that. "
            "Ask Spektrix support to give it System Owner access."
        )


class BadOrigin(FixSettings):
    """The API address cannot be called: malformed, or it redirects (redirects are not followed)."""

    sentence = (
        "The API address is not Spektrix's own: it is malformed or sends callers elsewhere. "
        "Enter the address that Spektrix gave, such as https://system.spektrix.com."
    )


class BadClientName(FixSettings, ValueError):
    """The client name cannot stand in an address: empty, or dots only."""

    sentence = "The client name is missing or malformed. Enter it as Spektrix writes it, in the same case."


class BadKey(FixSettings, ValueError):
    """The API key is not base64 text; raised before anything is sent."""

    sentence = "The API key is not complete. Copy the whole key from Spektrix's page once more."


class BadLogin(FixSettings, ValueError):
    """The API login name is empty or cannot stand in a header; raised before anything is sent."""

    sentence = "The API login name is missing or malformed. Copy it from Spektrix once more."


class BadAttribute(FixSettings, ValueError):
    """A write was asked that is not a customer attribute; raised before anything is sent."""

    sentence = "An attribute's key must begin with attribute_ and go on with its name. Correct the key."


class NotFound(SpektrixError):
    """404: no such basket or customer, or a wrong client name, which gives the same status."""

    sentence = (
        "Spektrix does not know this. If everything is unknown, check the client name; its case matters."
    )


class Refused(SpektrixError):
    """400, 409, 422 or another 4xx: Spektrix understood the call and declined it."""

    sentence = "Spektrix refused the call. Check that the attributes are defined and available to the API."


class BadId(Refused, ValueError):
    """The id cannot stand in an address, so Spektrix never issued it; raised before anything is sent."""

    sentence = "This is not an id that Spektrix issues. Nothing was asked."


class Strange(SpektrixError):
    """A reply came that cannot be understood: not JSON, no id, too large, or a status that is not in use."""

    sentence = (
        "Spektrix gave an answer that could not be understood. Try again; if it stays so, ask for support."
    )
