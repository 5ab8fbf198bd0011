"""Service ROI in xlwings Lite: paste this into main.py, and requirements.txt beside it into requirements.txt."""

from service_roi_macros import *  # noqa: F403
from service_roi_udfs import *  # noqa: F403
