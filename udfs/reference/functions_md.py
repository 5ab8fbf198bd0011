"""Writes docs/functions.md from the module: run ``python -m reference.functions_md PATH`` (``make workbooks`` does)."""

from __future__ import annotations

import inspect
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import service_roi_udfs

import xl_service_roi.functions
from xl_service_roi.worksheet.arguments import Rows
from xl_service_roi.worksheet.functions import arguments_of

from .examples import EXAMPLES, INPUTS, arguments

Function = Callable[..., Any]

INTRODUCTION = """# Worksheet functions

Every function of `service_roi_udfs`, with an example that is worked out when this page is built. How to get them into
Excel: [excel-setup.md](excel-setup.md). All of them on live cells: `workbooks/functions_tour.xlsx`. Built by
`make workbooks`; don't edit by hand.

- Names and arguments are English in every language of Excel. In a Dutch Excel the separator is `;` and the decimal
  mark a comma: `=sroi_clv(250; 0,85; 0,08)`.
- Shares and rates are fractions: 0.08 or 8%. Money is in any one currency.
- Every argument that is a number also takes a range. Ranges of one size give a range of that size; a row and a column
  give a table. Empty cells behind the data are cut off, so `A:A` can be given; beside a longer range they are refused.
  Functions that are reckoned one by one (Erlang, survival, series with several rates) take 20,000 cells at a time.
- A series (cash flows, survivors) is one row or one column. A blank or a text inside it is refused with its position:
  skipping it would shift every later flow to an earlier year.
- Numbers that stand as text are read where there is one reading (`1.234,56`, `8%`); `40.000` has two and is refused.
- What can't be reckoned is never 0. In Excel on Windows the cell shows a text that starts with `#SROI!` and says why;
  on the web and Mac it is `#VALUE!` with the reason in its message. In a range of results each cell without a result
  shows it on its own; on the web and Mac, where one cell of a range can't carry a message, ask for that cell apart.
"""


def functions() -> dict[str, Function]:
    """Return the worksheet functions by name, in the order of the module."""
    return {name: getattr(service_roi_udfs, name) for name in service_roi_udfs.__all__}


def page() -> str:
    """Return the whole page."""
    return "\n".join([INTRODUCTION, *contents(), *(line for name in functions() for line in about(name))])


def contents() -> Iterator[str]:
    """The list of functions by group."""
    yield "| group | functions |"
    yield "| :--- | :--- |"
    groups: dict[str, list[str]] = {}
    for name, group in group_of().items():
        groups.setdefault(group, []).append(f"[`{name}`](#{name})")
    for group, names in groups.items():
        yield f"| {group} | {', '.join(names)} |"
    yield ""


def group_of() -> dict[str, str]:
    """The group of each function: the heading under which it stands in the module."""
    source = inspect.getsource(service_roi_udfs)
    found = re.findall(r"@xw\.func\(category=(\w+)\)\n@worksheet_function\ndef (\w+)\(", source)
    return {name: str(vars(service_roi_udfs)[group]).removeprefix("Service ROI: ") for group, name in found}


def about(name: str) -> Iterator[str]:
    """The section of one function."""
    function = functions()[name]
    yield f"## {name}"
    yield f"`{signature(function)}`\n"
    yield f"{inspect.getdoc(function)}\n"
    yield "| argument | what it is |"
    yield "| :--- | :--- |"
    for argument, declared in arguments_of(function).items():
        yield f"| `{argument}` | {declared.doc} |"
    yield ""
    block = building_block(name)
    if block:
        yield from details(block)
    yield f"`{formula(name)}` gives {shown(function(*arguments(name)))}\n"


def signature(function: Function) -> str:
    """The function as it is typed, with what may be left out in brackets."""
    parts = [
        name if parameter.default is inspect.Parameter.empty else f"[{name}]"
        for name, parameter in inspect.signature(function).parameters.items()
    ]
    return f"={function.__name__}({', '.join(parts)})"


def building_block(name: str) -> Function | None:
    """The Python function behind a worksheet function, which has the formula, the limits and the source."""
    own = name.removeprefix("sroi_")
    for module in pkgutil.iter_modules(xl_service_roi.functions.__path__, "xl_service_roi.functions."):
        found = vars(import_module(module.name)).get(own)
        if found and found.__module__ == module.name:
            return found  # type: ignore[no-any-return]
    return None


def details(block: Function) -> Iterator[str]:
    """What the building block's docstring says beside its arguments and its Python example."""
    text = (inspect.getdoc(block) or "").partition(">>>")[0]
    sections = re.split(r"^(Args|Returns|Raises):$", text, flags=re.MULTILINE)
    named = dict(zip(sections[1::2], sections[2::2], strict=True))
    yield f"```text\n{sections[0].strip()}\n```\n"
    returns, _, reference = named.get("Returns", "").partition("Reference:")
    raises, _, late_reference = named.get("Raises", "").partition("Reference:")
    yield f"Gives: {' '.join(returns.split())}\n"
    without = re.search(r"NoResult: (.*?)(?=\n\n|\Z)", raises, re.DOTALL)
    if without:
        yield f"No result: {' '.join(without[1].split())}\n"
    source = " ".join((reference or late_reference).split())
    if source:
        yield f"Source: {source}\n"
    yield f"In Python: `{block.__module__}.{block.__name__}`.\n"


def formula(name: str) -> str:
    """The example as it is typed in a cell."""
    return f"={name}({', '.join(typed(given) for given in EXAMPLES[name])})"


def typed(given: Any) -> str:
    """An argument as it is typed in a formula: a range as a constant, the inputs by their name."""
    if given is INPUTS:
        return "inputs_range"
    if isinstance(given, str):
        return f'"{given}"'
    if isinstance(given, list):
        return "{" + "; ".join(", ".join(map(str, row)) for row in given) + "}"
    return str(given)


def shown(result: Any) -> str:
    """A result for readers: a figure, or the first rows of a range."""
    if not isinstance(result, list):
        return f"**{figure(result)}**"
    if len(result) == 1:
        return "**" + "** and **".join(map(figure, result[0])) + "**, side by side"
    return f"a range of {len(result)} rows and {len(result[0])} columns:\n\n" + "\n".join(_table(result[:5]))


def _table(rows: Rows) -> Iterator[str]:
    yield "| " + " | ".join(map(figure, rows[0])) + " |"
    yield "|" + " :--- |" * len(rows[0])
    for row in rows[1:]:
        yield "| " + " | ".join(map(figure, row)) + " |"


def figure(value: Any) -> str:
    """One value, to about six digits."""
    if isinstance(value, str):
        return value
    return f"{value:,.0f}" if abs(value) >= 100_000 or value == int(value) else f"{value:,.6g}"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
