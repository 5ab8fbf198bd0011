"""What problems cost in customers: those who complain, by how they were helped, and those who say nothing."""

from __future__ import annotations

import numpy as np

from xl_service_roi.functions.arguments import Answer, Number, Share, broadcasting, refuse

__all__ = ["market_damage"]


@broadcasting
def market_damage(
    customers: Number,
    problem_share: Share,
    complain_share: Share,
    satisfied_share: Share,
    mollified_share: Share,
    stay_without_problem: Share,
    stay_satisfied: Share,
    stay_mollified: Share,
    stay_dissatisfied: Share,
    stay_silent: Share,
) -> Answer:
    """Customers lost because of problems: N p (c (s (R0 - Rs) + m (R0 - Rm) + d (R0 - Rd)) + (1 - c) (R0 - Rn)).

    N customers, of whom p has a problem and c of those complains; of the complaints s ends satisfied, m mollified and
    d = 1 - s - m dissatisfied; R is the share of a group that stays. Each is measured from R0, those who stay without
    a problem: against 1, normal churn would count as damage. Word of mouth isn't in it.

    ``stay_satisfied`` counts for no more than ``stay_without_problem``: that a complaint handled well binds more than
    no problem at all (the service-recovery paradox) holds for satisfaction, not for buying again. The other groups are
    taken as given.

    The damage falls as more customers complain only if the handling beats silence, s Rs + m Rm + d Rd > Rn; if it
    doesn't, improve the handling before inviting complaints.

    Args:
        customers: number of customers.
        problem_share: share of the customers who have a problem, 0 to 1.
        complain_share: share of those with a problem who complain.
        satisfied_share: share of those who complain who end satisfied.
        mollified_share: share of those who complain who end mollified: helped in part. The rest end dissatisfied.
        stay_without_problem: share who stay among customers without a problem.
        stay_satisfied: the same, among those who complain and end satisfied.
        stay_mollified: the same, among the mollified.
        stay_dissatisfied: the same, among the dissatisfied.
        stay_silent: the same, among those who have a problem and don't complain.

    Returns:
        Customers lost, over the period that the shares are about. Negative where a group other than the satisfied stays
        longer than customers without a problem, and outweighs the rest.

    Raises:
        ArgumentError: a value that is no finite number or outside its range, satisfied and mollified shares that sum to
            more than 1, ranges of different shapes.

    Reference: the market damage model of TARP and John Goodman; see his *Strategic Customer Service* (2009). On the
    paradox: De Matos, Henrique & Rossi (2007), *Service recovery paradox: a meta-analysis*, Journal of Service Research
    10(1), 60-77.

    >>> round(market_damage(100_000, 0.20, 0.40, 0.50, 0.30, 0.90, 0.88, 0.75, 0.45, 0.60), 2)
    4760.0
    >>> market_damage(100_000, 0.20, [0, 1], 0.50, 0.30, 0.90, 0.88, 0.75, 0.45, 0.60).round(2)
    array([6000., 2900.])
    """
    helped = satisfied_share + mollified_share
    refuse("satisfied_share + mollified_share", helped, helped > 1 + 1e-9, "shares that sum to 1 at most")
    complained = (
        satisfied_share * (stay_without_problem - np.minimum(stay_satisfied, stay_without_problem))
        + mollified_share * (stay_without_problem - stay_mollified)
        + np.maximum(0, 1 - helped) * (stay_without_problem - stay_dissatisfied)
    )
    silent = stay_without_problem - stay_silent
    return customers * problem_share * (complain_share * complained + (1 - complain_share) * silent)
