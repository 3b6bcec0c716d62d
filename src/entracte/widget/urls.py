"""The addresses of the widget: its script, look, languages and API."""

from django.urls import path

from entracte.widget.api import api, unknown_call
from entracte.widget.script import extras, language, look, script

urlpatterns = [
    path("widget/1/entracte.js", script, name="widget_script"),
    path("widget/1/extras.js", extras, name="widget_extras"),
    path("widget/1/look.css", look, name="widget_look"),
    path("widget/1/languages/<slug:code>.json", language, name="widget_language"),
    path("api/widget/v1/", api.urls),
    path("api/widget/v1/<path:rest>", unknown_call),
]
