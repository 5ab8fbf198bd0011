"""The worksheet functions for Excel: `=sroi_npv(8%, B2:G2)` and its kin. Skin only: each hands over to one function.

xlwings imports this module: on Windows through "Import Functions", on the web and Mac through xlwings Server or Lite.
A docstring here is what Excel's function wizard shows, and so one line; the formula, units, limits and sources stand
with the function that is called. Each is also a plain Python function that takes what Excel sends.
"""

# No `from __future__ import annotations`: every annotation is read at import, and Excel waits while it is evaluated.
from typing import Annotated, Any

import xlwings as xw

from xl_service_roi.functions import (
    clv,
    finance,
    market_damage,
    retention_curve,
    routing,
    service_sales,
    staffing,
)
from xl_service_roi.functions import turnover as staff_turnover
from xl_service_roi.functions.accounts import tandem_or_csm
from xl_service_roi.worksheet.arguments import dates, number, one_number, series, share, switch, table, text
from xl_service_roi.worksheet.functions import Cells, worksheet_function

MONEY = "Service ROI: money"
CUSTOMERS = "Service ROI: customers"
SALES = "Service ROI: sales"
STAFF = "Service ROI: staff"
WORK = "Service ROI: work"
CASE = "Service ROI: whole case"

FLOWS = "Cash flow of each year in one row or column; year 0 first, outlays negative"
PATIENCE = "Mean patience of callers in seconds (Erlang A); left out: endless (Erlang C)"
INPUTS = "Names and values of the inputs, headed today, plan, zero; in our template: inputs_range"
RANGES = f"{INPUTS}; columns headed low and high (and distribution) say what is uncertain"


# --------------------------------------------------------------------------------------------------------------- money


@xw.func(category=MONEY)
@worksheet_function
def sroi_npv(
    rate: Annotated[Any, share("Discount rate a year: 0.08 or 8%")],
    flows: Annotated[Any, series(FLOWS)],
) -> Cells:
    """Net present value of yearly cash flows; unlike Excel's NPV it leaves the first one, of year 0, undiscounted."""
    return finance.npv(rate, flows)


@xw.func(category=MONEY)
@worksheet_function
def sroi_irr(
    flows: Annotated[Any, series(FLOWS)],
) -> Cells:
    """Internal rate of return of yearly cash flows; where several rates qualify it lists them and gives none."""
    return finance.irr(flows)


@xw.func(category=MONEY)
@worksheet_function
def sroi_mirr(
    flows: Annotated[Any, series(FLOWS)],
    finance_rate: Annotated[Any, share("Rate a year paid on outlays: 0.08 or 8%")],
    reinvest_rate: Annotated[Any, share("Rate a year earned on receipts: 0.08 or 8%")],
) -> Cells:
    """Modified internal rate of return: outlays discounted at one rate, receipts reinvested at another."""
    return finance.mirr(flows, finance_rate, reinvest_rate)


@xw.func(category=MONEY)
@worksheet_function
def sroi_xnpv(
    rate: Annotated[Any, share("Discount rate a year: 0.08 or 8%")],
    flows: Annotated[Any, series("Dated cash flows in one row or column, outlays negative")],
    dates: Annotated[Any, dates("Date of each flow; the first is the day of the present value, none is earlier")],
) -> Cells:
    """Net present value of dated cash flows, on the first date; years of 365 days as in Excel's XNPV."""
    return finance.xnpv(rate, flows, dates)


@xw.func(category=MONEY)
@worksheet_function
def sroi_xirr(
    flows: Annotated[Any, series("Dated cash flows in one row or column, outlays negative")],
    dates: Annotated[Any, dates("Date of each flow; none is earlier than the first")],
) -> Cells:
    """Internal rate of return a year of dated cash flows; where several rates qualify it lists them and gives none."""
    return finance.xirr(flows, dates)


@xw.func(category=MONEY)
@worksheet_function
def sroi_payback(
    flows: Annotated[Any, series(FLOWS)],
    rate: Annotated[Any, share("Discount rate a year for the discounted payback; left out: undiscounted")] = None,
) -> Cells:
    """Years until the cumulative cash flow stays above 0, linear within a year."""
    return finance.payback(flows) if rate is None else finance.discounted_payback(rate, flows)


