"""The names of a workbook that are part of its contract, beside those of the inputs."""

from __future__ import annotations

MODEL_NAME = "service_roi_model"
"""The hidden name that holds the version of the model."""

INPUTS_RANGE = "inputs_range"
"""The name of all inputs with their headings, as the worksheet functions of a whole case take them."""

RANGES = "uncertainty_ranges"
"""The name of the low and high ends and distributions of all inputs."""

DECISIONS = ("analysis_", "scenario_", "uncertainty_")
"""What the names on the sheets of scenarios and analyses begin with."""


def result_name(measure: str) -> str:
    """Return the defined name of a measure: ``result_roi``, ``result_heading_retention``; those by line have none."""
    if measure.startswith(("programme_pv_", "service_pv_")):
        return ""
    return f"result_{measure.removeprefix('programme_') if measure.startswith('programme_heading_') else measure}"


def lines_name(future: str) -> str:
    """Return the name of the cells of a future's sheet, from the technical names of the lines to the last year."""
    return f"lines_{future}"
