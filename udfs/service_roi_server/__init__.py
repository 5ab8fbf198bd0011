"""A project of xlwings Server: the functions, the macros and the task pane, for Excel on the web and on a Mac.

``service-roi serve`` starts it. Settings stand in its ``pyproject.toml``; environment variables go before them.
"""
