"""Builds what documents the worksheet functions: `docs/functions.md` and `workbooks/functions_tour.xlsx`."""
