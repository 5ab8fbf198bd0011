"""The sheets of scenarios and analyses: filled in by a command without loss, drawn in charts, and dated."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from spreadsheets import (
    LibreOffice,
    compare,
    read_formula_cells,
    read_values,
    recalculate_with_ironcalc,
    without_values,
)
from workbook_edits import parts_of, set_cell, write

from xl_service_roi.analysis.levers import levers
from xl_service_roi.analysis.service_level import service_level_curve
from xl_service_roi.analysis.simulation import simulate
from xl_service_roi.analysis.tornado import tornado
from xl_service_roi.batch import Options, Overrides, recalculate
from xl_service_roi.case import Case
from xl_service_roi.cli.analyse import analyse
from xl_service_roi.labels import LANGUAGES, labels
from xl_service_roi.spreadsheet.addresses import format_address, parse_address
from xl_service_roi.spreadsheet.cells import Workbook
from xl_service_roi.workbook.analysis_tables import (
    ANALYSES,
    CORRELATION_PART,
    LEVERS,
    PERCENTILES,
    PICTURED,
    SCENARIO_MEASURES,
    SCENARIO_PART,
    STATISTICS,
    TABLES,
    repeated_state_name,
)
from xl_service_roi.workbook.build import build
from xl_service_roi.workbook.layout import SHEETS
from xl_service_roi.workbook_analyses import figures
from xl_service_roi.workbook_analyses.file import analyse_file
from xl_service_roi.workbook_analyses.work import Draws

DRAWS = Draws(1024, 7)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("analysed")


@pytest.fixture(scope="module")
def before(folder: Path) -> dict[str, Path]:
    """The illustrative firm with its ranges and a scenario, not analysed yet."""
    case, paths = Case.example(), {}
    for language in LANGUAGES:
        built = folder / f"built-{language}.xlsx"
        build(built, language, case.inputs, uncertainty=case.uncertainty)
        parts, sheet = parts_of(built), labels(language).say("sheet_scenarios")
        for place, value in (("D5", "Crisis"), ("A6", "churn"), ("D6", 0.2), ("A7", "discount_rate"), ("E7", 0.06)):
            set_cell(parts, f"{sheet}!{place}", value)
        paths[language] = write(parts, folder / f"plan-{language}.xlsx")
    return paths


@pytest.fixture(scope="module")
def after(before: dict[str, Path], folder: Path) -> dict[str, Path]:
    paths = {language: folder / f"analysed-{language}.xlsx" for language in LANGUAGES}
    for language, path in paths.items():
        done = analyse_file(before[language], path, draws=DRAWS)
        assert (done.made, done.skipped) == ([*ANALYSES], {})
    return paths


@pytest.fixture(scope="module")
def case(before: dict[str, Path]) -> Case:
    return Case.from_workbook(before["en"])


def table(path: Path, name: str) -> list[list[Any]]:
    """What stands in the cells of a name, row by row."""
    with Workbook.open(path) as book:
        cells = book.reference(book.names[name][0])
        found = book.cells(cells.sheet, cells)
        rows, columns = cells.shape
        values = [found[address].value if address in found else None for address in cells.addresses()]
    return [values[row * columns : (row + 1) * columns] for row in range(rows)]


# ----------------------------------------------------------------------------------------------------- what is filled


@pytest.mark.parametrize("language", LANGUAGES)
def test_levers_add_up_to_the_programme_value(language: str, after: dict[str, Path], case: Case) -> None:
    expected = levers(case)
    rows = table(after[language], "analysis_levers")
    assert {name: row[0] for name, row in zip(LEVERS, rows, strict=False)} == expected.levers
    assert sum(row[0] for row in rows[: len(LEVERS)]) == pytest.approx(rows[len(LEVERS)][0], rel=1e-12)
    assert rows[len(LEVERS)][0] == pytest.approx(case.run().measures["programme_npv"], rel=1e-12)
    assert sum(row[1] for row in rows[: len(LEVERS)]) + rows[-1][1] == pytest.approx(expected.total, rel=1e-12)


@pytest.mark.parametrize("steps", [(5, 3), (5, -7), (-4, -2), (-4, 9), (0, 0), (3, -3)])
def test_the_bars_of_the_waterfall_reach_from_step_to_step(steps: tuple[float, float]) -> None:
    for start, end in pairwise((0.0, steps[0], sum(steps))):
        above, below, *parts = figures._drawn(start, end)
        rising, falling = parts[:2], parts[2:]
        drawn, left = (rising, falling) if end >= start else (falling, rising)
        assert left == [None, None]
        over, under = drawn
        assert isinstance(above, float | int)
        assert isinstance(below, float | int)
        assert isinstance(over, float | int)
        assert isinstance(under, float | int)
        low, high = sorted((start, end))
        assert (over, above) >= (0, 0) >= (under, below)
        assert (above + over if over or not under else 0.0) == max(high, 0.0)
        assert (below + under if under or not over else 0.0) == min(low, 0.0)


def test_the_tornado_stands_around_the_value(after: dict[str, Path], case: Case) -> None:
    expected = tornado(case)
    rows = table(after["nl"], "analysis_tornado")
    assert [row[1] for row in rows] == [bar.name for bar in expected.bars][: len(rows)]
    (base,), (rule,) = table(after["nl"], "analysis_tornado_base")
    assert (base, rule) == (expected.base, "P10 en P90 van elke bandbreedte")
    for row, bar in zip(rows, expected.bars, strict=False):
        assert row[2:6] == [bar.low, bar.high, bar.value_at_low, bar.value_at_high]
        assert row[6:] == [pytest.approx(row[4] - base), pytest.approx(row[5] - base)]


def test_the_curve_has_today_and_zero_in_both_modes(after: dict[str, Path], case: Case) -> None:
    expected = service_level_curve(case)
    rows = {row[0]: row for row in table(after["en"], "analysis_curve")}
    measures = case.run().measures
    assert rows[1.0][1] == pytest.approx(measures["pv_today"], rel=1e-9)
    assert rows[0.0][1] == pytest.approx(measures["pv_zero"], rel=1e-9)
    assert expected.other_mode
    assert [row[2] for row in rows.values()] == [point.npv for point in expected.other_mode.points]
    summary = [value for (value,) in table(after["en"], "analysis_curve_summary")]
    assert summary[:3] == [expected.best.level, expected.best.npv, expected.break_even_level]
    assert summary[5:] == [best.level for best in expected.best_by_horizon.values()]


def test_the_simulation_is_that_of_its_draws_and_seed(after: dict[str, Path], case: Case) -> None:
    expected = simulate(case, draws=1024, seed=7)
    rows = dict(zip(STATISTICS, table(after["en"], "analysis_simulation"), strict=True))
    for at, name in enumerate(("programme_npv", "service_value")):
        found = expected.distributions[name]
        assert rows["mean"][at] == found.mean
        assert [rows[f"p{each}"][at] for each in PERCENTILES] == [found.percentiles[each] for each in PERCENTILES]
        assert rows["probability_positive"][at] == found.probability_positive
    assert [rows[key][0] for key in ("draws", "seed", "left_out")] == [expected.draws, 7, expected.left_out_draws]
    bins = [row for row in table(after["en"], "analysis_histogram") if row[0] is not None]
    assert sum(row[2] for row in bins) == pytest.approx(1)
    assert all(here[1] == there[0] for here, there in pairwise(bins))
    fan = table(after["en"], "analysis_fan")
    assert [row[0] for row in fan] == [0, 1, 2, 3, 4, 5, 5, 5, 5, 5, 5]
    assert all(row[1:] == sorted(row[1:]) for row in fan)


@pytest.mark.parametrize("count", [1, 24, 25, 26, 50, 51, 1000])
def test_bins_are_taken_together_without_losing_a_draw(count: int) -> None:
    rows = figures._bins([float(edge) for edge in range(count + 1)], [1] * count)
    assert len(rows) <= 25
    assert sum(row[2] for row in rows if isinstance(row[2], float)) == pytest.approx(1)
    assert (rows[0][0], rows[-1][1]) == (0, count)


def test_scenarios_stand_beside_the_case_as_it_is(after: dict[str, Path], case: Case) -> None:
    rows = dict(zip(SCENARIO_MEASURES, table(after["en"], "analysis_scenarios"), strict=False))
    now = case.run()
    crisis = Case.from_values({"churn": 0.2}, example=True).run()
    cheaper = Case.from_values({"discount_rate": 0.06}, example=True).run()
    for name in ("programme_npv", "service_value", "payback", "programme_npv_hold"):
        expected = [each.measures[name] for each in (now, crisis, cheaper)]
        assert rows[name] == [*(None if each is None else pytest.approx(each) for each in expected), None, None, None]
    assert table(after["en"], "scenario_now")[:3] == [[0.15], [0.08], [None]]


def test_a_scenario_that_contradicts_itself_says_why(before: dict[str, Path], tmp_path: Path) -> None:
    parts = parts_of(before["en"])
    set_cell(parts, f"Scenarios!A{SCENARIO_PART.first}", "satisfied_share_plan")
    set_cell(parts, f"Scenarios!D{SCENARIO_PART.first}", 0.99)
    path = write(parts, tmp_path / "plan.xlsx")
    assert analyse_file(path, None, ["scenarios"]).made == ["scenarios"]
    *figures_of, refused = table(path, "analysis_scenarios")
    assert [row[1] for row in figures_of] == [None] * len(SCENARIO_MEASURES)
    assert "satisfied_share" in str(refused[1])


# ---------------------------------------------------------------------------------------------- without loss, and dated


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_but_its_tables_changes(language: str, before: dict[str, Path], after: dict[str, Path]) -> None:
    old, new = parts_of(before[language]), parts_of(after[language])
    assert [*new] == [*old]
    changed = {name for name in old if old[name] != new[name]}
    assert changed == {
        f"xl/worksheets/sheet{SHEETS.index(key) + 1}.xml" for key in ("results", "scenarios", "analyses")
    }
    assert read_formula_cells(after[language]) == read_formula_cells(before[language])
    names = [*(each.name for each in TABLES), *map(repeated_state_name, PICTURED)]
    with Workbook.open(after[language]) as book:
        named = [book.reference(book.names[name][0]) for name in names]
    ours = {(cells.sheet, format_address(*address)) for cells in named for address in cells.addresses()}
    values = read_values(before[language]), read_values(after[language])
    different = {cell for cell in values[0].keys() | values[1].keys() if values[0].get(cell) != values[1].get(cell)}
    assert different <= ours


def test_what_is_filled_twice_is_the_same_but_for_its_date(after: dict[str, Path], tmp_path: Path) -> None:
    analyse_file(after["en"], tmp_path / "again.xlsx", draws=DRAWS)
    dates = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
    first, again = (
        {cell: dates.sub("", str(value)) for cell, value in read_values(path).items()}
        for path in (after["en"], tmp_path / "again.xlsx")
    )
    assert first == again


def test_libreoffice_shows_the_same_filled_and_empty(
    before: dict[str, Path], after: dict[str, Path], libreoffice: LibreOffice, tmp_path: Path
) -> None:
    books = {"nl": before["nl"], "en": after["en"]}
    bare = [tmp_path / path.name for path in books.values()]
    for path, copy in zip(books.values(), bare, strict=True):
        without_values(path, copy)
    for (language, path), copy in zip(books.items(), libreoffice.recalculate(bare, tmp_path / "out"), strict=True):
        scenarios, *others = (labels(language).say(f"sheet_{key}") for key in ("scenarios", "analyses", "inputs"))
        typed = {(scenarios, place) for place in ("B6", "B7", *(["E2"] if path == before[language] else []))}
        values, formulas = read_values(path), read_formula_cells(path)
        expected = {cell: values[cell] for cell in formulas if cell[0] in {scenarios, *others} and cell not in typed}
        assert compare(expected, read_values(copy)) == len(expected) > 300


def state_cells(path: Path) -> dict[str, tuple[str, str]]:
    """Where each analysis says when it was made."""
    with Workbook.open(path) as book:
        found = {each: book.reference(book.names[f"analysis_{each}_state"][0]) for each in ANALYSES}
    return {each: (cell.sheet, format_address(cell.first_row, cell.first_column)) for each, cell in found.items()}


def states(path: Path) -> dict[str, str]:
    return {each: str(table(path, f"analysis_{each}_state")[0][0]) for each in ANALYSES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_when_it_was_made(language: str, before: dict[str, Path], after: dict[str, Path]) -> None:
    words = labels(language)
    assert states(before[language]) == {each: words.say(f"not_made_{each}") for each in ANALYSES}
    beginning, _, end = words.say("made_on", date="\0").partition("\0")
    for said in states(after[language]).values():
        made = datetime.strptime(said.removeprefix(beginning).removesuffix(end), "%Y-%m-%d %H:%M")
        assert abs((datetime.now() - made).total_seconds()) < 3600


CHANGES: dict[str, tuple[str, Any, set[str]]] = {
    "an input": ("Inputs!E9", 0.16, {*ANALYSES}),
    "a range": ("Inputs!I15", 0.01, {"tornado", "simulation"}),
    "a distribution": ("Inputs!K15", "uniform", {"tornado", "simulation"}),
    "a correlation": (f"Scenarios!C{CORRELATION_PART.first}", 0.5, {"tornado", "simulation"}),
    "a scenario": ("Scenarios!D6", 0.21, {"scenarios"}),
    "an input of a scenario": ("Scenarios!A8", "churn", {"scenarios"}),
}


def test_it_shows_what_is_out_of_date(after: dict[str, Path], tmp_path: Path) -> None:
    found = {}
    for name, (place, value, _) in CHANGES.items():
        parts = parts_of(after["en"])
        set_cell(parts, place, value)
        values = recalculate_with_ironcalc(write(parts, tmp_path / "changed.xlsx"))
        said = {each: str(values[cell]) for each, cell in state_cells(after["en"]).items()}
        found[name] = {each for each, text in said.items() if text.startswith("OUT OF DATE")}
    assert found == {name: stale for name, (_, _, stale) in CHANGES.items()}


def test_renewed_results_tell_it_too(after: dict[str, Path], libreoffice: LibreOffice, tmp_path: Path) -> None:
    options = Options(overrides=Overrides.read(assignments=["churn=0.16"]), copy_to=str(tmp_path / "copies"))
    summary = recalculate([after["en"]], options=options)
    assert (summary.ok, summary.written) == (1, 1)
    copy = tmp_path / "copies" / after["en"].name
    assert all(said.startswith("OUT OF DATE") for said in states(copy).values())
    assert table(copy, "analysis_cash")[5][2:] == [
        pytest.approx(sum(Case.from_workbook(copy).run().futures[future]["net_cash_flow"]))
        for future in ("today", "plan", "zero")
    ]
    bare = tmp_path / "bare.xlsx"
    without_values(copy, bare)
    (shown,) = libreoffice.recalculate([bare], tmp_path / "out")
    values = read_values(copy)
    typed = {("Scenarios", "B6"), ("Scenarios", "B7")}
    expected = {cell: values[cell] for cell in read_formula_cells(copy) if cell not in typed}
    assert compare(expected, read_values(shown)) > 6000


def test_excel_would_open_it(after: dict[str, Path], ooxml_validator: Callable[[Path], list[str]]) -> None:
    assert [ooxml_validator(path) for path in after.values()] == [[], []]


# ----------------------------------------------------------------------------------------------------------- the charts


def test_each_chart_draws_cells_of_its_table(after: dict[str, Path]) -> None:
    with Workbook.open(after["nl"]) as book:
        named = [book.reference(book.names[each.name][0]) for each in TABLES]
    titles, drawn = {labels("nl").say(f"sheet_{key}") for key in ("analyses", "scenarios")}, set()
    for name, data in parts_of(after["nl"]).items():
        charts = [data.decode()] if name.startswith("xl/charts/") else []
        for formula in re.findall("<c:val>.*?<c:f>([^<]+)|<c:yVal>.*?<c:f>([^<]+)", "".join(charts), re.DOTALL):
            sheet, _, cells = "".join(formula).rpartition("!")
            first, last = (parse_address(each.replace("$", "")) for each in (cells.split(":") * 2)[:2])
            title = sheet.strip("'").replace("''", "'")
            if title in titles:
                assert [each for each in named if each.sheet == title and first in each and last in each], formula
                drawn.add(name)
    assert len(drawn) == 9  # the one of cash flows stands on the results sheet as well


# ---------------------------------------------------------------------------------------------------------- the command


def test_the_command_fills_a_workbook_in_its_place(before: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    path.write_bytes(before["en"].read_bytes())
    done = CliRunner().invoke(analyse, [str(path), "--write-back", "--only", "levers", "--only", "curve", "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == {"filled": ["levers", "curve"], "skipped": {}}
    assert {each for each, said in states(path).items() if said.startswith("Made on")} == {"levers", "curve"}


def test_one_that_cannot_be_made_does_not_stop_the_others(english: Path, tmp_path: Path) -> None:
    out = tmp_path / "new folder" / "plan.xlsx"
    arguments = [str(english), "--copy-to", str(out.parent), "--only", "simulation", "--only", "tornado"]
    done = CliRunner().invoke(analyse, arguments)
    assert done.exit_code == 1
    assert "error: simulation: plan.xlsx · nothing is uncertain: no input has a range" in done.stderr
    assert f"{out}: tornado filled in" in done.stderr
    assert table(out, "analysis_tornado_base")[1] == ["10% below and above each value, since no input has a range"]


@pytest.mark.parametrize(
    "options", [[], ["--write-back", "--out", "other.xlsx"], ["--copy-to", "a", "--out", "b.xlsx"], ["--draws", "0"]]
)
def test_a_call_says_where_the_figures_go(english: Path, options: list[str]) -> None:
    assert CliRunner().invoke(analyse, [str(english), *options]).exit_code == 2


def test_a_copy_never_replaces_its_own_workbook(english: Path) -> None:
    done = CliRunner().invoke(analyse, [str(english), "--out", str(english)])
    assert done.exit_code == 2
    assert "take --write-back" in done.stderr


def test_inputs_that_cannot_be_used_are_refused(unfilled: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(analyse, [str(unfilled), "--out", str(tmp_path / "out.xlsx")])
    assert done.exit_code == 1
    assert "27 of the 27 required inputs are empty" in done.stderr
    assert not (tmp_path / "out.xlsx").exists()
