"""How does a database run without anybody setting one up? PostgreSQL from a wheel, ending with us."""

from .cluster import Cluster
from .errors import ClusterTrouble

__all__ = ["Cluster", "ClusterTrouble"]
