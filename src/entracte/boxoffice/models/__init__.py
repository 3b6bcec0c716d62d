"""All rows of this package, named here because Django looks for them nowhere else."""

from entracte.boxoffice.models.attribute_sight import AttributeSight
from entracte.boxoffice.models.claim import Claim, ClaimState
from entracte.boxoffice.models.connection import DEFAULT_MINUTES, SPEKTRIX_ORIGIN, Connection
from entracte.boxoffice.models.gate import Asking, Gate
from entracte.boxoffice.models.handover import Handover, HandoverState
from entracte.boxoffice.models.link import Link
from entracte.boxoffice.models.step import Step
from entracte.boxoffice.models.stoppage import Stoppage

__all__ = [
    "DEFAULT_MINUTES",
    "SPEKTRIX_ORIGIN",
    "Asking",
    "AttributeSight",
    "Claim",
    "ClaimState",
    "Connection",
    "Gate",
    "Handover",
    "HandoverState",
    "Link",
    "Step",
    "Stoppage",
]
