"""All routes of web mode."""

from spektrix_simulator import catalogue
from spektrix_simulator.web_mode import basket, customer

ROUTES = (*catalogue.ROUTES, *basket.ROUTES, *customer.ROUTES)
