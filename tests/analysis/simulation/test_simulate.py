"""The simulation of a case: against plain Monte Carlo, the same whoever does the work, and refused in clear words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from reference.examples import illustrative_inputs

from xl_service_roi.analysis.simulation import Simulation, simulate
from xl_service_roi.analysis.simulation.results import BINS
from xl_service_roi.analysis.simulation.run import Item
from xl_service_roi.analysis.simulation.sampling import SCRAMBLES
from xl_service_roi.case import Case
from xl_service_roi.cli import cli
from xl_service_roi.engine.numeric import evaluate_scenarios
from xl_service_roi.errors import InputError
from xl_service_roi.model import MODEL

MEASURES = ("programme_npv", "service_value")
EXAMPLE = Case.example()
DRAWS = 16_384


@pytest.fixture(scope="module")
def found() -> Simulation:
    return simulate(EXAMPLE, DRAWS)


def case_with(ranges: dict[str, Any] | None = None, **values: Any) -> Case:
    """The illustrative firm, uncertain only in what is given, by driver."""
    fixed = {name: {"distribution": "fixed"} for name in EXAMPLE.uncertainty.ranges}
    return Case.from_values({"ranges": {**fixed, **(ranges or {})}, **values}, example=True)


# ------------------------------------------------------------------------------------------------------------- figures


def test_figures_are_those_of_plain_monte_carlo_within_its_error(found: Simulation) -> None:
    random, draws = np.random.default_rng(7), 40_000
    values = dict(EXAMPLE.inputs.values)
    about = {"plan": ("plan",), "zero": ("zero",)}
    for name, of in EXAMPLE.uncertainty.ranges.items():
        width = of.high - of.low
        shapes = 1 + 4 * (of.likely - of.low) / width, 1 + 4 * (of.high - of.likely) / width
        drawn = of.low + width * random.beta(*shapes, draws)
        driver = MODEL.drivers[name]
        own = [future for future in ("plan", "zero") if future in driver.figures]  # type: ignore[attr-defined]
        futures = about[own[0]] if own else ("today", "plan", "zero")
        values |= {f"{name}_{f}": drawn for f in futures} if driver.scope == "future" else {name: drawn}
    expected = evaluate_scenarios(MODEL, values, 5, MEASURES).measures
    for name in MEASURES:
        one, other = found.distributions[name], expected[name]
        error = other.std() / np.sqrt(draws)
        assert abs(one.mean - other.mean()) < 4 * error
        assert one.standard_error < error / 2  # although it rests on fewer draws
        assert one.standard_deviation == pytest.approx(other.std(), rel=0.02)
        assert abs(one.probability_positive - (other > 0).mean()) < 0.01
        for each, value in one.percentiles.items():
            share = each / 100
            spread = np.sqrt(share * (1 - share) * (1 / draws + 1 / DRAWS))
            assert abs((other < value).mean() - share) < 4 * spread, (name, each)


def test_the_parts_of_a_distribution_agree(found: Simulation) -> None:
    for name in MEASURES:
        one = found.distributions[name]
        percentiles = list(one.percentiles.values())
        assert percentiles == sorted(percentiles)
        assert one.value_at_risk == max(0.0, -one.percentiles[5])
        assert one.expected_shortfall < one.percentiles[5]
        edges, counts = one.histogram
        assert len(edges) == len(counts) + 1 == BINS + 1
        assert sum(counts) == found.draws == DRAWS
        firsts, totals = zip(*one.variance_shares.values(), strict=True)
        assert 0.9 < sum(firsts) < 1.1
        assert list(totals) == sorted(totals, reverse=True)
    assert found.base == {name: EXAMPLE.run().measures[name] for name in MEASURES}


def test_the_fan_ends_at_the_undiscounted_value_and_starts_at_the_outlay(found: Simulation) -> None:
    differences = {"programme_npv": "differential_cash_flow", "service_value": "zero_differential_cash_flow"}
    result = EXAMPLE.run()
    for name, line in differences.items():
        sign = 1 if name == "programme_npv" else -1
        certain = simulate(case_with({"churn": {"low": 0.15, "high": 0.15 + 1e-9}}), 1, index_draws=0).fan[name]
        expected = np.cumsum(sign * np.array(result.by_year(line)))
        for years in certain.values():
            np.testing.assert_allclose(years, expected, rtol=1e-5)
        by_percentile = np.array(list(found.fan[name].values()))
        assert by_percentile.shape == (5, 6)
        assert (np.diff(by_percentile, axis=0) >= 0).all()


def test_both_acquisition_modes_stand_side_by_side(found: Simulation) -> None:
    hold = simulate(Case.from_values({"hold_base": 1}, example=True), DRAWS, index_draws=0)
    assert (found.mode, hold.mode) == ("grow", "hold")
    assert found.other_mode == {
        name: one.__class__(**{**vars(one), "variance_shares": {}}) for name, one in hold.distributions.items()
    }


def test_more_draws_are_surer() -> None:
    few, many = (simulate(EXAMPLE, draws, index_draws=0).distributions["programme_npv"] for draws in (1_024, 32_768))
    assert many.standard_error < few.standard_error / 8  # plain random draws would give 5.7
    assert abs(few.mean - many.mean) < 5 * few.standard_error


# ----------------------------------------------------------------------------------------------------- the same figures


class Backwards:
    """An executor that does the last scramble first, and all of them at once."""

    def run(self, work: Callable[[Sequence[Item]], list[Any]], items: Iterable[Item]) -> Iterator[tuple[Item, Any]]:
        listed = list(items)
        results = dict(zip(reversed(listed), work(listed[::-1]), strict=True))
        return iter([(item, results[item]) for item in listed])


def test_the_same_to_the_last_digit_whoever_does_the_work() -> None:
    options: dict[str, Any] = {"draws": 2_048, "index_draws": 64}
    case = Case.from_values(
        {
            "correlations": [["people_told", "reach_share_plan", 0.3]],
            "incidents": [{"name": "a row", "probability": 0.1, "customers_lost": 900}],
        },
        example=True,
    )
    here = simulate(case, **options).as_dict()
    assert simulate(case, **options, jobs=2).as_dict() == here
    assert simulate(case, **options, executor=Backwards()).as_dict() == here


def test_another_seed_gives_other_draws_of_the_same_distribution(found: Simulation) -> None:
    other = simulate(EXAMPLE, DRAWS, seed=3, index_draws=0)
    for name in MEASURES:
        one, two = found.distributions[name], other.distributions[name]
        assert one.mean != two.mean
        assert abs(one.mean - two.mean) < 5 * np.hypot(one.standard_error, two.standard_error)


@pytest.mark.parametrize(("asked", "drawn"), [(1, 32), (33, 64), (1_000, 1_024), (1_025, 2_048)])
def test_draws_are_rounded_up_to_a_power_of_two_for_each_scramble(asked: int, drawn: int) -> None:
    assert simulate(EXAMPLE, asked, index_draws=0).draws == drawn
    assert drawn % SCRAMBLES == 0


def test_progress_is_told_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    simulate(EXAMPLE, 64, index_draws=16, progress=lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert told[-1][0] == told[-1][1] == 64 + 16 * (29 + 2)


# --------------------------------------------------------------------------------------------- draws that are left out


def test_draws_that_contradict_themselves_are_left_out_and_counted() -> None:
    case = case_with({"satisfied_share": {"low": 0.6, "high": 0.9, "distribution": "uniform", "likely": 0.64}})
    found = simulate(case, 4_096)
    # With 22 % mollified, what is above 78 % contradicts: 0.12 of 0.3.
    assert found.left_out_draws / found.draws == pytest.approx(0.4, abs=2e-3)
    assert found.left_out == {"served_shares_above_one": found.left_out_draws}
    assert sum(found.distributions["programme_npv"].histogram[1]) == found.draws - found.left_out_draws
    inside = case_with({"satisfied_share": {"low": 0.6, "high": 0.78, "distribution": "uniform", "likely": 0.64}})
    expected = simulate(inside, 4_096).distributions["programme_npv"]
    assert found.distributions["programme_npv"].mean == pytest.approx(
        expected.mean, abs=expected.standard_deviation / 50
    )


def test_no_draw_left_is_an_error_with_the_reason() -> None:
    case = case_with({"satisfied_share": {"low": 0.8, "high": 0.9, "likely": 0.85}})
    with pytest.raises(InputError, match=r"every draw is refused; 32 of them: Satisfied and mollified customers"):
        simulate(case, 32, index_draws=0)


def test_what_lies_beyond_the_bounds_is_cut_off_and_that_is_told() -> None:
    case = case_with({"reach_share": {"low": 0.8, "high": 0.98, "distribution": "normal"}})
    found = simulate(case, 1_024, index_draws=0)
    assert found.cut_off == {"reach_share_plan": pytest.approx(0.0222, abs=1e-3)}
    assert found.left_out == {}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"draws": 0}, "draws = 0: expected 1 to 16,777,216"),
        ({"draws": 1 << 25}, "draws = 33,554,432: expected 1 to 16,777,216"),
        ({"index_draws": -1}, "index_draws = -1: expected 0 to 65,536"),
        ({"seed": -1}, "seed = -1: expected a whole number from 0 on"),
    ],
)
def test_sizes_that_cannot_be_are_refused(options: dict[str, int], message: str) -> None:
    with pytest.raises(InputError, match=message):
        EXAMPLE.simulate(**options)


def test_nothing_uncertain_is_an_error() -> None:
    with pytest.raises(InputError, match="nothing is uncertain: no input has a range; give inputs a low and a high"):
        simulate(case_with())


# --------------------------------------------------------------------------------------------------------- correlations


def test_correlated_inputs_have_one_share_and_widen_the_spread() -> None:
    ranges = {
        name: vars(EXAMPLE.uncertainty.ranges[name]) for name in ("realisation_share", "reach_share", "people_told")
    }
    alone = simulate(case_with(ranges), 4_096)
    pair = ["realisation_share", "reach_share_plan"]
    together = simulate(case_with(ranges, correlations=[[*pair, 0.9]]), 4_096)
    one, other = (each.distributions["programme_npv"] for each in (alone, together))
    assert other.standard_deviation > 1.1 * one.standard_deviation
    assert set(other.variance_shares) == {" + ".join(pair), "people_told"}
    first, total = other.variance_shares[" + ".join(pair)]
    assert one.variance_shares[pair[0]][0] < first <= total + 0.02
    ((*names, asked, has),) = together.correlations
    assert (names, asked, has) == (pair, 0.9, pytest.approx(0.9))
    assert not together.repaired


def test_correlations_that_cannot_all_hold_are_told_as_they_are() -> None:
    names = ["people_told", "deterred_share", "extra_loss_silent"]
    pairs = [[names[0], names[1], 0.9], [names[1], names[2], 0.9], [names[0], names[2], -0.9]]
    found = simulate(Case.from_values({"correlations": pairs}, example=True), 64, index_draws=0)
    assert found.repaired
    assert all(abs(has) < abs(asked) for _, _, asked, has in found.correlations)


# ------------------------------------------------------------------------------------------------------------ incidents

CALM = {"churn": {"low": 0.15, "high": 0.15 + 1e-9}}
LOST = 5_000.0


def with_incident(probability: Any, lost: float = LOST) -> Simulation:
    incident = {"name": "a row in the media", "probability": probability, "customers_lost": lost}
    return simulate(case_with(CALM, incidents=[incident]), 8_192, index_draws=0)


def present_values(lost: float) -> dict[str, float]:
    values = {**EXAMPLE.inputs.values, "customers": EXAMPLE.inputs.values["customers"] - lost}
    names = [f"pv_{future}" for future in ("today", "plan", "zero")]
    return {name: float(found[0]) for name, found in evaluate_scenarios(MODEL, values, 5, names).measures.items()}


def test_an_incident_takes_customers_away_where_it_strikes() -> None:
    before, after = present_values(0), present_values(LOST)
    found = with_incident({"zero": 1.0, "plan": 0.25})
    assert found.distributions["service_value"].mean == pytest.approx(before["pv_today"] - after["pv_zero"], rel=1e-6)
    expected = 0.75 * before["pv_plan"] + 0.25 * after["pv_plan"] - before["pv_today"]
    gap = before["pv_plan"] - after["pv_plan"]
    assert abs(found.distributions["programme_npv"].mean - expected) < 4 * gap * np.sqrt(0.25 * 0.75 / 8_192)


def test_an_incident_that_is_as_likely_everywhere_strikes_everywhere_or_nowhere() -> None:
    before, after = present_values(0), present_values(LOST)
    values = [each["pv_plan"] - each["pv_today"] for each in (before, after)]
    edges, counts = with_incident(0.5).distributions["programme_npv"].histogram
    assert counts[0] + counts[-1] == 8_192
    assert (edges[0], edges[-1]) == (pytest.approx(min(values), rel=1e-5), pytest.approx(max(values), rel=1e-5))


def test_an_incident_that_cannot_happen_or_takes_nobody_changes_nothing() -> None:
    expected = simulate(case_with(CALM), 8_192, index_draws=0).distributions
    assert with_incident(0).distributions == expected
    assert with_incident(1, lost=0).distributions == expected


def test_contracts_go_where_there_would_be_more_of_them_than_customers() -> None:
    found = with_incident(1, lost=195_000)
    assert found.left_out == {}


# --------------------------------------------------------------------------------------------------- command, worksheet


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, ["simulate", *arguments])
    return done.exit_code, done.stdout, done.stderr


def test_the_command_answers_in_words_first() -> None:
    code, out, _ = run("--example", "--draws", "2000", "--indices", "256")
    assert code == 0
    assert out.startswith("How sure the case is: 2,048 draws of the uncertain inputs\n\n• The programme pays in 7")
    for text in ("P5", "Standard error of the mean", "29 ranges are those of the illustrative firm", "(Plan)"):
        assert text in out
    code, out, _ = run("--example", "--draws", "2000", "--indices", "0", "--lang", "nl")
    assert code == 0
    assert "Het programma loont in 7" in out
    assert "deel van de variantie" not in out


def test_the_command_warns_of_what_was_left_out_moved_or_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "firm.json"
    names = ["people_told", "deterred_share", "extra_loss_silent"]
    pairs = [[names[0], names[1], 0.9], [names[1], names[2], 0.9], [names[0], names[2], -0.9]]
    ranges = {
        "satisfied_share": {"low": 0.6, "high": 0.9, "distribution": "uniform"},
        "reach_share": {"low": 0.8, "high": 0.98, "distribution": "normal"},
    }
    path.write_text(json.dumps({"ranges": ranges, "correlations": pairs}))
    code, out, _ = run(str(path), "--example", "--draws", "2000", "--indices", "64")
    assert code == 0
    told = " ".join(out.split())
    assert re.search(r"! 8\d\d draws \((39|40)(\.\d+)?%\) contradict themselves and are left out", told)
    assert "Satisfied and mollified customers together are more than all who are served" in told
    assert "The correlations cannot all hold at once" in told
    assert "Share of contacts served (reach) (Plan): 2.2% of its distribution lies beyond what is allowed" in told
    assert "27 ranges are those of the illustrative firm" in told


def test_the_command_gives_json() -> None:
    code, out, _ = run("--example", "--draws", "64", "--indices", "0", "--json", "--seed", "5")
    assert code == 0
    found = json.loads(out)
    assert (found["draws"], found["seed"], found["shares_error"]) == (64, 5, None)
    assert found == json.loads(json.dumps(simulate(EXAMPLE, 64, seed=5, index_draws=0).as_dict()))


def test_the_command_takes_ranges_and_refuses_what_cannot_be() -> None:
    code, out, _ = run(
        *("--example", "--draws", "32", "--indices", "0", "--json", "--set", "reach_share.plan=0.95"),
        *(
            "--set",
            "reach_share_low=94 %",
            "--set",
            "reach_share_high=0.97",
            "--set",
            "reach_share_distribution=uniform",
        ),
    )
    assert code == 0
    expected = {"low": 0.94, "likely": 0.95, "high": 0.97, "distribution": "uniform"}
    assert json.loads(out)["uncertainty"]["ranges"]["reach_share"] == expected
    code, _, err = run("--example", "--set", "reach_share.plan=0.95")
    assert code == 1
    assert "reach_share_plan is 0.95, outside its range: expected 0.84 to 0.92" in err
    assert run("--example", "--dask", "--scheduler", "tcp://nowhere:1")[0] == 2


def test_the_worksheet_function_gives_the_same() -> None:
    import service_roi_udfs

    rows = service_roi_udfs.sroi_simulate(illustrative_inputs(), 64, 5)
    heads, mean = rows[:2]
    expected = simulate(EXAMPLE, 64, seed=5, index_draws=0)
    assert dict(zip(heads, mean, strict=True))["programme_npv, grow"] == expected.distributions["programme_npv"].mean
    assert dict(zip(heads, mean, strict=True))["service_value, hold"] == expected.other_mode["service_value"].mean
    assert len(rows) == 14 + 1 + 29
