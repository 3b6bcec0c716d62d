"""Does every edit of a setting leave a line: who, when, from what to what?"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from entracte.dining.models import Closure, Combination
from entracte.restaurants.edits.queries import forget_old_history
from entracte.restaurants.models import Edit, Entry, Member, RefusedOrigin
from tests.bridge import KEY, connect
from tests.database.backoffice.desk import Desk, text_of
from tests.database.backoffice.floor.supper import supper
from tests.database.staff_letters import link_of
from tests.house import House

EVE: dict[str, Any] = {"name": "Eve", "first_date": "2026-12-31"}
CONNECTION: dict[str, Any] = {
    "client_name": "alder",
    "login": "entracte",
    "origin": "http://127.0.0.1:9",
    "api_key": KEY,
    "last_dined_name": "Last Dined At",
    "last_dined_shape": "date_time",
    "visits_name": "Number of Restaurant Visits",
    "visits_shape": "number",
}


def as_shown(desk: Desk, path: str, **changed: Any) -> dict[str, Any]:
    """What a page's form would send, with some fields typed otherwise; None leaves one out."""
    form = desk.opens(path).context["form"]
    sent: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = field.widget.format_value(form[name].value())
        if isinstance(form[name].value(), bool):
            value = "on" if form[name].value() else None
        sent[name] = value
    return {name: value for name, value in (sent | changed).items() if value not in (None, "", [])}


def edits() -> list[Edit]:
    return list(Edit.objects.order_by("pk"))


def last(editor: str, what: str, name: str) -> dict[str, tuple[str, str]]:
    """The lines of the newest edit, which is this person's of this thing."""
    edit = edits()[-1]
    assert (edit.editor, edit.what, edit.name) == (editor, what, name)
    return {label: (old, new) for label, old, new in edit.lines}


def test_the_restaurant(owner: Desk, now: datetime) -> None:
    owner.sends("set-up/", **as_shown(owner, "set-up/", name="The Upper Circle", confirms_by_hand="on"))
    assert last("Owner", "restaurant", "The Upper Circle") == {
        "name": ("The Prompt Side", "The Upper Circle"),
        "confirms by hand": ("no", "yes"),
    }
    assert edits()[-1].at == pytest.approx(now, abs=timedelta(minutes=1))


def test_a_form_that_is_saved_as_it_stands_leaves_no_line(owner: Desk, house: House) -> None:
    table = f"floor/tables/{house.tables['1'].key}/"
    for path in ("set-up/", "floor/seating/", table, f"set-up/widgets/{house.widgets['none'].key}/"):
        assert owner.sends(path, **as_shown(owner, path)).status_code == 302
    assert edits() == []


def test_the_seating(manager: Desk) -> None:
    manager.sends("floor/seating/", **as_shown(manager, "floor/seating/", hold_minutes="7"))
    assert last("Manager", "restaurant", "The Prompt Side") == {"hold minutes": ("5", "7")}


def test_a_table(manager: Desk, house: House) -> None:
    path = f"floor/tables/{house.tables['4'].key}/"
    manager.sends(path, **as_shown(manager, path, max_covers="5", kept_for="walk_ins"))
    assert last("Manager", "table", "4") == {
        "max covers": ("6", "5"),
        "kept for": ("Everybody", "Walk-ins"),
    }
    manager.sends("floor/tables/new/", name="9", min_covers="1", max_covers="2", is_active="on")
    assert last("Manager", "table", "9")["name"] == ("", "9")


def test_a_combination_and_its_end(manager: Desk, house: House) -> None:
    keys = [house.tables[name].key for name in ("1", "2")]
    typed: dict[str, Any] = {"name": "Pair", "min_covers": "1", "max_covers": "4", "is_active": "on"}
    manager.sends("floor/combinations/new/", tables=keys, **typed)
    assert last("Manager", "combination", "Pair")["tables"] == ("", "1, 2")
    key = Combination.objects.get().key
    manager.sends(f"floor/combinations/{key}/remove/")
    assert last("Manager", "combination", "Pair")["tables"] == ("1, 2", "")


