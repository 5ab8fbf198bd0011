"""The macros that the task pane starts."""

from service_roi_macros import check_inputs, recalculate, reset_to_defaults

__all__ = ["check_inputs", "recalculate", "reset_to_defaults"]
