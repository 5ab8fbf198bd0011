"""Excel for Windows as xlwings meets it, on any machine: xlwings' own COM code above stand-ins for pywin32.

What runs is what runs on Windows: ``import_udfs`` writes the VBA wrappers and fills in the function wizard, and
``XLPython.CallUDF`` turns what Excel sends into arguments and answers into what COM carries. Standing in are the
modules of pywin32, with a range, a date and an error value as Excel hands them over.

xlwings decides at import for which host it works, so all this happens in a process of its own: `call` and `imported`
start one and talk to it in JSON.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib
import json
import math
import os
import subprocess
import sys
import types
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import MagicMock, patch

MODULE = "service_roi_udfs"

MISSING = -2147352572
"""An argument that was left out, as VBA passes it on: DISP_E_PARAMNOTFOUND."""
ERRORS = {
    "#DIV/0!": -2146826281,
    "#N/A": -2146826246,
    "#NAME?": -2146826259,
    "#NULL!": -2146826288,
    "#NUM!": -2146826252,
    "#REF!": -2146826265,
    "#VALUE!": -2146826273,
}
WAYS = ("in cells", "typed in", "blank")
"""How arguments are given: as references to cells, as constants in the formula, and as references in which what is
left out points to an empty cell."""


class Answer(NamedTuple):
    """What a call gave in each of the `WAYS`, and what COM could not have carried of it (nothing, if all is well)."""

    found: dict[str, Any]
    faults: list[str]


# --------------------------------------------------------------------------------------------- from the tests' process


def call(calls: Sequence[tuple[str, Sequence[Any]]]) -> list[Answer]:
    """Call functions of the module with arguments as cells hold them.

    These are numbers, texts, truth values, dates, ``"#N/A"`` and its kin, amounts of money as Decimal, lists of rows
    for ranges, and None for an empty cell or an argument that is left out.
    """
    request = {"calls": [[function, [_told(argument) for argument in arguments]] for function, arguments in calls]}
    return [Answer(*answer) for answer in _in_a_process_of_its_own(request)]


def imported() -> dict[str, Any]:
    """What "Import Functions" gives: the ``wrapper``, a VBA module; what the ``wizard`` is told of each function."""
    found: dict[str, Any] = _in_a_process_of_its_own({"import": True})
    return found


def _in_a_process_of_its_own(request: dict[str, Any]) -> Any:
    environment = {name: value for name, value in os.environ.items() if name != "XLWINGS_ON_SERVER"}
    said = subprocess.run(
        [sys.executable, __file__],
        input=json.dumps(request),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if said.returncode:
        raise RuntimeError(f"the Windows host failed:\n{said.stderr}")
    return json.loads(said.stdout)


def _told(value: Any) -> Any:
    """A value as JSON holds it: what JSON has no word for is an object with its kind."""
    match value:
        case list() | tuple():
            return [_told(each) for each in value]
        case dt.date():
            return {"date": value.isoformat()}
        case Decimal():
            return {"money": str(value)}
        case str() if value in ERRORS:
            return {"error": value}
        case bool() | str() | None:
            return value
        case int() | float():
            return float(value)
    raise TypeError(f"no cell of Excel holds {value!r}")


# -------------------------------------------------------------------------------------------------- stand-ins: pywin32


class ComError(Exception):
    """``pywintypes.com_error``."""


class ComTime(dt.datetime):
    """``pywintypes.TimeType``: a datetime with the time zone UTC, which Excel's dates have not."""


class Dispatched:
    """A COM object as ``win32com.client.Dispatch`` gives it."""


class PyIDispatch:
    """A COM object as it comes in; here a range of cells, the only one that arguments are."""

    def __init__(self, cells: Any) -> None:
        self.cells = cells

    def GetTypeInfo(self) -> PyIDispatch:  # noqa: N802
        return self

    def GetTypeAttr(self) -> Any:  # noqa: N802
        return types.SimpleNamespace(iid="{00020846-0000-0000-C000-000000000046}")

    def GetDocumentation(self, member: int) -> tuple[str]:  # noqa: N802
        return ("Range",)


class ExcelRange(Dispatched):
    """A range of Excel's object model."""

    def __init__(self, received: PyIDispatch) -> None:
        self._oleobj_ = received
        self.Value = received.cells
        rows = received.cells if isinstance(received.cells, tuple) else ((received.cells,),)
        self.Rows, self.Columns = MagicMock(Count=len(rows)), MagicMock(Count=len(rows[0]))
        self.Row = self.Column = 1
        self.Worksheet = MagicMock()


class ExcelWorkbook(Dispatched):
    """The workbook that functions are imported into, and that calls come from; it notes what is done to it."""

    Name = "book.xlsm"

    def __init__(self) -> None:
        self.modules: dict[str, str] = {}
        self.wizard: dict[str, Any] = {}
        self.Worksheets = MagicMock(Count=0)
        self.Application = MagicMock(Version="16.0", MacroOptions=self._macro_options)
        self.VBProject = MagicMock()
        self.VBProject.VBComponents.Import = self._import

    def _import(self, path: str) -> None:
        self.modules["imported"] = Path(path).read_text(encoding="utf-8")

    def _macro_options(self, macro: str, **options: Any) -> None:
        told = {"Description": "description", "Category": "category", "ArgumentDescriptions": "arguments"}
        self.wizard[macro.rpartition("!")[2]] = {ours: options[theirs] for theirs, ours in told.items()}


