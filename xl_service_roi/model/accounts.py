"""Business accounts, served by a tandem or by a client service manager."""

from ..engine.expr import prev
from .declare import HALF, line, money_in, money_out
from .drivers import (
    account_growth_csm,
    account_growth_tandem,
    account_loss_csm,
    account_loss_tandem,
    account_manager_fte,
    account_manager_salary,
    accounts,
    contribution_per_account,
    coordination_hours,
    csm_cover_share,
    csm_fte,
    csm_salary,
    on_cost,
    operations_lead_fte,
    operations_lead_salary,
    productive_hours,
    tandem_share,
)
from .indices import price_index, wage_index

account_loss = line(
    "share/year",
    "Share of the accounts at the start of the year that is lost during the year",
    notes="3.4",
    heading="accounts",
    remit="marketing_and_sales",
    rule=tandem_share * account_loss_tandem + (1 - tandem_share) * account_loss_csm,
    intermediate=True,
)
account_growth = line(
    "share/year",
    "Accounts gained during the year, as a share of the accounts at its start",
    notes="3.4",
    heading="accounts",
    remit="marketing_and_sales",
    rule=tandem_share * account_growth_tandem + (1 - tandem_share) * account_growth_csm,
    intermediate=True,
)
opening_accounts = line(
    "accounts",
    "Business accounts at the start of the year",
    notes="3.4",
    heading="accounts",
    remit="marketing_and_sales",
    rule=prev("closing_accounts", first=accounts),
    intermediate=True,
)
closing_accounts = line(
    "accounts",
    "Business accounts at the end of the year",
    notes="3.4",
    heading="accounts",
    remit="marketing_and_sales",
    rule=opening_accounts * (1 - account_loss + account_growth),
)
average_accounts = line(
    "accounts",
    "Average business accounts during the year: the middle of start and end",
    notes="3.4",
    heading="accounts",
    remit="marketing_and_sales",
    rule=(opening_accounts + closing_accounts) * HALF,
    intermediate=True,
)
tandem_cost = line(
    "money/account",
    "Salaries per account per year where a tandem serves it, at the wages of year 1",
    notes="3.6",
    heading="accounts",
    remit="marketing_and_sales",
    rule=account_manager_fte * account_manager_salary
    + operations_lead_fte * operations_lead_salary
    + coordination_hours * (account_manager_salary + operations_lead_salary) * HALF / productive_hours,
    intermediate=True,
)
csm_cost = line(
    "money/account",
    "Salary per account per year where a client service manager serves it, at the wages of year 1",
    notes="3.6",
    heading="accounts",
    remit="marketing_and_sales",
    rule=csm_fte * csm_salary * (1 + csm_cover_share),
    intermediate=True,
)
account_contribution = money_in(
    "Contribution of business accounts during the year",
    heading="accounts",
    remit="marketing_and_sales",
    rule=average_accounts * contribution_per_account * price_index,
)
account_service_cost = money_out(
    "Cost of account teams during the year, on-costs included",
    heading="accounts",
    remit="marketing_and_sales",
    rule=average_accounts * (tandem_share * tandem_cost + (1 - tandem_share) * csm_cost) * (1 + on_cost) * wage_index,
)
