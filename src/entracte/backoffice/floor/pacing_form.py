"""How many may start at a time: the same four fields for a service and for the whole restaurant."""

from entracte.backoffice.house.forms import PageForm, number

PACING_FIELDS = ("pacing_minutes", "max_parties", "max_covers", "covers_kept_in_house")


class PacingForm(PageForm):
    """Limits on what starts within some minutes; empty limits nothing."""

    pacing_minutes = number("In every", 5, 240, required=False, initial=15, help_text="Minutes.")
    max_parties = number("Most parties", 0, 500, required=False, help_text="Empty: no limit.")
    max_covers = number("Most covers", 0, 1000, required=False, help_text="Empty: no limit.")
    covers_kept_in_house = number(
        "Of these, not online", 0, 1000, required=False, help_text="Covers left for phone and door."
    )

    def clean(self) -> dict[str, object]:
        typed = self.cleaned_data
        kept, most = typed.get("covers_kept_in_house"), typed.get("max_covers")
        if kept and most is None and "max_covers" not in self.errors:
            self.add_error("covers_kept_in_house", "Say first how many covers may start.")
        elif kept and most is not None and kept > most:
            self.add_error("covers_kept_in_house", "No more than may start at all.")
        typed["covers_kept_in_house"] = kept or 0
        typed["pacing_minutes"] = typed.get("pacing_minutes") or 15
        return typed