@xw.func(category=MONEY)
@worksheet_function
def sroi_roi(
    benefits: Annotated[Any, series("Benefit of each year in one row or column, year 0 first")],
    costs: Annotated[Any, series("Cost of each year as positive numbers, as many as benefits")],
    rate: Annotated[Any, share("Discount rate a year: 0.08 or 8%")],
) -> Cells:
    """Return on investment: (present value of benefits - of costs) / of costs, year 0 undiscounted."""
    return finance.roi(benefits, costs, rate)


# ----------------------------------------------------------------------------------------------------------- customers


@xw.func(category=CUSTOMERS)
@worksheet_function
def sroi_clv(
    margin: Annotated[Any, number("Margin per customer a year")],
    retention: Annotated[Any, share("Share of customers that stays each year: 0.85 or 85%")],
    rate: Annotated[Any, share("Discount rate a year: 0.08 or 8%")],
    first_margin_at: Annotated[Any, number("Year of the first margin: 0 (now) or 1 (after a year, if retained)")] = 1,
    growth: Annotated[Any, share("Growth of the margin a year")] = 0,
    years: Annotated[Any, number("Number of years that count; left out: without end")] = None,
) -> Cells:
    """Customer lifetime value: present value of the margin of one customer while the customer stays."""
    return clv.clv(margin, retention, rate, first_margin_at, growth, years)


@xw.func(category=CUSTOMERS)
@worksheet_function
def sroi_retention_value(
    customers: Annotated[Any, number("Customers now")],
    margin: Annotated[Any, number("Margin per customer a year")],
    churn_before: Annotated[Any, share("Share of customers lost a year, before: 0.18 or 18%")],
    churn_after: Annotated[Any, share("Share of customers lost a year, after: 0.15 or 15%")],
    rate: Annotated[Any, share("Discount rate a year: 0.08 or 8%")],
    years: Annotated[Any, number("Number of years that count")],
) -> Cells:
    """Present value of the margin on customers of today who stay because churn falls."""
    return clv.retention_value(customers, margin, churn_before, churn_after, rate, years)


@xw.func(category=CUSTOMERS)
@worksheet_function
def sroi_survival(
    alpha: Annotated[Any, number("Alpha of the curve, above 0, as sroi_survival_fit gives it")],
    beta: Annotated[Any, number("Beta of the curve, above 0, as sroi_survival_fit gives it")],
    years: Annotated[Any, number("Years since the customers came in, a whole number")],
) -> Cells:
    """Share of a group of customers still there after some years, by the shifted beta-geometric curve."""
    return retention_curve.survival(alpha, beta, years)


@xw.func(category=CUSTOMERS)
@worksheet_function
def sroi_survival_fit(
    survivors: Annotated[Any, series("Customers still there at the end of year 0, 1, 2, ...: counts or shares")],
) -> Cells:
    """Alpha and beta, side by side, of the shifted beta-geometric curve most likely behind a row of survivors."""
    return retention_curve.survival_fit(survivors)


@xw.func(category=CUSTOMERS)
@worksheet_function
def sroi_market_damage(
    customers: Annotated[Any, number("Customers")],
    problem_share: Annotated[Any, share("Share with a serious problem in the year")],
    complain_share: Annotated[Any, share("Share of those that complains")],
    satisfied_share: Annotated[Any, share("Share of complainers that is satisfied")],
    mollified_share: Annotated[Any, share("Share of complainers that is partly helped; the rest is dissatisfied")],
    stay_without_problem: Annotated[Any, share("Probability of staying without a problem")],
    stay_satisfied: Annotated[Any, share("Probability of staying of satisfied complainers; counts up to the former")],
    stay_mollified: Annotated[Any, share("Probability of staying of partly helped complainers")],
    stay_dissatisfied: Annotated[Any, share("Probability of staying of dissatisfied complainers")],
    stay_silent: Annotated[Any, share("Probability of staying of those who do not complain")],
) -> Cells:
    """Customers lost because of problems, beyond those who leave anyway (TARP's market damage)."""
    return market_damage.market_damage(
        customers,
        problem_share,
        complain_share,
        satisfied_share,
        mollified_share,
        stay_without_problem,
        stay_satisfied,
        stay_mollified,
        stay_dissatisfied,
        stay_silent,
    )


