"""The addresses of the first tab of Floor: services, plans, tables and combinations."""

from django.urls import URLPattern, path

from entracte.backoffice.floor.tables_and_times.views import combination, overview, plan, service, table

urlpatterns: list[URLPattern] = [
    path("", overview.floor, name="floor"),
    path("tables/new/", table.table, name="new_table"),
    path("tables/<slug:key>/", table.table, name="table"),
    path("combinations/new/", combination.combination, name="new_combination"),
    path("combinations/<slug:key>/", combination.combination, name="combination"),
    path("combinations/<slug:key>/remove/", combination.remove, name="remove_combination"),
    path("plans/new/", plan.plan, name="new_plan"),
    path("plans/<slug:key>/", plan.plan, name="plan"),
    path("services/new/", service.service, name="new_service"),
    path("services/<slug:key>/", service.service, name="service"),
    path("special-days/<slug:key>/services/new/", service.special_service, name="new_special_service"),
]
