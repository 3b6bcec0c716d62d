"""With which settings does the benchmarks' web server run? The product's, and one address more."""

from entracte.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.one_row"
