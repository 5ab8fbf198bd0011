"""What is sold through service: offers in contacts, the second chance, service contracts, and what a sale costs."""

from __future__ import annotations

import numpy as np

from xl_service_roi.functions.arguments import (
    Answer,
    Cost,
    Money,
    Number,
    Positive,
    Share,
    Years,
    broadcasting,
    only_where,
    refuse,
)

__all__ = ["channel_ratio", "contracts", "second_chance", "service_sales"]


@broadcasting
def service_sales(
    contacts: Number,
    offer_share: Share,
    conversion: Share,
    contribution: Money,
    cannibalised_share: Share,
    cost_per_sale_known: Cost,
    cost_per_sale_new: Cost,
    channel_ratio: Positive,
) -> Answer:
    """Net contribution of selling through service, with sales = contacts × offer_share × conversion.

    It is what the new sales bring in, sales × (1 - cannibalised_share) × contribution; plus the selling cost that the
    sales department saves on those it would have made itself, sales × cannibalised_share × min(cost_per_sale_known,
    max(0, contribution)); less what selling through service costs, sales × cost_per_sale_new / channel_ratio. The
    saving on a sale is no more than the sale brings in: a dearer one would not have been made.

    Args:
        contacts: service contacts in a year in which an offer is possible.
        offer_share: share of the contacts in which an offer is made, 0 to 1.
        conversion: share of the offers that are taken.
        contribution: money a sale, before selling cost.
        cannibalised_share: share of these sales that the sales department would have made without service.
        cost_per_sale_known: money, its cost to sell to a customer it knows.
        cost_per_sale_new: money, its cost to sell to a stranger.
        channel_ratio: how many times cheaper than that a sale through service is, above 0; see `channel_ratio`.

    Returns:
        Money a year; negative where service sells at a loss.

    Raises:
        ArgumentError: a value that is no finite number or outside its range, ranges of different shapes.
        NoResult: a value too large for a floating-point number.

    Reference: the lines sales_contribution, selling_cost_saved and service_selling_cost of this package's model, year
    1 without price changes; its notes, 3.5 and 3.6.

    >>> round(service_sales(300_000, 0.05, 0.06, 140, 0.25, 60, 220, 11), 2)
    90000.0
    >>> service_sales(300_000, 0.05, 0.06, 140, [0, 1], 60, 220, 11).round(2)
    array([108000.,  36000.])
    """
    new = (1 - cannibalised_share) * contribution
    saved = cannibalised_share * np.minimum(cost_per_sale_known, np.maximum(0, contribution))
    return contacts * offer_share * conversion * (new + saved - cost_per_sale_new / channel_ratio)


@broadcasting
def second_chance(complaints: Number, recovered_share: Share, conversion: Share, contribution: Money) -> Answer:
    """Contribution of sales to customers whose complaint was put right, the product of the four.

    Before selling cost: each of these sales costs what a sale through service costs, see `service_sales`.

    Args:
        complaints: complaints in a year that reach the firm.
        recovered_share: share of them that is put right, 0 to 1.
        conversion: sales per complaint put right, 0 to 1.
        contribution: money a sale.

    Returns:
        Money a year.

    Raises:
        ArgumentError: a value that is no finite number or outside its range, ranges of different shapes.
        NoResult: a value too large for a floating-point number.

    Reference: the line second_chance_contribution of this package's model; its notes, 3.4 and 3.5.

    >>> round(second_chance(18_000, 0.60, 0.05, 140), 2)
    75600.0
    """
    return complaints * recovered_share * conversion * contribution


@broadcasting
def channel_ratio(cost_sales: Cost, conversion_sales: Share, cost_service: Cost, conversion_service: Share) -> Answer:
    """How many times cheaper a sale through service is than one through the sales department.

    The cost of a sale is that of an attempt divided by the share of attempts that succeed, so the ratio is
    (cost_sales / conversion_sales) / (cost_service / conversion_service). One article claims 11 for service against
    sales to strangers and doesn't say how it was reckoned: with your own figures, forget the 11.

    Args:
        cost_sales: money an attempt through the sales department: a lead, a visit, a mailing.
        conversion_sales: share of these attempts that become a sale, above 0.
        cost_service: money an offer in a service contact, above 0: the minutes it takes.
        conversion_service: share of these offers that become a sale, above 0.

    Returns:
        A ratio without unit; below 1 a sale through service is dearer.

    Raises:
        ArgumentError: a value that is no finite number or outside its range, ranges of different shapes.
        NoResult: a conversion of 0 (no sale, so no cost of a sale) or a cost_service of 0 (any number of times
            cheaper); a value too large for a floating-point number.

    Reference: the driver channel_cost_ratio of this package's model; its sources, S1, for the claim of 11.

    >>> round(channel_ratio(55, 0.05, 5, 0.05), 10)
    11.0
    """
    exists = (conversion_sales > 0) & (conversion_service > 0) & (cost_service > 0)
    ratio = (cost_sales / conversion_sales) / (cost_service / conversion_service)
    return only_where(exists, ratio, "it needs both conversions and the cost through service to be above 0")


@broadcasting
def contracts(customers: Number, contracts: Number, attach: Share, contract_churn: Share, years: Years) -> Answer:
    """Service contracts after some years: each year some end, and some customers without one take one.

    Every year closing = opening × (1 - contract_churn) + (customers - opening) × attach, with the same number of
    customers throughout. So the contracts close in on customers × attach / (attach + contract_churn), and the
    distance to it is multiplied by 1 - attach - contract_churn each year.

    Args:
        customers: number of customers, the same every year.
        contracts: customers with a contract at the start, not more than ``customers``.
        attach: share of the customers without a contract who take one in a year, 0 to 1.
        contract_churn: share of the contracts that end in a year.
        years: how many years, a whole number.

    Returns:
        Contracts at the end of the last year, between 0 and ``customers``.

    Raises:
        ArgumentError: a value that is no finite number or outside its range, more contracts than customers, ranges of
            different shapes.

    Reference: the line closing_contracts of this package's model without customers lost or won; its notes, 3.4.

    >>> round(contracts(100_000, 20_000, 0.03, 0.05, 1), 2)
    21400.0
    >>> contracts(100_000, 20_000, 0.03, 0.05, [5, 1_000]).round(2)
    array([25966.07, 37500.  ])
    """
    refuse("contracts", contracts, contracts > customers, "no more contracts than customers")
    moving = attach + contract_churn
    settled = customers * (attach / moving)
    after = settled + (contracts - settled) * (1 - moving) ** years
    return np.where(moving > 0, after, contracts)
