"""Does `entracte explain` print what its page shows, and end with the status that scripts go by?"""

import re
import shlex
from datetime import date, datetime

import pytest
from pytest_django import Settings

from entracte import clock
from entracte.bookings.actions.hold import hold_slot
from entracte.cli.main import main
from entracte.dining.actions import save_service, save_table
from entracte.dining.dates import save_closure
from entracte.dining.models import Closure, Service, Table
from tests.builders import at
from tests.house import House, book, make_house
from tests.house_rules.files import ROOT

pytestmark = pytest.mark.django_db

THURSDAY_BEFORE_SIX = at("2026-12-03 17:59")
PAGE = (ROOT / "docs" / "explain.md").read_text()
CASES = re.findall(r"```console\n\$ entracte (explain [^\n]+)\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def house() -> House:
    """The evening of the page: dinner is paced, one table is kept in-house, Christmas Day is closed."""
    made = make_house(THURSDAY_BEFORE_SIX)
    dinner = Service.objects.get(pk=made.dinner.pk)
    dinner.max_covers, dinner.pacing_minutes = 12, 30
    save_service(service=dinner)
    large = Table.objects.get(pk=made.tables["4"].pk)
    large.kept_for = "in_house"
    save_table(table=large)
    christmas = date(2026, 12, 25)
    save_closure(
        closure=Closure(
            restaurant=made.restaurant, name="Christmas Day", first_date=christmas, last_date=christmas
        )
    )
    for party_size in (2, 4, 6):
        book(made, THURSDAY_BEFORE_SIX, party_size=party_size)
    hold_slot(
        restaurant=made.restaurant,
        widget=made.widgets["none"],
        visitor="a visitor",
        address="an address",
        starts_at=at("2026-12-05 19:00"),
        party_size=4,
        now=THURSDAY_BEFORE_SIX,
    )
    return made


def set_clock(settings: Settings, now: datetime) -> None:
    settings.CLOCK_OFFSET_SECONDS = (now - clock.system_now()).total_seconds()


def test_the_page_shows_an_offer_and_five_telling_cases() -> None:
    assert len(CASES) == 6


@pytest.mark.parametrize("command, output", CASES)
def test_the_page_shows_what_is_printed(
    house: House, settings: Settings, capsys: pytest.CaptureFixture[str], command: str, output: str
) -> None:
    set_clock(settings, THURSDAY_BEFORE_SIX)
    status = main(shlex.split(command))
    assert capsys.readouterr().out == output
    assert status == (0 if "on offer" in output else 1)


@pytest.mark.parametrize("asker, status", [("--online", 1), ("--staff", 0), ("--walk-in", 0)])
def test_staff_see_what_they_may_do(
    house: House, settings: Settings, capsys: pytest.CaptureFixture[str], asker: str, status: int
) -> None:
    set_clock(settings, THURSDAY_BEFORE_SIX)
    words = ["explain", "prompt-side", "2026-12-05", "19:30", "--party", "5", asker]
    assert main(words) == status
    assert "Ana" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        "explain stalls 2026-12-04 19:00 --party 2",
        "explain prompt-side 2026-12-04 19:00 --party 0",
        "explain prompt-side 2026-12-04 19:00Z --party 2",
    ],
)
def test_what_cannot_be_asked_ends_with_status_2(
    house: House, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    assert main(shlex.split(words)) == 2
    assert capsys.readouterr().err.startswith("entracte explain: ")


@pytest.mark.parametrize(
    "words",
    [
        "explain prompt-side tomorrow 19:00 --party 2",
        "explain prompt-side 2026-12-04 19:00",
        "explain prompt-side 2026-12-04 19:00 --party 2 --online --staff",
    ],
)
def test_odd_words_end_with_status_2(words: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(shlex.split(words))
    assert ended.value.code == 2


def test_one_service_alone_is_asked(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["explain", "prompt-side", "2026-12-04", "20:00", "--party", "2", "--service"]
    assert main([*asked, "Dinner"]) in (0, 1)
    assert capsys.readouterr().out.startswith("Dinner: ")
    assert main([*asked, "Lunch"]) == 2
    assert "No service in use has this name." in capsys.readouterr().err


def test_tables_that_no_service_can_offer_are_named_at_the_end(
    house: House, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    set_clock(settings, THURSDAY_BEFORE_SIX)
    save_table(table=Table(restaurant=house.restaurant, name="Bar 1", min_covers=1, max_covers=2))
    main(shlex.split("explain prompt-side 2026-12-04 19:00 --party 2 --staff"))
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "Never offered, since no service in use has them on its plan: tables Bar 1"
