"""All routes of owner mode."""

from spektrix_simulator import catalogue
from spektrix_simulator.owner_mode import baskets, customers, orders

ROUTES = (*catalogue.ROUTES, *baskets.ROUTES, *customers.ROUTES, *orders.ROUTES)
