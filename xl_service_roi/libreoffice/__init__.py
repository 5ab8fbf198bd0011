"""The worksheet functions in LibreOffice Calc, from the formula in a cell to Python and back.

A cell's `=SROI_NPV(8%;B2:G2)` calls a Basic function of the user's LibreOffice profile (written by `install`), that
calls a script in LibreOffice's own Python (`bridge`), and that a process of the Python that this package is installed
in (`worker`). The two Pythons may differ: the bridge needs nothing but the standard library.
"""
