"""DAFlow: try-on by flows that several heads of attention weigh, in one stage. For research only."""

from fitting_room.engines.daflow.engine import DaflowDresscodeEngine, DaflowEngine

__all__ = ["DaflowDresscodeEngine", "DaflowEngine"]
