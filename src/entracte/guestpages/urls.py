"""The addresses of the guests' pages: /b/ booking, /w/ when and where, /f/ feedback, /k/ what is kept."""

from django.urls import path

from entracte.guestpages.by_link import wrong_link
from entracte.guestpages.demand import carry_out_page
from entracte.guestpages.feedback import feedback
from entracte.guestpages.lost_link import lost_link
from entracte.guestpages.own_booking.cancel import cancel, undo_cancel
from entracte.guestpages.own_booking.change import ask, change, change_requests, withdraw
from entracte.guestpages.own_booking.kept import ask_for_erasure, ask_for_everything, what_is_kept
from entracte.guestpages.own_booking.late import late
from entracte.guestpages.own_booking.reconfirm import coming
from entracte.guestpages.own_booking.see import calendar, own_page, when_where_page

app_name = "guestpages"

urlpatterns = [
    path("b/<str:token>", own_page, name="own_page"),
    path("b/<str:token>/late", late, name="late"),
    path("b/<str:token>/coming", coming, name="coming"),
    path("b/<str:token>/change", change, name="change"),
    path("b/<str:token>/ask", ask, name="ask"),
    path("b/<str:token>/withdraw", withdraw, name="withdraw"),
    path("b/<str:token>/requests", change_requests, name="change_requests"),
    path("b/<str:token>/calendar.ics", calendar, name="calendar"),
    path("b/<str:token>/cancel", cancel, name="cancel"),
    path("b/<str:token>/undo", undo_cancel, name="undo_cancel"),
    path("b/<str:token>/kept", what_is_kept, name="what_is_kept"),
    path("b/<str:token>/everything", ask_for_everything, name="ask_for_everything"),
    path("b/<str:token>/erasure", ask_for_erasure, name="ask_for_erasure"),
    path("w/<str:token>", when_where_page, name="when_and_where"),
    path("f/<str:token>", feedback, name="feedback"),
    path("k/<str:token>", carry_out_page, name="carry_out"),
    # what is left of a link after a mail program cut it or added to it
    path("b/", lost_link, name="lost_link"),
    path("w/", wrong_link),
    path("f/", wrong_link),
    path("k/", wrong_link),
    path("b/<path:rest>", wrong_link),
    path("w/<path:rest>", wrong_link),
    path("f/<path:rest>", wrong_link),
    path("k/<path:rest>", wrong_link),
]