# --------------------------------------------------------------------------------------------------------------- sales


@xw.func(category=SALES)
@worksheet_function
def sroi_service_sales(
    contacts: Annotated[Any, number("Contacts served a year")],
    offer_share: Annotated[Any, share("Share of contacts in which something is offered")],
    conversion: Annotated[Any, share("Share of offers that becomes a sale")],
    contribution: Annotated[Any, number("Contribution per sale")],
    cannibalised_share: Annotated[Any, share("Share of these sales that the sales department would have made")],
    cost_per_sale_known: Annotated[Any, number("Selling cost per sale to known customers, saved where sales overlap")],
    cost_per_sale_new: Annotated[Any, number("Selling cost per sale to strangers")],
    channel_ratio: Annotated[Any, number("How many times cheaper a sale through service is; one article claims 11")],
) -> Cells:
    """Contribution a year of selling through the service channel, overlap and selling cost taken off."""
    return service_sales.service_sales(
        contacts,
        offer_share,
        conversion,
        contribution,
        cannibalised_share,
        cost_per_sale_known,
        cost_per_sale_new,
        channel_ratio,
    )


@xw.func(category=SALES)
@worksheet_function
def sroi_second_chance(
    complaints: Annotated[Any, number("Complaints a year")],
    recovered_share: Annotated[Any, share("Share of complaints put right")],
    conversion: Annotated[Any, share("Share of those customers that buys again because of it")],
    contribution: Annotated[Any, number("Contribution per sale")],
) -> Cells:
    """Contribution a year of sales to customers whose complaint was put right."""
    return service_sales.second_chance(complaints, recovered_share, conversion, contribution)


@xw.func(category=SALES)
@worksheet_function
def sroi_channel_ratio(
    cost_sales: Annotated[Any, number("Cost of one sales attempt to strangers")],
    conversion_sales: Annotated[Any, share("Share of those attempts that becomes a sale")],
    cost_service: Annotated[Any, number("Cost of one offer in a service contact")],
    conversion_service: Annotated[Any, share("Share of those offers that becomes a sale")],
) -> Cells:
    """How many times cheaper a sale through service is than one to strangers."""
    return service_sales.channel_ratio(cost_sales, conversion_sales, cost_service, conversion_service)


@xw.func(category=SALES)
@worksheet_function
def sroi_contracts(
    customers: Annotated[Any, number("Customers, the same number every year")],
    contracts: Annotated[Any, number("Service contracts now")],
    attach: Annotated[Any, share("Share of customers without a contract that takes one in a year")],
    contract_churn: Annotated[Any, share("Share of contracts that ends in a year")],
    years: Annotated[Any, number("Number of years from now")],
) -> Cells:
    """Service contracts after a number of years."""
    return service_sales.contracts(customers, contracts, attach, contract_churn, years)


# --------------------------------------------------------------------------------------------------------------- staff


@xw.func(category=STAFF)
@worksheet_function
def sroi_turnover_cost(
    fte: Annotated[Any, number("Staff in fte")],
    turnover: Annotated[Any, share("Share of staff that leaves a year: 0.25 or 25%")],
    salary: Annotated[Any, number("Yearly salary per fte")],
    multiple: Annotated[Any, number("Cost of replacing one, in yearly salaries: half to two")],
    whole_leavers: Annotated[Any, switch("TRUE: round leavers up to whole people; left out: FALSE")] = False,
) -> Cells:
    """Cost a year of replacing staff who leave."""
    return staff_turnover.turnover_cost(fte, turnover, salary, multiple, whole_leavers)


@xw.func(category=STAFF)
@worksheet_function
def sroi_turnover_saving(
    fte: Annotated[Any, number("Staff in fte")],
    turnover_before: Annotated[Any, share("Share of staff that leaves a year, before")],
    turnover_after: Annotated[Any, share("Share of staff that leaves a year, after")],
    salary: Annotated[Any, number("Yearly salary per fte")],
    multiple: Annotated[Any, number("Cost of replacing one, in yearly salaries: half to two")],
    whole_leavers: Annotated[Any, switch("TRUE: round leavers up to whole people; left out: FALSE")] = False,
) -> Cells:
    """What lower staff turnover saves a year; negative where it rises."""
    return staff_turnover.turnover_saving(fte, turnover_before, turnover_after, salary, multiple, whole_leavers)


