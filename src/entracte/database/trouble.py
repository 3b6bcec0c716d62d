"""What is wrong with the database, in one sentence for whoever set it up; no password is among the words."""

import time

import psycopg
from django.db import DatabaseError, InterfaceError, OperationalError, connection

AGAIN_SECONDS = 0.5
CONNECT_SECONDS = 5

# A part of what a server or its client library says, and what to do; what is not known is passed on.
REFUSALS = (
    (
        "password authentication failed",
        "does not accept the password of DATABASE_URL: put the right one there",
    ),
    ("no password supplied", "asks for a password: put it into DATABASE_URL"),
    (
        "no pg_hba.conf entry",
        "does not let this account in from here: add a line to the server's pg_hba.conf",
    ),
    ("failed to resolve host", "is on a machine that is not found: is its name right in DATABASE_URL?"),
    (
        "does not exist",
        "is not there: make the database and its account, or correct their names in DATABASE_URL",
    ),
)
LACKING = {
    "42501": "does not let its account do that ({words}): grant it the right, "
    "or name another account in DATABASE_URL",
    "0A000": "lacks an extension ({words}): install PostgreSQL's contrib package on the server",
    "58P01": "lacks an extension ({words}): install PostgreSQL's contrib package on the server",
    "42P01": "has no tables of this version: run `entracte migrate` first",
    "42703": "has no tables of this version: run `entracte migrate` first",
    "25006": "takes no writes: is it a standby, or set to read-only?",
    "53100": "has no room on its disk: make room, and all goes on by itself",
}
BTREE_GIST = (
    "does not let its account make the extension btree_gist: "
    "run `CREATE EXTENSION btree_gist` in it as a superuser, or grant the account CREATE on the database"
)
NO_ANSWER = "does not answer ({words}): does it run, and is DATABASE_URL right?"


def why_away(*, wait_seconds: float) -> str | None:
    """Try to connect until it works (None) or the time is up; a refusal that stays is returned at once."""
    deadline = time.monotonic() + wait_seconds
    wanted = {"connect_timeout": CONNECT_SECONDS, **connection.get_connection_params()}
    while True:
        try:
            psycopg.connect(**wanted).close()
        except psycopg.OperationalError as error:
            sentence = _refusal(str(error))
            if sentence is not None or time.monotonic() > deadline:
                return sentence or _sentence(NO_ANSWER, str(error))
            time.sleep(AGAIN_SECONDS)
        else:
            return None


def sentence_for(error: DatabaseError | InterfaceError) -> str | None:
    """Return what an error that a statement met says to whoever set the database up; None for a bug of ours.

    The pool does not pass on why it got no connection, so one is tried.
    """
    cause = _cause(error)
    words = str(cause or error)
    sentence = LACKING.get((cause.sqlstate if cause is not None else None) or "")
    if sentence is not None:
        return _sentence(BTREE_GIST if "btree_gist" in words and "permission" in words else sentence, words)
    if isinstance(error, OperationalError | InterfaceError):
        return why_away(wait_seconds=0) or _sentence(NO_ANSWER, words)
    return None


def _refusal(words: str) -> str | None:
    return next((_sentence(text, words) for known, text in REFUSALS if known in words), None)


def _sentence(text: str, words: str) -> str:
    said = next((line for line in words.splitlines() if line.strip()), "no reason given").strip()
    return f"the database {text.format(words=said)}"


def _cause(error: BaseException) -> psycopg.Error | None:
    """Return the driver's own error that this one came from."""
    following: BaseException | None = error
    while following is not None and not isinstance(following, psycopg.Error):
        following = following.__cause__ or following.__context__
    return following
