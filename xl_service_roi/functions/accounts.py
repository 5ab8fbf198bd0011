"""Which form suits a base of business accounts: a tandem or a client service manager."""

from __future__ import annotations

from typing import Any

import numpy as np

from xl_service_roi.functions.arguments import (
    Answer,
    AnyShare,
    Cost,
    Money,
    Number,
    Positive,
    Rate,
    Share,
    Years,
    broadcasting,
    refuse,
)

__all__ = ["tandem_or_csm"]

ROUNDING = 1e-9
"""So much beyond a bound comes from rounding."""
NO_MORE_THAN_ALL = "loss - 1 or more: no more accounts can go than there are"
SMALLEST = 1e-300
"""Stands in for 0, where the sum of the years would be 0 / 0."""


@broadcasting
def tandem_or_csm(
    accounts: Number,
    contribution: Money,
    loss_tandem: Share,
    growth_tandem: Rate,
    loss_csm: Share,
    growth_csm: Rate,
    account_manager_fte: Number,
    account_manager_salary: Cost,
    operations_lead_fte: Number,
    operations_lead_salary: Cost,
    coordination_hours: Number,
    productive_hours: Positive,
    csm_fte: Number,
    csm_salary: Cost,
    csm_cover_share: AnyShare,
    rate: Rate,
    years: Years,
    on_cost: AnyShare = 0,
) -> Answer:
    """Value of client service managers over tandems: positive where one person to an account is the better form.

    A tandem is an account manager with an operations lead: talks about the future stay clear of today's disturbances,
    but the two have to align. A client service manager does both, but needs cover for holidays and departure.

    value of a form = Σ average accounts_t · (contribution - (1 + on_cost) · cost) / (1 + rate)^t, t = 1..years
    average accounts_t = accounts · (1 - loss + growth)^(t-1) · (1 + ½ · (growth - loss))
    cost of a tandem = account_manager_fte · account_manager_salary + operations_lead_fte · operations_lead_salary
    + coordination_hours / productive_hours · the mean of both salaries
    cost of a client service manager = csm_fte · csm_salary · (1 + csm_cover_share)

    Args:
        accounts: accounts now.
        contribution: contribution of an account a year, before the cost of those who look after it.
        loss_tandem: share of the accounts lost in a year under tandems.
        growth_tandem: accounts gained in a year under tandems, as a share of the accounts; may be negative.
        loss_csm: share of the accounts lost in a year under client service managers.
        growth_csm: accounts gained in a year under client service managers, as a share of the accounts.
        account_manager_fte: tandem, fte of the account manager per account.
        account_manager_salary: yearly salary of an fte.
        operations_lead_fte: tandem, fte of the operations lead per account.
        operations_lead_salary: yearly salary of an fte.
        coordination_hours: tandem, hours a year per account the two spend on aligning, on top of the fte.
        productive_hours: hours present of an fte a year.
        csm_fte: fte of the client service manager per account.
        csm_salary: yearly salary of an fte.
        csm_cover_share: cover for holidays and departure, as a share of the client service manager's fte.
        rate: discount rate, a fraction a year above -1.
        years: horizon, a whole number of years.
        on_cost: employer's on-costs as a share of salary; 0 where the salaries include them.

    Returns:
        Money of year 0, before tax, at the prices and wages of year 1; flows fall at the end of the year.

    Raises:
        ArgumentError: an argument outside its bounds; more accounts lost than there are.
        NoResult: the value is too large for a floating-point number.

    Reference: the heading accounts of this package's model, notes 3.4 to 3.6.

    >>> forms = (400, 30_000, 0.04, 0.03, 0.035, 0.025)
    >>> tandem, manager = (0.15, 65_000, 0.2, 52_000, 40, 1_350), (0.3, 60_000, 0.1)
    >>> round(tandem_or_csm(*forms, *tandem, *manager, 0.08, 5, 0.3))
    4225100
    """
    net_tandem, net_csm = growth_tandem - loss_tandem, growth_csm - loss_csm
    gone_tandem, gone_csm = net_tandem < -1 - ROUNDING, net_csm < -1 - ROUNDING
    if (gone_tandem | gone_csm).any():
        refuse("growth_tandem", growth_tandem, gone_tandem, NO_MORE_THAN_ALL)
        refuse("growth_csm", growth_csm, gone_csm, NO_MORE_THAN_ALL)
    coordination = coordination_hours / productive_hours * (account_manager_salary + operations_lead_salary) / 2
    tandem = account_manager_fte * account_manager_salary + operations_lead_fte * operations_lead_salary + coordination
    csm = csm_fte * csm_salary * (1 + csm_cover_share)
    value_tandem = _account_years(net_tandem, rate, years) * (contribution - (1 + on_cost) * tandem)
    value_csm = _account_years(net_csm, rate, years) * (contribution - (1 + on_cost) * csm)
    return accounts * (value_csm - value_tandem)


def _account_years(net: Any, rate: Any, years: Any) -> Any:
    """Average accounts of each year, discounted and added up, of one account now."""
    change = np.maximum((net - rate) / (1 + rate), -1)  # of the discounted accounts, from year to year
    change = change + (change == 0) * SMALLEST
    return (1 + net / 2) / (1 + rate) * np.expm1(years * np.log1p(change)) / change
