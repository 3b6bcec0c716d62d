"""Faults and the record of calls, changed by a call under /simulator/."""

from typing import Any

from starlette.requests import Request

from spektrix_simulator.requested_faults.fault import fault_from
from spektrix_simulator.simulation import Fields, Simulation


def add_fault(simulation: Simulation, request: Request, fields: Fields) -> Any:
    """Switch a fault on."""
    simulation.faults.asked.append(fault_from(fields))
    return {"faults": simulation.faults.listed()}


def list_faults(simulation: Simulation, request: Request, fields: Fields) -> Any:
    """Return the faults that are on, and what is wrong with their file, if anything."""
    simulation.faults.read_file()
    return {"faults": simulation.faults.listed(), "trouble": simulation.faults.trouble}


def clear_faults(simulation: Simulation, request: Request, fields: Fields) -> Any:
    """Switch faults off: those of one `kind`, or all."""
    simulation.faults.clear(fields.get("kind") or request.query_params.get("kind"))
    return {"faults": simulation.faults.listed()}


def forget_calls(simulation: Simulation, request: Request, fields: Fields) -> Any:
    """Empty the record of calls."""
    simulation.calls.forget()
    return {"calls": 0}
