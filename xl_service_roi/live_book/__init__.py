"""The workbook while it is open in Excel: read through xlwings, checked, and what the macros write into it."""
