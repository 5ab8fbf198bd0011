"""Service ROI in xlwings Lite: paste this into main.py, and requirements.txt beside it into requirements.txt."""

from service_roi_macros import check_inputs, recalculate, reset_to_defaults  # noqa: F401
from service_roi_udfs import *  # noqa: F403
