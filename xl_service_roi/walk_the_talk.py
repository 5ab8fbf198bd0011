"""Where what a plan says and what it does differ: the warnings that a careful reader of a case would give.

Only what happens within the horizon counts: a plan has "reached" a value where its ramp takes it by the last year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from .inputs import TOLERANCE, drivers
from .labels import labels
from .model.driver import FUTURES
from .numbers import money, number, percent, two_figures, whole_years

if TYPE_CHECKING:
    from .case import Result

MULTIPLES = (0.5, 2.0)
"""What replacing an employee costs, in yearly salaries, by the article that the model rests on."""

LOSSES = ("extra_loss_satisfied", "extra_loss_mollified", "extra_loss_dissatisfied", "extra_loss_unreached")
"""The extra losses, from the least to the most that a customer would be expected to hold against the firm."""


def warnings(result: Result, language: str = "en") -> list[str]:
    """Return the warnings about a case, as sentences."""
    view = _View(result, language)
    return [sentence for warning in WARNINGS for sentence in warning(view)]


class _View:
    """A result as the warnings look at it, and the words for what they find."""

    def __init__(self, result: Result, language: str) -> None:
        self.result, self.language, self.words = result, language, labels(language)
        self.values = result.case.inputs.values
        self.years = range(1, result.case.horizon + 1)

    def line(self, future: str, name: str, year: int) -> float:
        return float(self.result.found.lines[future][name][year])

    def driver(self, future: str, name: str, year: int) -> float:
        return float(self.result.found.drivers[future][name][year])

    def today(self, name: str) -> float:
        return float(self.values[f"{name}_today"])

    def reached(self, name: str) -> float:
        """Return the plan's value of a driver in the year in which it is furthest from today's."""
        today = self.today(name)
        if self.values[f"{name}_plan"] == today:
            return today
        return float(max(self.result.found.drivers["plan"][name][1:], key=lambda value: abs(value - today)))

    def rising(self, *names: str) -> list[str]:
        return [name for name in names if self.reached(name) > self.today(name)]

    def falling(self, *names: str) -> list[str]:
        return [name for name in names if self.reached(name) < self.today(name)]

    def same_as_today(self, future: str) -> bool:
        per_future = (name for name, driver in drivers().items() if driver.scope == "future")
        return all(self.values[f"{name}_{future}"] == self.values[f"{name}_today"] for name in per_future)

    def say(self, key: str, **values: object) -> str:
        return self.words.say(f"warn_{key}", **values)

    def money(self, value: float, precise: bool = False) -> str:
        return money(value, self.language, precise)

    def two(self, name: str) -> tuple[str, str]:
        """Return today's value of a driver and the one that the plan reaches, written."""
        return two_figures(self.today(name), self.reached(name), drivers()[name].unit, self.language)

    def changes(self, names: Iterable[str]) -> str:
        """Return what happens to some drivers in the plan: "'Occupancy' from 78% to 85%"."""
        parts = []
        for name in names:
            before, after = self.two(name)
            parts.append(self.say("change", label=self.words.of(name), before=before, after=after))
        return self.listed(parts)

    def listed(self, parts: list[str]) -> str:
        return self.say("and", first=", ".join(parts[:-1]), last=parts[-1]) if len(parts) > 1 else parts[0]

    def years_in_words(self, years: list[int]) -> str:
        """Return "year 3", "years 2 to 5" or "years 1, 3"."""
        first, last = years[0], years[-1]
        if first == last:
            return self.say("year", year=first)
        if years == list(range(first, last + 1)):
            return self.say("years_from_to", first=first, last=last)
        return self.say("years", years=", ".join(str(year) for year in years))


def _plan_is_today(view: _View) -> Iterator[str]:
    if view.same_as_today("plan"):
        yield view.say("plan_is_today")


def _zero_is_today(view: _View) -> Iterator[str]:
    if view.same_as_today("zero"):
        yield view.say("zero_is_today")


def _quality(view: _View) -> list[str]:
    """Return the measures of quality that the plan raises."""
    served = ("satisfied_share", "mollified_share")
    better = view.rising("satisfied_share", "first_time_fix")
    helped = sum(view.reached(name) for name in served) - sum(view.today(name) for name in served)
    if helped > TOLERANCE and "satisfied_share" not in better:
        better.append("mollified_share")
    return better