@xw.func(category=STAFF)
@worksheet_function
def sroi_replacement_cost(
    separation: Annotated[Any, number("Exit interview, administration, leave paid out")],
    sourcing: Annotated[Any, number("Advertisements, agency, referral bonus")],
    selection: Annotated[Any, number("Screening, interviews and tests, with the time of those who conduct them")],
    training: Annotated[Any, number("Onboarding and training of the successor")],
    supervision: Annotated[Any, number("Time of trainers and managers; left out: 0")] = 0,
    disruption: Annotated[Any, number("Work of colleagues that suffers; left out: 0")] = 0,
    vacancy_weeks: Annotated[Any, number("Weeks that the position is empty; left out: 0")] = 0,
    cover_per_week: Annotated[Any, number("Overtime, temporary staff or lost margin in such a week")] = 0,
    salary_per_week: Annotated[Any, number("Pay saved in such a week, on-costs included")] = 0,
    ramp_weeks: Annotated[Any, number("Weeks until the successor works as the leaver did; left out: 0")] = 0,
    loaded_cost_per_week: Annotated[Any, number("Pay of the successor a week, on-costs included")] = 0,
    starting_productivity: Annotated[Any, share("Share of full productivity on the first day; left out: 0")] = 0,
) -> Cells:
    """Cost of replacing one employee who leaves, added up from its parts."""
    return staff_turnover.replacement_cost(
        separation,
        sourcing,
        selection,
        training,
        supervision,
        disruption,
        vacancy_weeks,
        cover_per_week,
        salary_per_week,
        ramp_weeks,
        loaded_cost_per_week,
        starting_productivity,
    )


@xw.func(category=STAFF)
@worksheet_function
def sroi_turnover_rate(
    leavers: Annotated[Any, number("People who left in the year")],
    staff_start: Annotated[Any, number("Staff at the start of the year")],
    staff_end: Annotated[Any, number("Staff at the end of the year")],
) -> Cells:
    """Staff turnover a year: leavers divided by the average staff."""
    return staff_turnover.turnover_rate(leavers, staff_start, staff_end)


# ---------------------------------------------------------------------------------------------------------------- work


@xw.func(category=WORK)
@worksheet_function
def sroi_agents(
    calls: Annotated[Any, number("Calls in the interval")],
    interval_minutes: Annotated[Any, number("Length of the interval in minutes")],
    handle_seconds: Annotated[Any, number("Average handling time in seconds, after-call work included")],
    target_share: Annotated[Any, share("Share of calls to answer in time: 0.8 or 80%")],
    answer_seconds: Annotated[Any, number("Seconds within which a call counts as answered in time")],
    shrinkage: Annotated[Any, share("Share of paid time that agents are away; left out: 0")] = 0,
    max_occupancy: Annotated[Any, share("Highest share of time that agents are busy; left out: 1")] = 1,
    patience_seconds: Annotated[Any, number(PATIENCE)] = None,
) -> Cells:
    """Positions to roster so that enough calls are answered in time, by Erlang C, or Erlang A with patience."""
    return staffing.agents(
        calls,
        interval_minutes,
        handle_seconds,
        target_share,
        answer_seconds,
        shrinkage,
        max_occupancy,
        patience_seconds,
    )


@xw.func(category=WORK)
@worksheet_function
def sroi_service_level(
    calls: Annotated[Any, number("Calls in the interval")],
    interval_minutes: Annotated[Any, number("Length of the interval in minutes")],
    handle_seconds: Annotated[Any, number("Average handling time in seconds, after-call work included")],
    agents: Annotated[Any, number("Agents at work, a whole number")],
    answer_seconds: Annotated[Any, number("Seconds within which a call counts as answered in time")],
    patience_seconds: Annotated[Any, number(PATIENCE)] = None,
) -> Cells:
    """Share of all calls answered in time, by Erlang C, or Erlang A with patience."""
    return staffing.service_level(calls, interval_minutes, handle_seconds, agents, answer_seconds, patience_seconds)


