"""The model, put together from its modules."""

from __future__ import annotations

from ..engine.definition import Definition
from ..engine.expr import Future, as_expression
from ..engine.units import Units
from . import (
    accounts,
    cash_flow,
    customers,
    drivers,
    indices,
    measures,
    operations,
    programme,
    requirements,
    service_sales,
    staff,
)
from .series import SERIES_FUNCTIONS

MODEL_VERSION = "1.0"
"""Rises when a line, a driver or a formula changes: results of different versions are not comparable."""

FUTURES = (
    Future("today", effect=as_expression(0)),
    Future("plan", effect=drivers.ramp_plan * drivers.realisation_share),
    Future("zero", effect=as_expression(1)),
)

UNITS = Units(
    {
        "money": "money",
        **dict.fromkeys(("customer", "customers", "happy customer", "unhappy customer", "customer kept"), "customer"),
        # One person or one problem is one customer with it, and a customer has at most one contract.
        **dict.fromkeys(("people", "problem", "problems", "contract", "contracts"), "customer"),
        **dict.fromkeys(("contact", "contacts", "technical contact"), "contact"),
        **dict.fromkeys(("order", "orders"), "order"),
        **dict.fromkeys(("offer", "offers"), "offer"),
        **dict.fromkeys(("sale", "sales"), "sale"),
        **dict.fromkeys(("call", "calls"), "call"),
        **dict.fromkeys(("visit", "visits"), "visit"),
        **dict.fromkeys(("return", "returns"), "return"),
        **dict.fromkeys(("account", "accounts"), "account"),
        "FTE": "FTE",
        **dict.fromkeys(("hour", "hours"), "hour"),
        **dict.fromkeys(("minute", "minutes"), "minute"),
        **dict.fromkeys(("month", "months"), "month"),
        **dict.fromkeys(("share", "share by year", "ratio", "times", "factor", "index", "switch", "-"), ""),
        **dict.fromkeys(("year", "years", "yearly salaries"), ""),
    }
)

MODEL = Definition.from_names(
    [
        *(
            (name, item)
            for module in (
                drivers,
                indices,
                customers,
                operations,
                service_sales,
                staff,
                accounts,
                programme,
                cash_flow,
                measures,
                requirements,
            )
            for name, item in vars(module).items()
        ),
        *((f"programme_pv_{name}", item) for name, item in measures.PROGRAMME_BY_LINE.items()),
        *((f"programme_heading_{name}", item) for name, item in measures.PROGRAMME_BY_HEADING.items()),
        *((f"service_pv_{name}", item) for name, item in measures.SERVICE_BY_LINE.items()),
        *((f"service_heading_{name}", item) for name, item in measures.SERVICE_BY_HEADING.items()),
    ],
    futures=FUTURES,
    units=UNITS,
    functions=SERIES_FUNCTIONS,
    used_elsewhere=("reach_ceiling", "satisfied_ceiling"),  # the service-level curve
)