def _dispatch(received: Any, **_: Any) -> Any:
    return ExcelRange(received) if isinstance(received, PyIDispatch) else received


def _wrapped_in_python(received: Any) -> Any:
    raise TypeError("not a Python object that was handed out before")


def _pywin32() -> dict[str, dict[str, Any]]:
    utc = types.SimpleNamespace(utc=lambda: dt.UTC)
    client = {"CDispatch": Dispatched, "DispatchBaseClass": Dispatched, "CoClassBaseClass": object}
    return {
        "pywintypes": {"com_error": ComError, "error": ComError, "TimeType": ComTime, "Time": ComTime, "IID": str},
        "pythoncom": {
            "CoInitialize": lambda: None,
            "com_error": ComError,
            "ole_error": ComError,
            "IID_IDispatch": "IDispatch",
            "TypeIIDs": {"IDispatch": PyIDispatch},
            "__file__": None,
        },
        "win32api": {},
        "win32con": {},
        "win32event": {},
        "win32gui": {},
        "win32process": {"GetWindowThreadProcessId": lambda window: (1, 1)},
        "win32timezone": {"TimeZoneInfo": utc},
        "win32com": {},
        "win32com.client": {"Dispatch": _dispatch, "DispatchEx": _dispatch, **client},
        "win32com.server": {},
        "win32com.server.util": {"unwrap": _wrapped_in_python},
        "win32com.server.dispatcher": {},
        "win32com.server.policy": {},
    }


def _windows() -> tuple[Any, Any]:
    """Make xlwings work as on Windows; its modules ``udfs`` and ``com_server``."""
    for name, contents in _pywin32().items():
        module = types.ModuleType(name)
        vars(module).update(contents)
        sys.modules[name] = module
        package, _, own = name.rpartition(".")
        if package:
            setattr(sys.modules[package], own, module)
    with patch.multiple("ctypes", create=True, windll=MagicMock(), oledll=MagicMock(), PyDLL=MagicMock()):
        xlwings = importlib.import_module("xlwings")
        windows = importlib.import_module("xlwings._xlwindows")
    engine = xlwings.main.Engine(impl=windows.engine)
    xlwings.engines.add(engine)
    xlwings.engines.active = engine
    udfs = importlib.import_module("xlwings.udfs")
    com_server = importlib.import_module("xlwings.com_server")
    xlwings.func, xlwings.arg, xlwings.ret, xlwings.script = udfs.xlfunc, udfs.xlarg, udfs.xlret, udfs.xlsub
    return udfs, com_server


# ------------------------------------------------------------------------------------------ in the process of its own


def _sent(told: Any) -> Any:
    """One cell as COM sends it."""
    if isinstance(told, dict):
        ((kind, text),) = told.items()
        match kind:
            case "date":
                return ComTime.combine(dt.date.fromisoformat(text[:10]), dt.time.min, dt.UTC)
            case "money":
                return Decimal(text)
            case "error":
                return ERRORS[text]
    return told


def _argument(told: Any, way: str) -> Any:
    """An argument as Excel gives it in one of the `WAYS`."""
    if told is None:
        return PyIDispatch(None) if way == "blank" else MISSING
    if not isinstance(told, list):
        cells = _sent(told)
    elif way == "typed in" and len(told) == 1:
        cells = tuple(map(_sent, told[0]))  # {1,2,3} is flat, a range of one row is not
    elif len(told) == 1 and len(told[0]) == 1:
        cells = _sent(told[0][0])
    else:
        cells = tuple(tuple(map(_sent, row)) for row in told)
    return cells if way == "typed in" else PyIDispatch(cells)


def _faults(value: Any) -> Iterable[str]:
    """What of an answer COM does not carry, or Excel does not show."""
    if isinstance(value, list | tuple):
        for each in value:
            yield from _faults(each)
    elif type(value) not in (float, int, str, bool):
        yield f"{value!r} is a {type(value).__module__}.{type(value).__name__}"
    elif type(value) is int and not -(2**31) <= value < 2**31:
        yield f"{value} is too large for an integer of VBA"
    elif type(value) is float and not math.isfinite(value):
        yield f"{value} is no number of Excel"
    elif type(value) is str and len(value) > 32_767:
        yield f"a text of {len(value)} characters"


def _answers(calls: Iterable[tuple[str, list[Any]]]) -> list[Answer]:
    udfs, com_server = _windows()
    functions = vars(udfs.get_udf_module(MODULE, None))
    excel = com_server.XLPython()
    answers = []
    for function, given in calls:
        left_out = [None] * (len(functions[function].__xlfunc__["args"]) - len(given))
        found = {
            way: excel.CallUDF(
                MODULE,
                function,
                tuple(_argument(told, way) for told in [*given, *left_out]),
                ExcelWorkbook(),
                PyIDispatch(None),
            )
            for way in WAYS
        }
        faults = [f"{way}: {fault}" for way, value in found.items() for fault in _faults(value)]
        answers.append(Answer({way: value if not faults else repr(value) for way, value in found.items()}, faults))
    return answers


def _imported() -> dict[str, Any]:
    udfs, _ = _windows()
    workbook = ExcelWorkbook()
    udfs.import_udfs(MODULE, workbook)
    return {"wrapper": workbook.modules["imported"], "wizard": workbook.wizard}


def main() -> None:
    """Do what one request on stdin asks, and print the answer."""
    request = json.load(sys.stdin)
    with contextlib.redirect_stdout(sys.stderr):  # xlwings prints what it imported
        answer = _imported() if "import" in request else _answers(request["calls"])
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
