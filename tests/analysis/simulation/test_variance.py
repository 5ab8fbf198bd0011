"""Sobol indices, against functions whose indices are known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from xl_service_roi.analysis.simulation.sampling import sobol_points, streams
from xl_service_roi.analysis.simulation.variance import Evaluated, indices, sums

SCRAMBLES, DRAWS = 8, 4096


def found(function: Evaluated, inputs: int, groups: Sequence[Sequence[int]]) -> tuple[np.ndarray, ...]:
    parts = []
    for scramble in range(SCRAMBLES):
        points = np.concatenate(list(sobol_points(2 * inputs, DRAWS, streams(5, 2, scramble))), axis=1)
        parts.append(sums(function, points, groups))
    known = indices(parts)
    assert known is not None
    return known


def test_the_ishigami_function() -> None:
    a, b = 7.0, 0.1

    def ishigami(points: np.ndarray) -> np.ndarray:
        x, y, z = np.pi * (2 * points - 1)
        return np.array([np.sin(x) + a * np.sin(y) ** 2 + b * z**4 * np.sin(x)])

    variance = a**2 / 8 + b * np.pi**4 / 5 + b**2 * np.pi**8 / 18 + 1 / 2
    of_x, of_y = (1 + b * np.pi**4 / 5) ** 2 / 2, a**2 / 8
    together = b**2 * np.pi**8 * (1 / 18 - 1 / 50)
    first, total, error = found(ishigami, 3, [[0], [1], [2]])
    np.testing.assert_allclose(first[:, 0], np.array([of_x, of_y, 0]) / variance, atol=5e-3)
    np.testing.assert_allclose(total[:, 0], np.array([of_x + together, of_y, together]) / variance, atol=5e-3)
    assert (np.abs(first[:, 0] - np.array([of_x, of_y, 0]) / variance) < 6 * error[:, 0] + 1e-6).all()


def test_shares_of_a_sum_are_those_of_its_terms_and_groups_add_theirs() -> None:
    weights = np.array([1.0, 2.0, 3.0, 0.0])

    def linear(points: np.ndarray) -> np.ndarray:
        return np.array([weights @ points, np.zeros(points.shape[1])])

    first, total, _ = found(linear, 4, [[0], [1, 2], [3]])
    np.testing.assert_allclose(first[:, 0], [1 / 14, 13 / 14, 0], atol=1e-3)
    np.testing.assert_allclose(total[:, 0], [1 / 14, 13 / 14, 0], atol=1e-3)
    np.testing.assert_array_equal(first[:, 1], 0)  # a result that does not vary
    np.testing.assert_array_equal(total[:, 1], 0)


def test_there_are_no_indices_where_hardly_a_draw_has_a_result() -> None:
    points = np.random.default_rng(1).random((4, 64))
    nothing = sums(lambda points: np.full((1, points.shape[1]), np.nan), points, [[0], [1]])
    something = sums(lambda points: points[:1], points, [[0], [1]])
    assert indices([nothing, nothing, something]) is None
    assert indices([nothing, something, something]) is not None


def test_draws_without_a_result_are_left_out() -> None:
    def linear(points: np.ndarray) -> np.ndarray:
        return np.array([np.where(points[1] > 0.5, np.nan, points[0])])

    first, total, _ = found(linear, 2, [[0], [1]])
    assert first[:, 0] == pytest.approx([1, 0], abs=0.02)
    assert total[:, 0] == pytest.approx([1, 0], abs=0.02)
