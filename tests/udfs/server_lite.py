"""xlwings Lite as far as it runs without a browser: our main.py above xlwings as Pyodide installs it.

That is xlwings' pure-Python wheel (no compiled part), without pandas, scipy and matplotlib, with empty cells as
Pyodide's JsNull. xlwings decides at import for which host it works, so this happens in a process of its own. What is
not Pyodide's: Python itself and numpy.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]
MAIN = ROOT / "udfs" / "lite" / "main.py"
ABSENT = ("pandas", "matplotlib")


def pure_xlwings(folder: Path) -> Path:
    """Copy xlwings into a folder, without what its pure-Python wheel does not have."""
    found = find_spec("xlwings")
    assert found
    assert found.origin
    compiled = shutil.ignore_patterns("*.so", "*.pyd", "*.dll", "__pycache__")
    shutil.copytree(Path(found.origin).parent, folder / "xlwings", ignore=compiled)
    return folder


def run_in_lite(folder: Path, request: dict[str, Any]) -> dict[str, Any]:
    """Answer ``calls`` (function and arguments) and ``scripts`` (name and payload); ``folder`` has a pure xlwings."""
    said = subprocess.run(
        [sys.executable, "-X", "utf8", __file__],
        input=json.dumps(request),
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("XLWINGS_")},
            "PYTHONPATH": str(folder),
            "XLWINGS_ON_SERVER": "true",
            "XLWINGS_LICENSE_KEY": "noncommercial",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    if said.returncode:
        raise RuntimeError(f"xlwings Lite failed:\n{said.stderr}")
    answer: dict[str, Any] = json.loads(said.stdout)
    return answer


# ------------------------------------------------------------------------------------------------ in that process


class JsNull:
    """Pyodide's null, which is not None."""


def _pyodide() -> None:
    pyodide, ffi = ModuleType("pyodide"), ModuleType("pyodide.ffi")
    vars(ffi)["JsNull"] = JsNull
    sys.modules |= {"pyodide": pyodide, "pyodide.ffi": ffi}


def _serve() -> None:
    sys.modules |= dict.fromkeys(ABSENT)  # type: ignore[arg-type]
    _pyodide()
    import asyncio

    import xlwings as xw
    import xlwings.server

    main = ModuleType("main")
    exec(compile(MAIN.read_text(encoding="utf-8"), MAIN.name, "exec"), vars(main))
    request = json.load(sys.stdin)

    async def answers() -> dict[str, Any]:
        return {
            "xlwings": xw.__file__,
            "compiled": sorted(name for name in sys.modules if name.startswith("xlwings.xlwingslib")),
            "functions": [each["name"] for each in xlwings.server.custom_functions_meta(main)["functions"]],
            "scripts": [each["function_name"] for each in xlwings.server.custom_scripts_meta(main)],
            "answers": [await _answer(main, *call) for call in request["calls"]],
            "actions": [await _actions(main, *script) for script in request["scripts"]],
        }

    json.dump(asyncio.run(answers()), sys.stdout, allow_nan=False)


async def _answer(main: ModuleType, function: str, args: Sequence[Any]) -> dict[str, Any]:
    import xlwings as xw
    import xlwings.server

    data = {
        "client": "Office.js",
        "func_name": function,
        "args": _from_javascript(args),
        "caller_address": "[case.xlsx]Sheet1!A1",
        "culture_info_name": "nl-NL",
        "date_format": "d-m-yyyy",
        "version": xw.__version__,
        "runtime": "1.4",
    }
    try:
        return {"found": await xlwings.server.custom_functions_call(data, main)}
    except xw.XlwingsError as error:  # Lite shows the message of any error; ours must be this one
        return {"message": str(error)}


async def _actions(main: ModuleType, script: str, payload: dict[str, Any]) -> Any:
    import xlwings as xw
    import xlwings.server

    book = xw.Book(json=payload)
    answered = await xlwings.server.custom_scripts_call(main, script, typehint_to_value={xw.Book: book})
    return answered.json()["actions"]


def _from_javascript(value: Any) -> Any:
    if isinstance(value, list):
        return [_from_javascript(each) for each in value]
    return JsNull() if value is None else value


if __name__ == "__main__":
    _serve()