@xw.func(category=WORK)
@worksheet_function
def sroi_wait(
    calls: Annotated[Any, number("Calls in the interval")],
    interval_minutes: Annotated[Any, number("Length of the interval in minutes")],
    handle_seconds: Annotated[Any, number("Average handling time in seconds, after-call work included")],
    agents: Annotated[Any, number("Agents at work, a whole number")],
    patience_seconds: Annotated[Any, number(PATIENCE)] = None,
) -> Cells:
    """Mean waiting time in seconds over all calls, answered or not, by Erlang C, or Erlang A with patience."""
    return staffing.wait(calls, interval_minutes, handle_seconds, agents, patience_seconds)


@xw.func(category=WORK)
@worksheet_function
def sroi_routing_saving(
    contacts: Annotated[Any, number("Contacts served a year")],
    routine_share: Annotated[Any, share("Share of them that is routine")],
    by_specialists_before: Annotated[Any, share("Share of routine contacts that lands with specialists, before")],
    by_specialists_after: Annotated[Any, share("Share of routine contacts that lands with specialists, after")],
    front_minutes: Annotated[Any, number("Minutes of a routine contact at the front office")],
    back_minutes: Annotated[Any, number("Minutes of a routine contact with a specialist")],
    front_salary: Annotated[Any, number("Yearly salary per fte at the front office")],
    back_salary: Annotated[Any, number("Yearly salary per fte of specialists")],
    productive_hours: Annotated[Any, number("Hours present per fte a year, after leave, illness and training")],
    occupancy: Annotated[Any, share("Share of these hours spent on contacts")],
    cashable_share: Annotated[Any, share("Share of the released fte that leaves the payroll: only these are money")],
    on_cost: Annotated[Any, share("Employer's on-costs as a share of salary; left out: 0")] = 0,
) -> Cells:
    """Saving a year when less routine work lands with specialists."""
    return routing.routing_saving(
        contacts,
        routine_share,
        by_specialists_before,
        by_specialists_after,
        front_minutes,
        back_minutes,
        front_salary,
        back_salary,
        productive_hours,
        occupancy,
        cashable_share,
        on_cost,
    )


@xw.func(category=WORK)
@worksheet_function
def sroi_tandem_or_csm(
    accounts: Annotated[Any, number("Business accounts now")],
    contribution: Annotated[Any, number("Contribution per account a year, before the cost of those who look after it")],
    loss_tandem: Annotated[Any, share("Share of accounts lost a year under tandems")],
    growth_tandem: Annotated[Any, share("Accounts gained a year under tandems, as a share of accounts")],
    loss_csm: Annotated[Any, share("Share of accounts lost a year under client service managers")],
    growth_csm: Annotated[Any, share("Accounts gained a year under client service managers, as a share of accounts")],
    account_manager_fte: Annotated[Any, number("Tandem: fte of the account manager per account")],
    account_manager_salary: Annotated[Any, number("Yearly salary per fte of the account manager")],
    operations_lead_fte: Annotated[Any, number("Tandem: fte of the operations lead per account")],
    operations_lead_salary: Annotated[Any, number("Yearly salary per fte of the operations lead")],
    coordination_hours: Annotated[Any, number("Tandem: hours a year per account that the two spend on aligning")],
    productive_hours: Annotated[Any, number("Hours present per fte a year")],
    csm_fte: Annotated[Any, number("Fte of the client service manager per account")],
    csm_salary: Annotated[Any, number("Yearly salary per fte of the client service manager")],
    csm_cover_share: Annotated[Any, share("Cover for holidays and departure, as a share of that fte")],
    rate: Annotated[Any, share("Discount rate a year: 0.08 or 8%")],
    years: Annotated[Any, number("Number of years that count")],
    on_cost: Annotated[Any, share("Employer's on-costs as a share of salary; left out: 0")] = 0,
) -> Cells:
    """Present value of client service managers over tandems: positive where one person per account is better."""
    return tandem_or_csm(
        accounts,
        contribution,
        loss_tandem,
        growth_tandem,
        loss_csm,
        growth_csm,
        account_manager_fte,
        account_manager_salary,
        operations_lead_fte,
        operations_lead_salary,
        coordination_hours,
        productive_hours,
        csm_fte,
        csm_salary,
        csm_cover_share,
        rate,
        years,
        on_cost,
    )


