"""Functions in the cells of a spreadsheet: what Excel sends in, what goes back, and how a refusal looks there."""
