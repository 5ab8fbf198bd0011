"""The macros that the task pane starts."""

from service_roi_macros import (
    analyse,
    board_report,
    check_inputs,
    compare_scenarios,
    levers,
    recalculate,
    reset_to_defaults,
    service_level_curve,
    simulate,
    tornado,
)

__all__ = [
    "analyse",
    "board_report",
    "check_inputs",
    "compare_scenarios",
    "levers",
    "recalculate",
    "reset_to_defaults",
    "service_level_curve",
    "simulate",
    "tornado",
]