def _quality_without_training(view: _View) -> Iterator[str]:
    better = _quality(view)
    if better and not view.rising("training_per_fte", "training_hours"):
        amount, hours = view.reached("training_per_fte"), view.reached("training_hours")
        yield view.say(
            "quality",
            changes=view.changes(better),
            money=view.money(amount, precise=True),
            hours=number(hours, view.language, 1),
        )


def _less_marketing_same_inflow(view: _View) -> Iterator[str]:
    less = view.falling("brand_marketing", "acquisition_cost", "welcome_discount")
    if not less or view.rising("acquisition_cost"):
        return
    if view.values["hold_base"] == 1:
        yield view.say("marketing_hold", changes=view.changes(less))
    elif not view.falling("new_customers"):
        won = number(view.reached("new_customers"), view.language)
        yield view.say("marketing", changes=view.changes(less), won=won)


def _quit_offer_without_gain(view: _View) -> Iterator[str]:
    offered = view.reached("quit_offer_acceptance") * view.reached("quit_offer_amount")
    more = offered > view.today("quit_offer_acceptance") * view.today("quit_offer_amount")
    if more and not view.falling("staff_turnover") and not _quality(view):
        before, after = view.two("staff_turnover")
        taken = percent(view.reached("quit_offer_acceptance"), view.language)
        yield view.say("quit_offer", taken=taken, before=before, after=after)


def _offers_without_technology(view: _View) -> Iterator[str]:
    more = view.rising("offer_share", "visit_offer_share")
    if more and not view.rising("technology_cost"):
        yield view.say(
            "offers",
            changes=view.changes(more),
            technology=view.money(view.reached("technology_cost"), precise=True),
            outlay=view.money(view.values["capital_outlay_plan"], precise=True),
        )


def _easier_returns_without_gain(view: _View) -> Iterator[str]:
    inflow = () if view.values["hold_base"] == 1 else ("new_customers",)  # hold mode does not look at it
    gains = view.rising("revenue_per_customer", "referral_rate", *inflow)
    gains += view.falling("acquisition_cost", "problem_share") + _quality(view)
    if view.rising("returns_per_customer") and not gains:
        yield view.say("returns", changes=view.changes(["returns_per_customer"]))


def _reach_and_occupancy(view: _View) -> Iterator[str]:
    if len(view.rising("reach_share", "occupancy")) == 2:
        (reach, higher_reach), (occupancy, higher) = view.two("reach_share"), view.two("occupancy")
        yield view.say(
            "reach_occupancy", reach=reach, higher_reach=higher_reach, occupancy=occupancy, higher_occupancy=higher
        )


def _staff_gone_without_severance(view: _View) -> Iterator[str]:
    present = view.result.found.present
    for future in ("plan", "zero"):
        paid_off = view.values[f"redundant_share_{future}"] * view.values[f"severance_months_{future}"]
        if paid_off > 0 or view.same_as_today(future):
            continue
        before = float(present["paid_front_fte"] + present["paid_back_fte"])
        for year in view.years:
            after, leavers = view.line(future, "paid_fte", year), before * view.driver(future, "staff_turnover", year)
            if before - after > leavers + TOLERANCE * before:
                figures = {"before": before, "after": after, "leavers": leavers}
                written = {name: number(value, view.language, 1) for name, value in figures.items()}
                yield view.say("severance", future=view.words.group("FUTURES", future), year=year, **written)
                break
            before = after


def _replacement_multiple(view: _View) -> Iterator[str]:
    multiple, (low, high) = view.values["replacement_multiple"], MULTIPLES
    if not low <= multiple <= high:
        written = (number(value, view.language, 2) for value in (multiple, low, high))
        yield view.say("replacement", **dict(zip(("multiple", "low", "high"), written, strict=True)))


def _losses_out_of_order(view: _View) -> Iterator[str]:
    parts = []
    for milder, worse in pairwise(LOSSES):
        if view.values[milder] > view.values[worse]:
            more, less = two_figures(view.values[milder], view.values[worse], "share", view.language)
            names = {"milder": view.words.of(milder), "worse": view.words.of(worse)}
            parts.append(view.say("loss_above", **names, more=more, less=less))
    if parts:
        yield view.say("losses", pairs=view.listed(parts))


def _paradox(view: _View) -> Iterator[str]:
    loss = view.values["extra_loss_satisfied"]
    if loss < 0:
        yield view.say("paradox", loss=percent(loss, view.language, 2))