def test_a_plan(manager: Desk, house: House) -> None:
    one = house.tables["1"].key
    typed: dict[str, Any] = {f"on_{one}": "on", f"x_{one}": "300", f"y_{one}": "120", f"shape_{one}": "round"}
    manager.sends(f"floor/plans/{house.plan.key}/", name="Dining room", **typed)
    lines = last("Manager", "floor plan", "Dining room")
    assert lines["table 1"] == ("60, 60, Square", "300, 120, Round")
    assert lines["table 4"][1] == ""


def test_a_service(manager: Desk, house: House) -> None:
    manager.sends("floor/services/new/", **supper(house))
    made = last("Manager", "service", "Supper")
    assert (made["weekdays"], made["turn times"]) == (("", "Fri, Sat"), ("", "2: 60, 8: 90"))
    assert (made["first start"], made["plan"]) == (("", "21:00"), ("", "Dining room"))


def test_a_closure_and_its_end(manager: Desk) -> None:
    typed: dict[str, Any] = {"name": "Boiler", "first_date": "2026-12-24", "closes": "all_day"}
    assert manager.sends("floor/closures/new/", **typed).status_code == 302
    assert last("Manager", "closure", "Boiler")["first date"] == ("", "Thu 24 Dec 2026")
    key = Closure.objects.get().key
    manager.sends(f"floor/closures/{key}/remove/")
    assert last("Manager", "closure", "Boiler")["first date"] == ("Thu 24 Dec 2026", "")


def test_a_special_day_and_its_end(manager: Desk, house: House) -> None:
    day = manager.sends("floor/special-days/new/", **EVE)["Location"].rstrip("/").rsplit("/", 1)[-1]
    assert last("Manager", "special day", "Eve")["first date"] == ("", "Thu 31 Dec 2026")
    gala = supper(house, name="Gala")
    manager.sends(f"floor/special-days/{day}/services/new/", **gala)
    assert last("Manager", "service", "Gala")["special day"] == ("", "Eve")
    manager.sends(f"floor/special-days/{day}/remove/")
    assert last("Manager", "special day", "Eve")["services"] == ("Gala", "")


def test_a_widget(manager: Desk, house: House) -> None:
    path = f"set-up/widgets/{house.widgets['none'].key}/"
    manager.sends(path, **as_shown(manager, path, accent="#0b5345"))
    assert [new for _, new in last("Manager", "widget", house.widgets["none"].name).values()] == ["#0b5345"]


def test_a_site_that_is_allowed_by_one_press(manager: Desk, house: House, now: datetime) -> None:
    widget, asked = house.widgets["none"], "https://www.example.org"
    RefusedOrigin.objects.create(restaurant=house.restaurant, widget=widget, origin=asked, last_at=now)
    manager.sends(f"set-up/widgets/{widget.key}/allow/", origin=asked)
    was, became = last("Manager", "widget", widget.name)["allowed origins"]
    assert became == f"{was}, {asked}"


def test_opening_hours_of_a_manager(manager: Desk) -> None:
    assert manager.sends("set-up/", opening_hours="Daily from noon").status_code == 302
    assert last("Manager", "restaurant", "The Prompt Side") == {"opening hours": ("", "Daily from noon")}


def test_an_invitation_that_ends_with_the_role_of_who_made_it(owner: Desk, house: House) -> None:
    Member.objects.filter(account=house.host).update(role="owner")
    Desk(house, "host").sends("set-up/team/", email="cook@example.org", role="host")
    owner.sends("set-up/team/member/", email=house.host.email, role="manager")
    assert last("Owner", "invitation", "cook@example.org")["role"] == ("Host", "")


def test_a_connection_whose_secrets_read_changed(manager: Desk, house: House) -> None:
    assert manager.sends("spektrix/", **CONNECTION, test_id="I-7K21-4WPD").status_code == 302
    made = last("Manager", "connection", "alder")
    assert (made["client name"], made["API key"]) == (("", "alder"), ("", "changed"))
    assert made["test customer id"] == ("", "changed")
    assert Entry.objects.get().kind == Entry.Kind.KEY
    manager.sends("spektrix/turn/", to="off")
    assert last("Manager", "connection", "alder") == {"is on": ("yes", "no")}
    manager.sends("spektrix/turn/", forget="yes")
    assert last("Manager", "connection", "alder")["API key"] == ("", "changed")
    assert KEY not in str(Edit.objects.values()) + str(Entry.objects.values())
    assert "7K21" not in str(Edit.objects.values())


