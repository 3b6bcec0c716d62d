"""How does a database run without anybody setting one up? PostgreSQL from a wheel, ending with us."""

from entracte.cli.postgres.cluster import Cluster
from entracte.cli.postgres.errors import ClusterUnusable

__all__ = ["Cluster", "ClusterUnusable"]
