"""The commands `levers`, `curve`, `tornado` and `breakeven`: what they print, their JSON and their exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from xl_service_roi import Case
from xl_service_roi.cli import cli


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="service-roi")


def lines(*arguments: str | Path) -> list[str]:
    """What was printed, with its columns apart."""
    found = run(*arguments)
    assert (found.exit_code, found.stderr) == (0, "")
    return [" | ".join(re.split(r" {2,}", line.strip())) for line in found.stdout.splitlines()]


def in_json(*arguments: str | Path) -> dict[str, Any]:
    found = run(*arguments, "--json")
    assert (found.exit_code, found.stderr) == (0, "")
    read: dict[str, Any] = json.loads(found.stdout)
    return read


PRINTED: list[tuple[tuple[str, ...], list[str]]] = [
    (
        ("levers", "--example"),
        [
            "What each lever of the plan adds to its value: the illustrative firm",
            "Adds, grow | Alone, grow | Adds, hold | Alone, hold",
            "Retention | 2,203,095 | 2,014,209 | 1,777,357 | 1,654,663",
            "What they do to each other | 366,662 | 206,663",
            "Programme value | 898,422 | 898,422 | 443,837 | 443,837",
        ],
    ),
    (
        ("levers", "--example", "--lang", "nl"),
        ["Voegt toe, groei | Alleen, groei | Voegt toe, gelijk | Alleen, gelijk"],
    ),
    (
        ("curve", "--example", "--norm", "reach_share=90%", "--budget", "3000000", "--levels", "0,1"),
        [
            "0 | 100,868,869 | 102,572,670 | 0% | 0% | 0 | 150,000",
            "1 | 113,428,844 | 112,918,542 | 80% | 55% | 49.2 | 3,270,468",
            "Best level | 1 | 0.889",
            "Best level within 3,000,000 a year | 0.915 | 0.889",
            "Better than none from level | the first euro on | the first euro on",
            "The last euro spent adds | 0.06 | −0.14",
            "Best level over 10 years | 1.187 | 0.934",
            "Level that it takes | 1.479 | 1.479",
            "More cost a year than today | 1,590,797 | 1,560,255",
        ],
    ),
    (
        ("curve", "--example", "--budget", "100000", "--lang", "nl"),
        ["Beste niveau binnen 100.000 per jaar | geen niveau kost zo weinig | geen niveau kost zo weinig"],
    ),
    (
        ("tornado", "--example", "--top", "2"),
        [
            "• As it is: grow 898,422; hold 443,837",
            "Causes of problems removed, Plan | 1.5% | 4.5% | 451,581 | 1,336,774 | 7,677 | 864,106",
            "Elasticity of the acquisition cost | 0 | 1 | −351,467 | 1,137,083",
            "• 27 more inputs move it less: --top shows them.",
        ],
    ),
    (
        ("tornado", "--example", "--percent", "20", "--measure", "roi", "--top", "1", "--lang", "nl"),
        ["Bereikbaarheid (geholpen contacten), Plan * | 71,2% | 100% | −41,05% | 51,52% | −37,65% | 30,5%"],
    ),
    (
        ("tornado", "--example", "--two-way", "churn=0.05,0.15", "reach_share.plan"),
        [
            "grow, now 898,422; across: Share of contacts served (reach), Plan",
            "5% | – | – | – | – | –",
            "15% | 237,040 | 528,439 | 790,253 | 1,006,388 | 1,222,027",
            "15% | −74,945 | 135,126 | 342,302 | 541,808 | 691,175",
        ],
    ),
    (
        ("breakeven", "realisation_share", "--example"),
        ["• Now 100%; looked for from 0% to 100%.", "grow | 898,422 | 82.53%", "hold | 443,837 | 89.96%"],
    ),
    (
        ("breakeven", "churn", "--example", "--measure", "irr", "--target", "15%"),
        ["Now | Comes to 15% at", "grow | 20.92% | 20.23%"],
    ),
    (("breakeven", "reach_ceiling", "--example"), ["grow | 898,422 | does not depend on it"]),
    (("breakeven", "customers", "--example", "--measure", "service_value"), ["grow | 12,559,974 | at no value"]),
    (
        ("breakeven", "obligations_cost.zero", "--example", "--measure", "zero_saving_gone_year", "--target", "2.5"),
        ["Now | Comes to 2.5 at", "grow | 3 | jumps over it at € 1,036,490"],
    ),
]


@pytest.mark.parametrize(("arguments", "expected"), PRINTED, ids=[" ".join(each) for each, _ in PRINTED])
def test_what_is_printed(arguments: tuple[str, ...], expected: list[str]) -> None:
    printed = lines(*arguments)
    assert [line for line in expected if line not in printed] == []


@pytest.mark.parametrize("command", ["levers", "curve", "tornado", "breakeven"])
def test_both_acquisition_modes_are_explained(command: str) -> None:
    printed = " ".join(lines(*([command, "churn"] if command == "breakeven" else [command]), "--example"))
    assert "Grow: same acquisition" in printed
    assert "Hold: the number of customers stays the same" in printed
    assert "acquisition_elasticity is 0.5" in printed


def test_a_stretch_without_an_answer_is_told_once_where_both_modes_have_it() -> None:
    printed = " ".join(lines("breakeven", "churn", "--example", "--measure", "irr", "--target", "0.1"))
    assert printed.count("Problems and missed contacts would explain more churn") == 1
    assert "grow: Nothing is worked out from 55.9% to 100%: there is no 'Internal rate of return (IRR)'" in printed


def test_json_is_what_python_gives() -> None:
    example = Case.example()
    assert in_json("levers", "--example") == json.loads(json.dumps(example.levers().as_dict()))
    curve = in_json("curve", "--levels", "0,0.5,1", "--norm", "satisfied_share=0.6", "--example")
    expected = example.service_level_curve([0, 0.5, 1], norms={"satisfied_share": 0.6})
    assert curve == json.loads(json.dumps(expected.as_dict()))
    tornado = in_json("tornado", "--percent", "10", "--example")
    assert tornado == json.loads(json.dumps(example.tornado(percent=10).as_dict()))
    assert in_json("breakeven", "churn", "--example")["roots"] == list(example.break_even("churn").roots)


def test_they_take_what_calc_takes(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps({"hold_base": 1}), encoding="utf-8")
    found = in_json("levers", path, "--example", "--set", "churn=0.12")
    assert found["mode"] == "hold"
    expected = Case.from_values({"hold_base": 1, "churn": 0.12}, example=True).levers()
    assert found["levers"] == pytest.approx(expected.levers)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("levers",), 2, "take --example"),
        (("levers", "missing.json"), 1, "there is no such file"),
        (("curve", "--example", "--levels", "0,x"), 2, "'x' is no number"),
        (("curve", "--example", "--levels", "3"), 1, "no service level: expected 0 (none) to 2"),
        (("curve", "--example", "--norm", "reach_share=0.99"), 1, "no amount of money gives 0.99"),
        (("curve", "--example", "--norm", "reach_share"), 2, "is no number"),
        (("tornado", "--example", "--measure", "rio"), 1, "did you mean roi"),
        (("tornado", "--example", "--two-way", "churn", "reach_share"), 1, "say which values to try"),
        (("tornado", "--example", "--percent", "5", "--two-way", "churn", "churn"), 2, "does not go with --two-way"),
        (("breakeven", "chrun", "--example"), 1, "did you mean churn"),
        (("breakeven", "churn", "--example", "--target", "much"), 2, "'much' is no number"),
    ],
)
def test_what_is_refused(arguments: tuple[str, ...], code: int, told: str) -> None:
    found = run(*arguments)
    assert found.exit_code == code
    assert found.stdout == ""
    assert told in found.stderr


@pytest.mark.parametrize("command", ["levers", "curve", "tornado", "breakeven"])
def test_help_has_an_example(command: str) -> None:
    assert f"service-roi {command} " in run(command, "--help").stdout.split("\n\n", 1)[1]