def test_saving_a_connection_without_a_key_changes_no_key(manager: Desk, house: House) -> None:
    connect(house.restaurant)
    manager.sends("spektrix/", **{**CONNECTION, "api_key": "", "watch_only": "on"})
    lines = last("Manager", "connection", "alder")
    assert lines["watch only"] == ("no", "yes")
    assert "API key" not in lines
    assert not Entry.objects.exists()


def test_the_team(owner: Desk, house: House) -> None:
    email = house.host.email
    owner.sends("set-up/team/member/", email=email, role="manager")
    assert last("Owner", "member", email) == {"role": ("Host", "Manager")}
    owner.sends("set-up/team/member/", email=email, role="manager", remove="yes")
    assert last("Owner", "member", email) == {"role": ("Manager", "")}
    owner.sends("set-up/team/", email="cook@example.org", name="Cora", role="host")
    assert last("Owner", "invitation", "cook@example.org")["role"] == ("", "Host")
    owner.sends("set-up/team/invitation/", email="cook@example.org")
    assert last("Owner", "invitation", "cook@example.org")["role"] == ("Host", "")
    said = [(entry.name, entry.words, entry.by) for entry in Entry.objects.order_by("pk")]
    assert said == [(email, "Host to Manager", "Owner"), (email, "Manager, taken off the team", "Owner")]


def test_who_says_yes_stands_in_the_history_and_in_the_security_log(owner: Desk) -> None:
    owner.sends("set-up/team/", email="cook@example.org", role="host")
    link = link_of("cook@example.org")
    words = {"name": "Cora", "password": "three odd words", "again": "three odd words"}
    assert Client().post(link, words).status_code == 302
    assert last("Cora", "invitation", "cook@example.org")["said yes"] == ("", "Host")
    assert Entry.objects.get(kind="role").words == "Host, by invitation"
    token = link.rstrip("/").rsplit("/", 1)[-1]
    assert token not in str(Edit.objects.values()) + str(Entry.objects.values())


def test_the_page_shows_them_to_owners_the_newest_first(owner: Desk, manager: Desk, other: House) -> None:
    owner.sends("set-up/", **as_shown(owner, "set-up/", name="The Upper Circle"))
    manager.sends("floor/tables/new/", name="<b>9</b>", min_covers="1", max_covers="2", is_active="on")
    shown = owner.opens("set-up/history/").content.decode()
    assert "<b>9</b>" not in shown
    assert shown.index("&lt;b&gt;9") < shown.index("The Prompt Side</bdi></del>")
    assert manager.opens("set-up/history/").status_code == 403
    elsewhere = Desk(other, "owner")
    assert "Nothing was changed yet" in text_of(elsewhere.opens("set-up/history/"))


def test_the_page_asks_as_many_questions_for_three_edits_as_for_one(
    owner: Desk, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counted = []
    for name in ("8", "9", "10"):
        owner.sends("floor/tables/new/", name=name, min_covers="1", max_covers="2", is_active="on")
        with CaptureQueriesContext(connection) as found:
            owner.opens("set-up/history/")
        counted.append(len(found))
    assert len(set(counted)) == 1


@pytest.mark.parametrize("page", ["", "0", "2", "999999", "x", "-1", "²", "\\x00"])
def test_odd_numbers_of_pages_show_a_page(owner: Desk, page: str) -> None:
    for path in ("set-up/history/", "set-up/history/sign-ins/"):
        assert owner.opens(path, page=page).status_code == 200


def test_history_is_kept_for_the_days_that_are_set(owner: Desk, now: datetime, settings: Any) -> None:
    owner.sends("floor/tables/new/", name="9", min_covers="1", max_covers="2", is_active="on")
    Entry.objects.create(kind="failed", at=now)
    settings.HISTORY_DAYS = 365
    forget_old_history(now + timedelta(days=364))
    assert (Edit.objects.count(), Entry.objects.count()) == (1, 1)
    forget_old_history(now + timedelta(days=366))
    assert (Edit.objects.count(), Entry.objects.count()) == (0, 0)
