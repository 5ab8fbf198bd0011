"""Draws: even, independent of who draws them, and correlated as asked."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from xl_service_roi.analysis.simulation.correlation import groups, nearest_correlation
from xl_service_roi.analysis.simulation.sampling import Sampler, sobol_points, streams
from xl_service_roi.case import Case
from xl_service_roi.uncertainty import Correlation, Range, Uncertainty

VALUES = Case.example().inputs.values
DRAWS = 1 << 14


def points_of(dimensions: int, seed: int = 1) -> np.ndarray:
    return np.concatenate(list(sobol_points(dimensions, DRAWS, streams(seed, 0, 0))), axis=1)


def test_every_dimension_has_one_point_in_each_of_as_many_equal_cells() -> None:
    for row in points_of(5):
        assert (np.sort(np.floor(row * DRAWS)) == np.arange(DRAWS)).all()


def test_a_linear_model_has_the_mean_and_variance_that_add_up() -> None:
    ranges = {
        "churn": Range(0.1, 0.15, 0.3),
        "discount_rate": Range(0.02, 0.08, 0.1, "triangular"),
        "people_told": Range(4.0, 9.0, 15.0, "uniform"),
        "customers": Range(180_000.0, 200_000.0, 230_000.0, "normal"),
    }
    drawn = Sampler.of(Uncertainty(ranges), VALUES).values(points_of(4))
    weights = {"churn": 100.0, "discount_rate": -300.0, "people_told": 2.0, "customers": 1e-3}
    total = sum(weight * drawn[name] for name, weight in weights.items())
    beta = stats.beta(2, 4, 0.1, 0.2)
    triangular = stats.triang(0.75, 0.02, 0.08)
    normal = stats.norm(205_000, 25_000 / stats.norm.ppf(0.95))
    assert np.mean(total) == pytest.approx(
        100 * beta.mean() - 300 * triangular.mean() + 19 + 1e-3 * normal.mean(), rel=1e-5
    )
    variance = 1e4 * beta.var() + 9e4 * triangular.var() + 4 * 121 / 12 + 1e-6 * normal.var()
    assert np.var(total) == pytest.approx(variance, rel=2e-3)


def test_a_range_sets_all_the_values_that_it_is_about_to_one_array() -> None:
    uncertainty = Case.example().uncertainty
    sampler = Sampler.of(uncertainty, VALUES)
    drawn = sampler.values(points_of(29))
    assert len(sampler.names) == 29
    assert drawn["acquisition_cost_today"] is drawn["acquisition_cost_plan"] is drawn["acquisition_cost_zero"]
    assert "reach_share_plan" in drawn
    assert "reach_share_today" not in drawn
    assert "obligations_cost_zero" in drawn
    for name, values in drawn.items():
        found = uncertainty.ranges.get(name) or uncertainty.ranges[name.rpartition("_")[0]]
        assert found.low <= values.min() < values.max() <= found.high, name


@pytest.mark.parametrize("coefficient", [-1.0, -0.8, -0.3, 0.2, 0.6, 0.95, 1.0])
def test_draws_have_the_rank_correlation_that_was_asked_for(coefficient: float) -> None:
    ranges = {"churn": Range(0.1, 0.15, 0.3), "people_told": Range(4.0, 9.0, 15.0, "lognormal")}
    asked = Uncertainty(ranges, (Correlation("churn", "people_told", coefficient),))
    drawn = Sampler.of(asked, VALUES).values(points_of(2))
    found = stats.spearmanr(drawn["churn"], drawn["people_told"]).statistic
    assert found == pytest.approx(coefficient, abs=3e-3)
    alone = Sampler.of(Uncertainty(ranges), VALUES).values(points_of(2))
    at = np.arange(1, 100)
    for name in ranges:  # each keeps its own distribution
        np.testing.assert_allclose(np.percentile(drawn[name], at), np.percentile(alone[name], at), rtol=5e-3)


def test_inputs_are_grouped_by_what_they_depend_on() -> None:
    asked = [Correlation("a", "c", 0.5), Correlation("c", "e", -0.2)]
    assert [group.members for group in groups("abcde", asked)] == [(0, 2, 4), (1,), (3,)]


IMPOSSIBLE = [Correlation("a", "b", 0.9), Correlation("b", "c", 0.9), Correlation("a", "c", -0.9)]


def test_correlations_that_cannot_all_hold_are_repaired_and_that_is_told() -> None:
    (possible,) = groups("abc", [*IMPOSSIBLE[:2], Correlation("a", "c", 0.7)])
    assert not possible.repaired
    (repaired,) = groups("abc", IMPOSSIBLE)
    assert repaired.repaired
    has = repaired.root @ repaired.root.T
    np.testing.assert_allclose(np.diag(has), 1)
    assert np.linalg.eigvalsh(has)[0] > -1e-12


def test_the_nearest_correlation_matrix_is_highams() -> None:
    asked = np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 1.0], [0.0, 1.0, 1.0]])  # his example, Higham (2002), section 4
    expected = [[1.0, 0.7607, 0.1573], [0.7607, 1.0, 0.7607], [0.1573, 0.7607, 1.0]]
    np.testing.assert_allclose(nearest_correlation(asked), expected, atol=1e-4)


def test_what_is_a_correlation_already_is_left_as_it_is() -> None:
    asked = np.array([[1.0, 0.4, 0.1], [0.4, 1.0, -0.3], [0.1, -0.3, 1.0]])
    np.testing.assert_allclose(nearest_correlation(asked), asked, atol=1e-9)
