"""Which addresses does the widget use?"""

from django.urls import path

from entracte.widget.api import api, unknown_call
from entracte.widget.script import script

urlpatterns = [
    path("widget/1/entracte.js", script, name="widget_script"),
    path("api/widget/v1/", api.urls),
    path("api/widget/v1/<path:rest>", unknown_call),
]
