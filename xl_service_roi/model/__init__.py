"""The model: what the calculator works out. ``notes.md`` explains every line, ``sources.md`` where figures come from.

Read the modules in this order: ``drivers``, ``indices``, ``customers``, ``operations``, ``service_sales``, ``staff``,
``accounts``, ``programme``, ``cash_flow``, ``measures``; ``definition`` puts them together.
"""

from .definition import MODEL, MODEL_VERSION

__all__ = ["MODEL", "MODEL_VERSION"]