# ---------------------------------------------------------------------------------------------------------- whole case


@xw.func(category=CASE)
@worksheet_function
def sroi_case(
    inputs: Annotated[Any, table(INPUTS)],
    measure: Annotated[Any, text("A measure, such as programme_npv or roi; left out: all of them")] = None,
) -> Cells:
    """The business case: one measure of it, or all measures with their values."""
    from xl_service_roi.worksheet import case_results

    return case_results.all_measures(inputs) if measure is None else case_results.measure_of(inputs, measure)


@xw.func(category=CASE)
@worksheet_function
def sroi_lines(
    inputs: Annotated[Any, table(INPUTS)],
    future: Annotated[Any, text("today, plan or zero")],
) -> Cells:
    """Every line of one future, year by year: customers, work, money in, money out, cash flow."""
    from xl_service_roi.worksheet import case_results

    return case_results.lines_of(inputs, future)


@xw.func(category=CASE)
@worksheet_function
def sroi_zero_service(
    inputs: Annotated[Any, table(INPUTS)],
) -> Cells:
    """What abolishing customer service does to the net cash flow, year by year and cumulative."""
    from xl_service_roi.worksheet import case_results

    return case_results.zero_service(inputs)


@xw.func(category=CASE)
@worksheet_function
def sroi_levers(
    inputs: Annotated[Any, table(INPUTS)],
) -> Cells:
    """What each lever of the plan adds to its value, in both acquisition modes; the levers add up to the whole."""
    from xl_service_roi.worksheet import analyses

    return analyses.levers_of(inputs)


@xw.func(category=CASE)
@worksheet_function
def sroi_curve(
    inputs: Annotated[Any, table(INPUTS)],
    levels: Annotated[Any, series("Service levels: 0 none, 1 today, at most 2; left out: every tenth")] = None,
) -> Cells:
    """What the firm is worth at each level of service, and below it the best level: where to draw the line."""
    from xl_service_roi.worksheet import analyses

    return analyses.curve_of(inputs, levels)


@xw.func(category=CASE)
@worksheet_function
def sroi_simulate(
    inputs: Annotated[Any, table(RANGES)],
    draws: Annotated[Any, one_number("Draws, rounded up to 16 times a power of two; left out: 16384")] = None,
    seed: Annotated[Any, one_number("A whole number; the same one gives the same figures; left out: 2009")] = None,
) -> Cells:
    """How sure the case is: percentiles and odds of both values, and which inputs the spread comes from."""
    from xl_service_roi.worksheet import simulation

    return simulation.simulation_of(inputs, draws, seed)


@xw.func(category=CASE)
@worksheet_function
def sroi_tornado(
    inputs: Annotated[Any, table(RANGES)],
    measure: Annotated[Any, text("A measure, such as programme_npv or roi; left out: programme_npv")] = None,
    percent: Annotated[
        Any, one_number("Percent below and above each value; left out: the ranges given, else 10")
    ] = None,
) -> Cells:
    """Which inputs the result hangs on most: each one low and high, all others as they are."""
    from xl_service_roi.worksheet import analyses

    return analyses.tornado_of(inputs, measure, percent)


@xw.func(category=CASE)
@worksheet_function
def sroi_breakeven(
    inputs: Annotated[Any, table(INPUTS)],
    driver_name: Annotated[Any, text("Name of an input, such as churn or reach_share.plan")],
    measure: Annotated[Any, text("A measure, such as programme_npv or roi; left out: programme_npv")] = None,
    target: Annotated[Any, one_number("The value the measure is to have; left out: 0")] = 0,
) -> Cells:
    """Every value of an input, within its bounds, at which a measure reaches a target; both acquisition modes."""
    from xl_service_roi.worksheet import analyses

    return analyses.break_even_of(inputs, driver_name, measure, target)


@xw.func(category=CASE)
@worksheet_function
def sroi_explain(
    line: Annotated[Any, text("Name of a line, measure or input, such as lost_customers")],
) -> Cells:
    """What a line, measure or input of the business case is, and how it is reckoned."""
    from xl_service_roi.worksheet import case_results

    return case_results.explanation_of(line)


__all__ = [name for name in list(globals()) if name.startswith("sroi_")]  # for the hosts that import everything