def _selling_costs_more_than_it_brings(view: _View) -> Iterator[str]:
    """Warn where the cap on the selling cost that is saved works; without overlapping sales it does nothing."""
    for future in FUTURES:
        for year in view.years if any(view.result.found.lines[future]["service_sales"]) else ():
            cost = view.values["cost_per_sale_known"] * view.line(future, "cost_index", year)
            brings = view.driver(future, "sale_contribution", year) * view.line(future, "price_index", year)
            overlap = view.line(future, "service_sales", year) * view.driver(future, "cannibalised_share", year)
            if overlap > 0 and cost > brings:
                more, less = two_figures(cost, brings, "money/sale", view.language)
                place = {"future": view.words.group("FUTURES", future), "year": year}
                yield view.say("known_cost", cost=more, contribution=less, **place)
                return


def _turning_with_obligations(view: _View) -> Iterator[str]:
    if view.same_as_today("zero"):
        return
    found = {
        view.say("at_obligations", amount=view.money(level, precise=True)): view.result.service_value_where(
            obligations_cost_zero=level
        )
        for level in obligation_levels(view.values)
    }
    yield from _turning(view, "obligations", found)


def obligation_levels(values: Mapping[str, float]) -> list[float]:
    """Return the costs of obligations that stay at zero service at which its value is looked at."""
    own = values["obligations_cost_zero"]
    return sorted({0.0, own, 2 * own, values["obligations_cost_today"]})


def _turning_with_mode(view: _View) -> Iterator[str]:
    modes = ("grow", "hold")
    found = {view.say(f"at_{mode}"): view.result.measures[f"service_value_{mode}"] for mode in modes}
    yield from _turning(view, "mode", found)


def _turning_with_horizon(view: _View) -> Iterator[str]:
    measures, prefix = view.result.measures, "service_value_horizon_"
    values = {int(name.removeprefix(prefix)): value for name, value in measures.items() if name.startswith(prefix)}
    values[view.result.case.horizon] = measures["service_value"]
    found = {
        view.say("at_horizon", horizon=whole_years(years, view.language)): values[years] for years in sorted(values)
    }
    yield from _turning(view, "horizon", found)


def _turning(view: _View, with_what: str, found: Mapping[str, float | None]) -> Iterator[str]:
    """Warn where the value of service is above 0 in one circumstance and below 0 in another."""
    values = {where: value for where, value in found.items() if value is not None}
    nothing = TOLERANCE * max(abs(view.result.measures["pv_today"]), abs(view.result.measures["pv_zero"]))
    if values and min(values.values()) < -nothing and max(values.values()) > nothing:
        parts = [f"{view.money(value)} {where}" for where, value in values.items()]
        yield view.say(f"turns_with_{with_what}", values=view.listed(parts))


def _churn_capped(view: _View) -> Iterator[str]:
    churn = {year: view.line("zero", "uncapped_churn", year) for year in view.years}
    capped = [year for year in view.years if churn[year] > 1 + TOLERANCE]
    if capped:
        highest = percent(max(churn.values()), view.language)
        yield view.say("capped", churn=highest, years=view.years_in_words(capped))


def _base_grows(view: _View) -> Iterator[str]:
    if view.values["hold_base"] != 1:
        return
    for future in FUTURES:
        referred, lost = (
            {year: view.line(future, f"{name}_customers", year) for year in view.years} for name in ("referred", "lost")
        )
        growing = [year for year in view.years if referred[year] > lost[year]]
        if growing:
            yield view.say(
                "base_grows",
                future=view.words.group("FUTURES", future),
                years=view.years_in_words(growing),
                referred=number(referred[growing[0]], view.language),
                lost=number(lost[growing[0]], view.language),
                first=growing[0],
            )


WARNINGS: tuple[Callable[[_View], Iterator[str]], ...] = (
    _plan_is_today,
    _zero_is_today,
    _quality_without_training,
    _less_marketing_same_inflow,
    _quit_offer_without_gain,
    _offers_without_technology,
    _easier_returns_without_gain,
    _reach_and_occupancy,
    _staff_gone_without_severance,
    _replacement_multiple,
    _losses_out_of_order,
    _paradox,
    _selling_costs_more_than_it_brings,
    _turning_with_obligations,
    _turning_with_mode,
    _turning_with_horizon,
    _churn_capped,
    _base_grows,
)
