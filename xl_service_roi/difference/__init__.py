"""How the result moved from one workbook, or one table of results, to another, and what each input contributed."""
