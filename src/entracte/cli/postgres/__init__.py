"""A database without set-up: PostgreSQL from a wheel, ended when we end."""

from entracte.cli.postgres.cluster import Cluster
from entracte.cli.postgres.errors import ClusterUnusable

__all__ = ["Cluster", "ClusterUnusable"]
