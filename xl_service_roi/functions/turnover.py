"""What it costs that staff leave, and what it saves if fewer do."""

from __future__ import annotations

from typing import Any

import numpy as np

from xl_service_roi.functions.arguments import (
    Answer,
    AnyShare,
    Cost,
    Number,
    Share,
    Switch,
    broadcasting,
    only_where,
)

__all__ = ["replacement_cost", "turnover_cost", "turnover_rate", "turnover_saving"]

ROUNDING = 1e-12
"""Relative: 100 · 0.07 is 7.000000000000001 in binary, and must not become 8 leavers."""


@broadcasting
def turnover_cost(
    fte: Number, turnover: AnyShare, salary: Cost, multiple: Number, whole_leavers: Switch = False
) -> Answer:
    """Yearly cost of replacing the staff who leave: fte · turnover · salary · multiple.

    Args:
        fte: staff in full-time equivalents.
        turnover: staff who leave in a year, as a share of the staff (0.26 means 26 %; may be above 1).
        salary: yearly salary of an fte.
        multiple: cost of replacing one leaver in yearly salaries, say 0.5 to 2 (`replacement_cost` / salary).
        whole_leavers: TRUE rounds the number of leavers up to a whole one.

    Returns:
        Money a year; 0 where nobody leaves.

    Raises:
        ArgumentError: an argument outside its bounds.
        NoResult: the value is too large for a floating-point number.

    Reference: half to two yearly salaries a leaver is the founding article's claim, and Gallup's (2019) for all
    occupations. Boushey & Glynn (2012), *There are significant business costs to replacing employees*, Center for
    American Progress, find a median of 0.21 outside executives and physicians.

    >>> turnover_cost(50, 0.3, 32_000, 0.5)
    240000.0
    >>> turnover_cost(50, 0.25, 32_000, [0.5, 1, 2], whole_leavers=True)
    array([208000., 416000., 832000.])
    """
    return _leavers(fte, turnover, whole_leavers) * salary * multiple


@broadcasting
def turnover_saving(
    fte: Number,
    turnover_before: AnyShare,
    turnover_after: AnyShare,
    salary: Cost,
    multiple: Number,
    whole_leavers: Switch = False,
) -> Answer:
    """Yearly saving of a lower staff turnover: `turnover_cost` before, less after.

    Some turnover is healthy: let ``turnover_after`` be no lower than you would wish for.

    Args:
        fte: staff in full-time equivalents, before and after.
        turnover_before: staff who leave in a year now, as a share of the staff.
        turnover_after: the same, once fewer leave.
        salary: yearly salary of an fte.
        multiple: cost of replacing one leaver in yearly salaries, say 0.5 to 2.
        whole_leavers: TRUE rounds the number of leavers up to a whole one, before and after.

    Returns:
        Money a year; negative where turnover rises.

    Raises:
        ArgumentError: an argument outside its bounds.
        NoResult: the value is too large for a floating-point number.

    Reference: as `turnover_cost`.

    >>> round(turnover_saving(50, 0.3, 0.2, 32_000, 0.5), 2)
    80000.0
    """
    before = _leavers(fte, turnover_before, whole_leavers)
    after = _leavers(fte, turnover_after, whole_leavers)
    return (before - after) * salary * multiple


def _leavers(fte: Any, turnover: Any, whole: Any) -> Any:
    leavers = fte * turnover
    return np.where(whole, np.ceil(leavers * (1 - ROUNDING)), leavers)


@broadcasting
def replacement_cost(
    separation: Cost,
    sourcing: Cost,
    selection: Cost,
    training: Cost,
    supervision: Cost = 0,
    disruption: Cost = 0,
    vacancy_weeks: Number = 0,
    cover_per_week: Cost = 0,
    salary_per_week: Cost = 0,
    ramp_weeks: Number = 0,
    loaded_cost_per_week: Cost = 0,
    starting_productivity: Share = 0,
) -> Answer:
    """Cost of replacing one leaver, added up from its components.

    The first six as they stand, + vacancy_weeks · (cover_per_week - salary_per_week)
    + ½ · (1 - starting_productivity) · ramp_weeks · loaded_cost_per_week: productivity rises in a straight line.

    Args:
        separation: exit interview, administration, pay for leave not taken.
        sourcing: advertisements, agency, referral bonus.
        selection: screening, interviews and tests, with the time of those who conduct them.
        training: onboarding and training of the successor; what is counted here is no training budget elsewhere.
        supervision: time of trainers and managers while the successor learns.
        disruption: work of colleagues that suffers.
        vacancy_weeks: weeks that the position is empty.
        cover_per_week: overtime, temporary staff or lost margin in such a week.
        salary_per_week: pay that is saved in such a week, on-costs included.
        ramp_weeks: weeks until the successor works as the leaver did.
        loaded_cost_per_week: pay of the successor in such a week, on-costs included.
        starting_productivity: share of full productivity on the first day, 0 to 1.

    Returns:
        Money per leaver; negative where empty positions save more than all else costs. Divided by the yearly salary
        it is the ``multiple`` of `turnover_cost`.

    Raises:
        ArgumentError: an argument outside its bounds.
        NoResult: the value is too large for a floating-point number.

    Reference: the usual components, see Boushey & Glynn (2012) as in `turnover_cost`; a vacancy counts net of the pay
    it saves, and the ramp as a triangle.

    >>> replacement_cost(500, 1_200, 900, 2_500, 800, 400, 6, 900, 750, 12, 800, 0.4)
    10080.0
    """
    vacancy = vacancy_weeks * (cover_per_week - salary_per_week)
    ramp = (1 - starting_productivity) / 2 * ramp_weeks * loaded_cost_per_week
    return separation + sourcing + selection + training + supervision + disruption + vacancy + ramp


@broadcasting
def turnover_rate(leavers: Number, staff_start: Number, staff_end: Number) -> Answer:
    """Staff turnover: leavers / mean staff, where mean staff = (staff_start + staff_end) / 2.

    Args:
        leavers: staff who left during the year.
        staff_start: staff at the start of the year.
        staff_end: staff at its end.

    Returns:
        Share a year (0.25 means 25 %); above 1 where positions were filled more than once.

    Raises:
        ArgumentError: an argument outside its bounds.
        NoResult: no staff at either end.

    Reference: the crude turnover rate of personnel statistics.

    >>> turnover_rate(12, 50, 46)
    0.25
    """
    staff = (staff_start + staff_end) / 2
    return only_where(staff > 0, leavers / staff, "no staff at the start nor at the end, so there is no turnover rate")
