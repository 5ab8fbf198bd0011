"""What it saves to keep routine work away from specialists."""

from __future__ import annotations

from typing import Any

import numpy as np

from xl_service_roi.functions.arguments import Answer, AnyShare, Cost, Number, Positive, Share, broadcasting
from xl_service_roi.functions.staffing import Occupancy

__all__ = ["routing_saving"]

MINUTES_PER_HOUR = 60


@broadcasting
def routing_saving(
    contacts: Number,
    routine_share: Share,
    by_specialists_before: Share,
    by_specialists_after: Share,
    front_minutes: Number,
    back_minutes: Number,
    front_salary: Cost,
    back_salary: Cost,
    productive_hours: Positive,
    occupancy: Occupancy,
    cashable_share: Share,
    on_cost: AnyShare = 0,
) -> Answer:
    """Yearly saving when less routine work lands with the specialists of the back office.

    moved = contacts · routine_share · (by_specialists_before - by_specialists_after)
    fte = moved · minutes / 60 / (productive_hours · occupancy), at the front office and at the back office
    saving = (1 + on_cost) · (cashable_share · back fte · back_salary - front fte · front_salary)

    Where more work lands with specialists (after above before) it is the front office that is relieved, and its fte
    count for cashable_share. All routine work at the front office is taken to be done by own staff.

    Args:
        contacts: contacts handled a year.
        routine_share: share of them that is routine.
        by_specialists_before: share of the routine contacts that specialists handle now.
        by_specialists_after: the same, once the front office filters better.
        front_minutes: handling time of a routine contact at the front office.
        back_minutes: handling time of a routine contact at a specialist.
        front_salary: yearly salary of an fte at the front office.
        back_salary: yearly salary of an fte at the back office.
        productive_hours: hours present of an fte a year, after leave, illness and training.
        occupancy: share of these hours spent on contacts, above 0 and up to 1.
        cashable_share: share of the relieved fte that leaves the payroll: only these are money.
        on_cost: employer's on-costs as a share of salary; 0 where the salaries include them.

    Returns:
        Money a year; negative where the move costs more than it saves.

    Raises:
        ArgumentError: an argument outside its bounds.
        NoResult: the value is too large for a floating-point number.

    Reference: the staff cost of this package's model, notes 3.3 and 3.6, for this change alone.

    >>> round(routing_saving(200_000, 0.7, 0.3, 0.2, 6, 6, 29_000, 42_000, 1_350, 0.78, 1, 0.3), 2)
    22469.14
    >>> round(routing_saving(200_000, 0.7, 0.3, 0.2, 6, 6, 29_000, 42_000, 1_350, 0.78, 0.5, 0.3), 2)
    -13827.16
    """
    moved = contacts * routine_share * (by_specialists_before - by_specialists_after)
    hours_per_fte = productive_hours * occupancy
    front = _off_payroll(-moved * front_minutes / MINUTES_PER_HOUR / hours_per_fte, cashable_share)
    back = _off_payroll(moved * back_minutes / MINUTES_PER_HOUR / hours_per_fte, cashable_share)
    return (1 + on_cost) * (front * front_salary + back * back_salary)


def _off_payroll(relieved: Any, cashable_share: Any) -> Any:
    """Fte that leave the payroll where work goes; all that it takes (negative) where work comes."""
    return np.where(relieved > 0, cashable_share, 1) * relieved
