"""New commits have a subject that a stranger reads at a glance."""

import re
import subprocess

import pytest

from tests.house_rules.files import ROOT

# The rule is younger than the project: it holds for what came after this commit.
BASE = "752ddfd6d07ec0efaefd79854614a9a2d9a46143"
LONGEST = 72
NO_VERBS = {"A", "An", "The", "This", "Some", "Various", "More", "Misc", "Wip", "Cleanup", "Oops"}
VERBS_THAT_LOOK_PAST = {"Need", "Feed", "Seed", "Embed", "Speed", "Bring", "String", "Ring", "Ping", "Swing"}


def git(*words: str) -> subprocess.CompletedProcess[str]:
    safe = ["git", "-c", f"safe.directory={ROOT}", *words]
    return subprocess.run(safe, cwd=ROOT, capture_output=True, text=True, check=False)


def new_subjects() -> list[str]:
    """Return the subjects since the rule; none in a copy whose history does not reach back so far."""
    if git("merge-base", "--is-ancestor", BASE, "HEAD").returncode != 0:
        return []
    return git("log", "--no-merges", "--format=%s", f"{BASE}..HEAD").stdout.splitlines()


def faults(subject: str) -> list[str]:
    """Return what is wrong with a subject."""
    first = re.split(r"\W", subject, maxsplit=1)[0]
    looks_past = first.endswith(("ed", "ing")) and first not in VERBS_THAT_LOOK_PAST
    found = {
        f"more than {LONGEST} characters": len(subject) > LONGEST,
        "a dot or a space at the end": subject.endswith((".", " ", "…")),
        "no capital at the start": re.match(r"[A-Z][a-z]", subject) is None,
        "no verb in the present tense at the start": first in NO_VERBS or looks_past,
        "a single word": len(subject.split()) < 2,
        "a word for those who wrote it": re.search(r"\b(wip|todo|fixup|squash)\b", subject, re.I) is not None,
    }
    return [what for what, is_so in found.items() if is_so]


def test_each_new_subject_is_short_and_plain() -> None:
    assert {subject: found for subject in new_subjects() if (found := faults(subject))} == {}


@pytest.mark.parametrize(
    "subject, fault",
    [
        ("Keep a note " + "of " * 20 + "every table", "more than 72 characters"),
        ("Keep a note of every table.", "a dot or a space at the end"),
        ("keep a note of every table", "no capital at the start"),
        ("Added a note to every table", "no verb in the present tense at the start"),
        ("Adding a note to every table", "no verb in the present tense at the start"),
        ("The note of every table", "no verb in the present tense at the start"),
        ("Tables", "a single word"),
        ("Keep a note (WIP)", "a word for those who wrote it"),
        ("Seed the demo with a note", None),
    ],
)
def test_what_is_wrong_with_a_subject_is_found(subject: str, fault: str | None) -> None:
    assert faults(subject) == ([] if fault is None else [fault])
