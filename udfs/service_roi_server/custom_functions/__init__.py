"""The worksheet functions that Excel gets to see: all of ``service_roi_udfs``."""

import sys

# For every cell of a range xlwings tries to import pyodide, which is not here: 0.4 s for 100 × 100 cells. That it is
# known to be absent brings this down to 0.03 s.
sys.modules["pyodide"] = sys.modules["pyodide.ffi"] = None  # type: ignore[assignment]

from service_roi_udfs import *  # noqa: E402, F403
