"""The worksheet functions as plain Python functions: each hands over rightly, whatever cells hold."""

from __future__ import annotations

import contextlib
import math
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from calls import CALLS, CALLS_WITH_ERROR_CELLS, FLOWS, matches
from reference.examples import EXAMPLES, arguments
from reference.functions_md import building_block, functions

from xl_service_roi.errors import ServiceRoiError
from xl_service_roi.worksheet.arguments import NUMBER, TABLE
from xl_service_roi.worksheet.functions import arguments_of

NAMES = list(functions())


def test_every_function_has_an_example_and_is_called_in_every_host() -> None:
    assert list(EXAMPLES) == NAMES
    assert {call.function for call in CALLS if not call.error} == set(NAMES)


@pytest.mark.parametrize("call", [*CALLS, *CALLS_WITH_ERROR_CELLS], ids=lambda call: call.function)
def test_calls(call: Any, record_property: Any) -> None:
    function = functions()[call.function]
    if call.error:
        with pytest.raises(ServiceRoiError) as refused:
            function(*call.args)
        assert call.error in str(refused.value)
    else:
        found = function(*call.args)
        assert matches(found, call.expected)
        for cell in (cell for row in found for cell in row) if isinstance(found, list) else [found]:
            assert type(cell) in (float, str)
            assert isinstance(cell, str) or math.isfinite(cell)


@pytest.mark.parametrize("name", [name for name in NAMES if building_block(name) and name != "sroi_payback"])
def test_a_function_gives_what_its_building_block_gives(name: str) -> None:
    given = [cells[0] if isinstance(cells, list) else cells for cells in arguments(name)]
    block = building_block(name)
    assert block
    expected = block(*given)
    found = functions()[name](*arguments(name))
    assert found == ([list(expected)] if isinstance(expected, tuple) else expected)


def test_payback() -> None:
    payback = functions()["sroi_payback"]
    assert payback(FLOWS) == pytest.approx(1 + 40 / 60)
    assert payback(FLOWS, 0) == payback(FLOWS)
    assert payback(FLOWS, 0.1) == pytest.approx(1 + (100 - 60 / 1.1) / (60 / 1.21))


NUMERIC = [
    (name, position)
    for name, function in functions().items()
    for position, argument in enumerate(arguments_of(function).values())
    if argument.kind == NUMBER and position < len(EXAMPLES[name])
]


@pytest.mark.parametrize(("name", "position"), NUMERIC)
def test_every_number_takes_a_column_and_a_row(name: str, position: int) -> None:
    """A range gives what its cells give one by one, in the same place."""
    function, given = functions()[name], list(EXAMPLES[name])
    values = [given[position]] * 2 if isinstance(given[position], int) else [given[position], given[position] * 0.9]
    one_by_one = [function(*given[:position], value, *given[position + 1 :]) for value in values]
    column = function(*given[:position], [[value] for value in values], *given[position + 1 :])
    row = function(*given[:position], [values], *given[position + 1 :])
    assert np.allclose(column, [[found] for found in one_by_one], rtol=1e-12)
    assert np.allclose(row, [one_by_one], rtol=1e-12)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("cells", [None, "", "x", [[None]], [["x"]], "#N/A", [[True, False]], float("nan"), 1e308])
def test_whatever_stands_in_an_argument_gives_a_result_or_a_reason(name: str, cells: Any) -> None:
    function = functions()[name]
    for position, argument in enumerate(arguments_of(function).values()):
        if argument.kind == TABLE and cells in (None, ""):
            continue
        given = list(arguments(name))
        given[position : position + 1] = [cells]
        with contextlib.suppress(ServiceRoiError):
            found = function(*given)
            assert isinstance(found, str | list) or math.isfinite(found)


def test_the_module_needs_numpy_only() -> None:
    """Also where pandas, scipy and matplotlib can't be imported; and importing it loads no model."""
    code = (
        "import sys\n"
        "for name in ('pandas', 'scipy', 'matplotlib'): sys.modules[name] = None\n"
        "import service_roi_udfs as udfs\n"
        "print(udfs.sroi_clv(250.0, 0.85, 0.08), 'xl_service_roi.model' in sys.modules)\n"
        "from reference.examples import arguments\n"
        "print(udfs.sroi_case(*arguments('sroi_case')))\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    clv, model, case = done.stdout.split()
    assert float(clv) == pytest.approx(250 * 0.85 / (1.08 - 0.85))
    assert model == "False"
    assert float(case) == pytest.approx(898_421.92, abs=0.005)
