"""The calendar: which years count, and what a euro of year 1 costs in each of them."""

from ..engine.expr import YEAR
from ..engine.functions import equal, where
from .declare import line
from .drivers import cost_inflation, horizon_years, price_growth, wage_growth

in_horizon = line(
    "-",
    "1 in years 1 up to the last year of the horizon, 0 after it",
    notes="3",
    heading="calendar",
    remit="finance",
    intermediate=True,
    rule=where(YEAR <= horizon_years, 1, 0),
)
in_last_year = line(
    "-",
    "1 in the last year of the horizon, 0 in the others",
    notes="3",
    heading="calendar",
    remit="finance",
    intermediate=True,
    rule=where(equal(YEAR, horizon_years), 1, 0),
)
price_index = line(
    "index",
    "Prices of the year relative to year 1",
    notes="1",
    heading="calendar",
    remit="finance",
    intermediate=True,
    rule=(1 + price_growth) ** (YEAR - 1),
)
wage_index = line(
    "index",
    "Wages of the year relative to year 1",
    notes="1",
    heading="calendar",
    remit="finance",
    intermediate=True,
    rule=(1 + wage_growth) ** (YEAR - 1),
    now=1,
)
cost_index = line(
    "index",
    "Other costs of the year relative to year 1",
    notes="1",
    heading="calendar",
    remit="finance",
    intermediate=True,
    rule=(1 + cost_inflation) ** (YEAR - 1),
)
