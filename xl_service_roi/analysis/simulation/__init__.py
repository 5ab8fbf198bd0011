"""Simulation: how sure a case is, from what its inputs may be off by."""

from .results import Distribution, Simulation
from .simulation import DRAWS, INDEX_DRAWS, SEED, reason, simulate

__all__ = ["DRAWS", "INDEX_DRAWS", "SEED", "Distribution", "Simulation", "reason", "simulate"]
