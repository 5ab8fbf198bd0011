"""Fills the sheets of scenarios and analyses of a workbook: in a file, or in a workbook that is open in Excel.

Whoever fills them hands over a workbook to read from; what comes back are cells and what to put into them.
"""
