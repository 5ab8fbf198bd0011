"""What staff turnover, training and the quit offer cost."""

from .declare import line, money_out
from .drivers import (
    on_cost,
    quit_offer_acceptance,
    quit_offer_amount,
    replacement_multiple,
    service_bonus_share,
    staff_turnover,
    training_per_fte,
)
from .indices import wage_index
from .operations import paid_fte, payroll

leavers = line(
    "FTE",
    "Service staff, in FTE, who leave during the year",
    notes="3.6",
    heading="turnover",
    remit="hr",
    rule=paid_fte * staff_turnover,
)
turnover_cost = money_out(
    "Cost of replacing the staff who leave during the year, successors who take the quit offer included",
    heading="turnover",
    remit="hr",
    rule=payroll * staff_turnover * (1 + quit_offer_acceptance) * replacement_multiple,
)
quit_offers_cost = money_out(
    "Quit offers paid during the year",
    heading="programme",
    remit="hr",
    rule=leavers * quit_offer_acceptance * quit_offer_amount * wage_index,
)
training_cost = money_out(
    "Spending on training and coaching during the year",
    heading="programme",
    remit="hr",
    rule=paid_fte * training_per_fte * wage_index,
)
service_bonus_cost = money_out(
    "Bonus on service KPIs over the year, on-costs included",
    heading="programme",
    remit="hr",
    rule=payroll * service_bonus_share * (1 + on_cost),
)
