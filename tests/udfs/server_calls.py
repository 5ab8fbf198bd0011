"""The calls of `calls.py` as Office.js makes them, on xlwings Server and in xlwings Lite, and what cells then show."""

from __future__ import annotations

from typing import Any, NamedTuple

from calls import CALLS, CALLS_WITH_ERROR_CELLS, Call, matches
from reference.functions_md import functions

from xl_service_roi.worksheet.functions import arguments_of

ALL_CALLS = [*CALLS, *CALLS_WITH_ERROR_CELLS]
WAYS: dict[str, tuple[Any, Any]] = {"left out": (None, ""), "blank": ([[""]], None)}
"""What Excel sends for an argument that is left out or points to an empty cell, and for empty cells of a range."""


class Answer(NamedTuple):
    """What the cells of a formula show, or the message of their error value."""

    found: Any
    message: str | None


def sent(call: Call, way: str) -> list[Any]:
    """Return all arguments of a call, each as rows of cells, also where it is one cell."""
    left_out, blank = WAYS[way]
    given = [*call.args, *[None] * (len(arguments_of(functions()[call.function])) - len(call.args))]
    return [left_out if each is None else _rows(each, blank) for each in given]


def _rows(given: Any, blank: Any) -> list[list[Any]]:
    return [[_cell(cell, blank) for cell in row] for row in (given if isinstance(given, list) else [[given]])]


def _cell(cell: Any, blank: Any) -> Any:
    if isinstance(cell, str) and cell.startswith("#"):
        return {"type": "Error", "basicType": "Error", "basicValue": cell}
    return blank if cell is None else cell


def shown(rows: list[list[Any]]) -> Any:
    """Return what an answer shows in its cells; of one cell just its value."""
    cells = [["#VALUE!" if cell == {"type": "Error", "errorType": "Value"} else cell for cell in row] for row in rows]
    return cells[0][0] if len(cells) == len(cells[0]) == 1 else cells


def wrong_answers(answers: dict[str, list[Answer]]) -> list[str]:
    """Return the calls, by the ways in which they are made, that do not give what Python gives."""
    return [
        f"{wanted.function}{wanted.args} {way}: expected {wanted.error or wanted.expected!r}, found {answer}"
        for way in WAYS
        for wanted, answer in zip(ALL_CALLS, answers[way], strict=True)
        if not _is_right(answer, wanted)
    ]


def _is_right(answer: Answer, wanted: Call) -> bool:
    if wanted.error:
        return answer.message is not None and wanted.error in answer.message
    return answer.message is None and matches(answer.found, wanted.expected)


def functions_called() -> set[str]:
    """Return the functions that some call gets an answer from."""
    return {call.function for call in ALL_CALLS if not call.error}
