"""The drivers: every input of the model, with its unit, its meaning, its allowed values and the illustrative firm.

The names are part of the interface: workbooks, JSON and functions carry them. A share is written as a fraction: 0.18
means 18 %. Figures are assumptions unless ``sources.md`` gives a source. ``today``, ``plan`` and ``zero`` are the
illustrative firm's, ``range`` the ends of the uncertainty of its plan (or of the only value that differs).
"""

from .driver import Section

# A driver a paragraph reads better than an argument a line.
# fmt: off

_general = Section("general")

horizon_years = _general.general("years",
    "Years the case looks ahead",
    today=5, allowed=(1, 10), essential=True)
discount_rate = _general.general("share/year",
    "Yearly discount rate (nominal)",
    today=0.08, allowed=(-0.5, 1), essential=True)
mid_year = _general.general("switch",
    "1: flows fall halfway the year; 0: at its end",
    today=0, allowed=(0, 1))
price_growth = _general.general("share/year",
    "Yearly growth of the firm's prices; entered amounts are in prices of year 1",
    today=0.02, allowed=(-0.5, 1))
wage_growth = _general.general("share/year",
    "Yearly growth of wages",
    today=0.03, allowed=(-0.5, 1))
cost_inflation = _general.general("share/year",
    "Yearly growth of all other costs",
    today=0.02, allowed=(-0.5, 1))
tax_rate = _general.general("share",
    "Tax on profit; 0 gives the usual pre-tax case",
    today=0, allowed=(0, 0.9))
depreciation_years = _general.general("years",
    "Straight-line depreciation of the capital outlay, for tax only",
    today=3, allowed=(1, 10))
hold_base = _general.general("switch",
    "0 grow: same acquisition, more customers; 1 hold: same number of customers, less acquisition",
    today=0, allowed=(0, 1), essential=True)
residual_value = _general.general("switch",
    "1: customers left at the end are worth their remaining lifetime margin",
    today=0, allowed=(0, 1))
benefit_risk = _general.general("share",
    "Reduction of every benefit for risk",
    today=0, allowed=(0, 0.9))
cost_risk = _general.general("share",
    "Increase of every programme cost for risk",
    today=0, allowed=(0, 2))
ramp_plan = _general.by_year("share by year",
    "Share of the plan's effect reached in each year (10 values)",
    today=(1 / 3, 2 / 3, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0), allowed=(0, 1))
realisation_share = _general.general("share",
    "Share of the plan's effect that is ever reached (mandate): scales the ramp; costs are paid in full",
    today=1, range=(0.5, 1), allowed=(0, 1))

_customers = Section("customers")

customers = _customers.general("customers",
    "Customers at the start",
    today=200000, allowed=(0, 1e9), essential=True)
churn = _customers.general("share/year",
    "Observed churn today, problems and all",
    today=0.15, allowed=(0, 1), essential=True)
revenue_per_customer = _customers.future("money/customer/year",
    "Yearly revenue of the main product per customer (a plan may raise it: service as distinction)",
    today=480, allowed=(0, 1e9), essential=True, lever="retention", curve="blend")
gross_margin = _customers.future("share",
    "Contribution as a share of that revenue, before service and acquisition costs; falls where hoppers press "
    "prices",
    today=0.42, allowed=(-1, 1), essential=True, lever="retention", curve="blend")
new_customers = _customers.future("customers/year",
    "Customers won by marketing and sales each year (grow mode)",
    today=30000, allowed=(0, 1e9), essential=True, lever="marketing", curve="blend")
acquisition_cost = _customers.future("money/customer",
    "Marketing and sales cost per customer won",
    today=150, range=(120, 200), allowed=(0, 1e6), essential=True, lever="marketing", curve="blend")
acquisition_elasticity = _customers.general("ratio",
    "Hold mode: rise of the cost per customer won as more are needed (0 none, 1 proportional; assumed)",
    today=0.5, allowed=(0, 3))
welcome_discount = _customers.future("share",
    "Share of the first year's revenue given away to customers won",
    today=0.15, allowed=(0, 1), lever="marketing", curve="blend")
brand_marketing = _customers.future("money/year",
    "Marketing that is not tied to a customer won",
    today=2000000, allowed=(0, 1e12), lever="marketing", curve="blend")
referral_rate = _customers.future("customers/happy customer/year",
    "New customers brought in by each happy customer",
    today=0.01, allowed=(0, 1), lever="retention", curve="blend")
people_told = _customers.general("people/unhappy customer",
    "People whom an unhappy customer tells, social media included (assumed)",
    today=9, range=(4, 15), allowed=(0, 10000))
deterred_share = _customers.general("share",
    "Share of those told who would have become a customer and now don't",
    today=0.01, range=(0.005, 0.02), allowed=(0, 1))
spend_drop_unhappy = _customers.general("share",
    "Share of revenue lost on a customer left unhappy who stays ('buys more' the other way round; 0: not "
    "counted)",
    today=0, allowed=(0, 1))
prospect_contact_share = _customers.general("share",
    "Prospects who contact service before they buy (pre-sales; assumed)",
    today=0.3, allowed=(0, 1))
prospect_loss_unserved = _customers.general("share",
    "Share of those who don't buy when not served (assumed)",
    today=0.2, allowed=(0, 1))

_problems = Section("problems")

problem_share = _problems.future("share/year",
    "Share of customers who meet a serious problem in the year",
    today=0.2, range=(0.15, 0.25), allowed=(0, 1), essential=True, lever="complaints_sensor", curve="blend")
contact_share = _problems.future("share",
    "Share of them who contact service; the others stay silent",
    today=0.55, plan=0.58, range=(0.55, 0.62), allowed=(0, 1), essential=True, lever="retention", curve="blend")
reach_share = _problems.future("share",
    "Share of contacts that are served; the others hang up or find nobody",
    today=0.8, plan=0.89, zero=0, range=(0.84, 0.92), allowed=(0, 1), essential=True, lever="retention", curve="set")
satisfied_share = _problems.future("share",
    "Of the problems served: solved to full satisfaction",
    today=0.55, plan=0.64, range=(0.58, 0.7), allowed=(0, 1), essential=True, lever="retention", curve="set")
mollified_share = _problems.future("share",
    "Of the problems served: partly solved; the rest stays dissatisfied",
    today=0.25, plan=0.22, allowed=(0, 1), essential=True, lever="retention", curve="set")
extra_loss_silent = _problems.general("share",
    "Extra probability of leaving: problem, never contacted service",
    today=0.35, range=(0.2, 0.5), allowed=(0, 1))
extra_loss_unreached = _problems.general("share",
    "Extra probability of leaving: contacted, not served",
    today=0.5, range=(0.3, 0.7), allowed=(0, 1))
extra_loss_satisfied = _problems.general("share",
    "Extra probability of leaving: served and satisfied (below 0 only with the paradox switched on as a "
    "sensitivity)",
    today=0.03, allowed=(-0.2, 1))
extra_loss_mollified = _problems.general("share",
    "Extra probability of leaving: served, partly solved",
    today=0.2, allowed=(0, 1))
extra_loss_dissatisfied = _problems.general("share",
    "Extra probability of leaving: served, not solved",
    today=0.5, range=(0.3, 0.7), allowed=(0, 1))
root_causes_removed = _problems.future("share/year",
    "Share of the remaining causes of problems that complaints help to remove each year",
    today=0, plan=0.03, zero=0, range=(0, 0.06), allowed=(0, 1), lever="complaints_sensor", curve="blend")
contacts_per_problem = _problems.future("contacts/problem",
    "Contacts needed per problem (repeat contacts count)",
    today=1.6, plan=1.4, range=(1.3, 1.6), allowed=(0, 50), lever="complaints_sensor", curve="blend")
failure_cost_per_problem = _problems.future("money/problem",
    "Redress, rework and gestures per problem (a bouquet of lilies included); what the law demands without "
    "service stands under obligations",
    today=6, zero=0, allowed=(0, 1e6), lever="complaints_sensor", curve="blend")
improvement_budget = _problems.future("money/year",
    "Money spent on removing the causes that complaints point to",
    today=0, plan=100000, zero=0, allowed=(0, 1e12), lever="programme", ramped=False, curve="blend")
retention_offer_share = _problems.future("share",
    "Share of customers about to leave, reached by service, who get a retention offer",
    today=0.1, plan=0.15, zero=0, range=(0.1, 0.2), allowed=(0, 1), lever="retention", curve="keep")
retention_offer_success = _problems.future("share",
    "Share of those offers that keep the customer",
    today=0.2, range=(0.15, 0.25), allowed=(0, 1), lever="retention", curve="keep")
retention_offer_cost = _problems.future("money/customer kept",
    "Cost of the offer per customer kept",
    today=40, allowed=(0, 1e6), lever="retention", curve="keep")

_operations = Section("operations")

contacts_per_customer = _operations.future("contacts/customer/year",
    "Other contacts, not about a serious problem: information, orders, bookings, changes",
    today=1.8, allowed=(0, 1000), essential=True, lever="retention", curve="blend")
contacting_share = _operations.general("share",
    "Share of customers with at least one such contact in a year",
    today=0.6, allowed=(0, 1))
extra_loss_unserved_contact = _operations.general("share",
    "Extra probability of leaving when such a contact is not served",
    today=0.08, range=(0.03, 0.15), allowed=(0, 1))
order_share = _operations.general("share, orders/contact",
    "Share of those contacts that carry an order or booking",
    today=0.08, allowed=(0, 1))
order_contribution = _operations.general("money/order",
    "Contribution per such order",
    today=45, allowed=(-1e6, 1e6))
order_loss_unserved = _operations.general("share",
    "Share of unserved orders that is lost for good",
    today=0.5, allowed=(0, 1))
spillover_share = _operations.general("share",
    "Unserved contacts that land at another department or at the director's (assumed)",
    today=0.15, allowed=(0, 1))
spillover_cost_per_contact = _operations.general("money/contact",
    "Cost of such a contact there (assumed)",
    today=10, allowed=(0, 10000))
routine_share = _operations.future("share",
    "Routine work (R)",
    today=0.72, allowed=(0, 1), lever="operations", curve="keep")
specialist_share = _operations.future("share",
    "Specialist work (S); the rest is technical work (T), which needs a visit",
    today=0.25, allowed=(0, 1), lever="operations", curve="keep")
routine_minutes = _operations.future("minutes/contact",
    "Handling time of routine work",
    today=6, allowed=(0, 1000), lever="operations", curve="set")
specialist_minutes = _operations.future("minutes/contact",
    "Handling time of specialist work",
    today=18, allowed=(0, 1000), lever="operations", curve="set")
technical_minutes = _operations.future("minutes/contact",
    "Planning and dispatch of technical work",
    today=8, allowed=(0, 1000), lever="operations", curve="set")
intake_minutes = _operations.future("minutes/contact",
    "Front-office intake of specialist and technical work (the filter)",
    today=2, allowed=(0, 1000), lever="operations", curve="set")
routine_by_specialists_share = _operations.future("share",
    "Routine work done by (expensive) specialists in the back office",
    today=0.3, plan=0.15, range=(0.1, 0.25), allowed=(0, 1), lever="operations", curve="keep")
outsourced_share = _operations.future("share",
    "Front-office routine work that is outsourced",
    today=0, plan=0.1, allowed=(0, 1), lever="operations", curve="keep")
outsourcing_price = _operations.future("money/contact",
    "Price per outsourced contact",
    today=4.5, allowed=(0, 10000), lever="operations", curve="set")
productive_hours = _operations.general("hours/FTE/year",
    "Hours present per FTE",
    today=1350, allowed=(1, 8760))
occupancy = _operations.future("share",
    "Share of hours present spent on contacts",
    today=0.78, allowed=(0.05, 1), lever="operations", curve="keep")
cashable_share = _operations.future("share",
    "Share of released FTE that really leaves the payroll",
    today=1, plan=0.5, zero=1, allowed=(0, 1), lever="operations", curve="set")
front_salary = _operations.future("money/FTE/year",
    "Front-office yearly salary",
    today=29000, allowed=(0, 1e7), essential=True, lever="operations", curve="keep")
back_salary = _operations.future("money/FTE/year",
    "Back-office yearly salary",
    today=42000, allowed=(0, 1e7), essential=True, lever="operations", curve="keep")
on_cost = _operations.general("share",
    "Employer's on-costs as a share of gross yearly salary",
    today=0.3, allowed=(0, 3))
service_overhead = _operations.future("money/year",
    "Systems, housing and management of service",
    today=900000, zero=150000, allowed=(0, 1e12), essential=True, lever="operations", curve="set")
obligations_cost = _operations.future("money/year",
    "Legal and warranty handling, visits included, that remains even without service",
    today=0, zero=800000, range=(400000, 1500000), allowed=(0, 1e12), lever="operations", curve="blend")

_field = Section("field")

visit_share = _field.future("visits/technical contact",
    "Visits per technical contact; 1 by definition, below 1 where remote repair helps",
    today=1, allowed=(0, 10), lever="field", curve="keep")
first_time_fix = _field.future("share",
    "Jobs done in one visit",
    today=0.75, plan=0.8, range=(0.77, 0.84), allowed=(0.05, 1), lever="field", curve="keep")
unnecessary_visit_share = _field.future("share",
    "Visits that were wrong or not needed (wrong diagnosis, part, place or time)",
    today=0.15, plan=0.12, range=(0.08, 0.15), allowed=(0, 0.95), lever="field", curve="keep")
visit_cost = _field.future("money/visit",
    "Cost per visit",
    today=95, allowed=(0, 1e6), lever="field", curve="keep")
visit_fee = _field.future("money/visit",
    "Fee billed per visit",
    today=0, allowed=(0, 1e6), lever="field", curve="keep")
visit_offer_share = _field.future("share, offers/visit",
    "Visits in which the engineer makes an offer",
    today=0, plan=0.05, zero=0, allowed=(0, 1), lever="service_sales", curve="keep")
parts_stock = _field.future("money",
    "Spare parts in the chain",
    today=2500000, plan=2100000, zero=0, allowed=(0, 1e12), lever="field", curve="blend")
holding_cost_share = _field.general("share/year",
    "Yearly cost of holding stock without capital cost, which discounting charges",
    today=0.12, allowed=(0, 1))
stock_release_share = _field.general("share",
    "Part of the book value recovered when the parts stock falls",
    today=0.5, allowed=(0, 1))
returns_per_customer = _field.future("returns/customer/year",
    "Returned products",
    today=0.05, allowed=(0, 1000), lever="field", curve="blend")
cost_per_return = _field.future("money/return",
    "Cost per return",
    today=9, allowed=(0, 1e6), lever="field", curve="blend")

_service_sales = Section("service_sales")

offer_share = _service_sales.future("share, offers/contact",
    "Served contacts in which an offer is made (cross-selling, up-selling)",
    today=0.05, plan=0.1, zero=0, range=(0.06, 0.13), allowed=(0, 1), essential=True, lever="service_sales",
    curve="keep")
offer_conversion = _service_sales.future("share, sales/offer",
    "Offers that become a sale",
    today=0.06, plan=0.07, range=(0.05, 0.09), allowed=(0, 1), essential=True, lever="service_sales", curve="keep")
offer_minutes = _service_sales.future("minutes/offer",
    "Extra handling time per offer made",
    today=1.5, allowed=(0, 1000), lever="service_sales", curve="set")
aftersales_calls_per_customer = _service_sales.future("calls/customer/year",
    "After-sales calls made by service",
    today=0, plan=0.05, zero=0, allowed=(0, 100), lever="service_sales", curve="blend")
aftersales_conversion = _service_sales.future("share, sales/call",
    "After-sales calls that become a sale",
    today=0.05, allowed=(0, 1), lever="service_sales", curve="blend")
aftersales_minutes = _service_sales.future("minutes/call",
    "Time per after-sales call",
    today=6, allowed=(0, 1000), lever="service_sales", curve="set")
sale_contribution = _service_sales.future("money/sale",
    "Contribution per sale before selling cost, net of discounts, over the sale's life (an upgrade recurs)",
    today=120, range=(90, 150), allowed=(-1e7, 1e7), essential=True, lever="service_sales", curve="blend")
cannibalised_share = _service_sales.future("share",
    "Sales that the sales department would have made anyway to these customers (our addition to the two "
    "captains)",
    today=0.3, range=(0.15, 0.5), allowed=(0, 1), lever="service_sales", curve="blend")
cost_per_sale_sales = _service_sales.general("money/sale",
    "Selling cost per sale to strangers, through the sales department; a sale through service costs this "
    "divided by the ratio below",
    today=220, allowed=(0, 1e7))
cost_per_sale_known = _service_sales.general("money/sale",
    "Selling cost per sale to an existing customer, through the sales department, that stops when service "
    "makes the sale",
    today=60, allowed=(0, 1e7))
channel_cost_ratio = _service_sales.general("times",
    "How many times cheaper a sale through service is",
    today=11, range=(5, 15), allowed=(1, 1000), source="S1")
second_chance_conversion = _service_sales.future("share, sales/customer",
    "Recovered complaints that become a sale",
    today=0.03, plan=0.04, range=(0.02, 0.06), allowed=(0, 1), lever="service_sales", curve="keep")
contract_customers = _service_sales.general("customers",
    "Customers with a service contract at the start",
    today=20000, allowed=(0, 1e9))
contract_attach = _service_sales.future("share/year",
    "Customers without a contract who take one in the year",
    today=0.03, plan=0.04, zero=0, range=(0.03, 0.05), allowed=(0, 1), lever="service_sales", curve="blend")
contract_fee = _service_sales.future("money/contract/year",
    "Yearly fee",
    today=60, allowed=(0, 1e7), lever="service_sales", curve="blend")
contract_margin = _service_sales.future("share",
    "Contribution of the fee before visits, which are costed under field work",
    today=0.55, allowed=(-1, 1), lever="service_sales", curve="blend")
contract_churn = _service_sales.future("share/year",
    "Customers who stay but end their contract",
    today=0.05, plan=0.04, zero=1, allowed=(0, 1), lever="service_sales", curve="blend")

_staff = Section("staff")

staff_turnover = _staff.future("share/year",
    "Staff who leave in the year",
    today=0.28, plan=0.24, range=(0.2, 0.28), allowed=(0, 3), essential=True, lever="staff", curve="keep")
replacement_multiple = _staff.general("yearly salaries",
    "Cost of finding and settling in one employee, in gross yearly salaries: search, selection, training, "
    "management's and colleagues' attention, lost productivity; 0.5 to 2 in the founding article, a warning "
    "outside it",
    today=0.5, range=(0.5, 2), allowed=(0, 5), essential=True, source="S1")
quit_offer_acceptance = _staff.future("share",
    "Share of those replaced (leavers' successors) who take the offer to leave",
    today=0, plan=0.02, allowed=(0, 1), lever="staff", ramped=False, curve="keep")
quit_offer_amount = _staff.future("money, money/FTE",
    "Amount of that offer",
    today=2000, allowed=(0, 1e6), lever="staff", ramped=False, curve="keep")
training_per_fte = _staff.future("money/FTE/year",
    "Training and coaching",
    today=400, plan=900, zero=0, allowed=(0, 1e6), essential=True, lever="staff", ramped=False, curve="keep")
training_hours = _staff.future("hours/FTE/year",
    "Hours of training and coaching per FTE, taken from the productive hours",
    today=12, plan=20, zero=0, allowed=(0, 2000), lever="staff", ramped=False, curve="keep")
service_bonus_share = _staff.future("share",
    "Bonus on service KPIs as a share of payroll",
    today=0, plan=0.01, zero=0, allowed=(0, 1), lever="staff", ramped=False, curve="keep")

_accounts = Section("accounts")

accounts = _accounts.general("accounts",
    "Business accounts served by account teams",
    today=0, allowed=(0, 1e7))
contribution_per_account = _accounts.general("money/account/year",
    "Contribution of an account",
    today=30000, allowed=(0, 1e12))
tandem_share = _accounts.future("share",
    "Accounts served by a tandem; the others by a client service manager",
    today=1, plan=0.3, allowed=(0, 1), lever="accounts", curve="blend")
account_manager_fte = _accounts.future("FTE/account",
    "Tandem: account manager",
    today=0.15, allowed=(0, 100), lever="accounts", curve="blend")
account_manager_salary = _accounts.future("money/FTE/year",
    "Tandem: account manager's salary",
    today=65000, allowed=(0, 1e7), lever="accounts", curve="blend")
operations_lead_fte = _accounts.future("FTE/account",
    "Tandem: operations lead",
    today=0.2, allowed=(0, 100), lever="accounts", curve="blend")
operations_lead_salary = _accounts.future("money/FTE/year",
    "Tandem: operations lead's salary",
    today=52000, allowed=(0, 1e7), lever="accounts", curve="blend")
coordination_hours = _accounts.future("hours/account/year",
    "Tandem: hours the two together spend on aligning, on top of the FTE above",
    today=40, allowed=(0, 100000), lever="accounts", curve="blend")
csm_fte = _accounts.future("FTE/account",
    "Client service manager",
    today=0.3, allowed=(0, 100), lever="accounts", curve="blend")
csm_salary = _accounts.future("money/FTE/year",
    "Client service manager's salary",
    today=60000, allowed=(0, 1e7), lever="accounts", curve="blend")
csm_cover_share = _accounts.future("share",
    "Cover for holidays and departures",
    today=0.1, allowed=(0, 5), lever="accounts", curve="blend")
account_loss_tandem = _accounts.future("share/year",
    "Accounts lost in a year under a tandem (operational trouble reaches the account manager and stalls "
    "contract talks)",
    today=0.04, allowed=(0, 1), lever="accounts", curve="blend")
account_loss_csm = _accounts.future("share/year",
    "Accounts lost through a manager's absence or departure",
    today=0.035, allowed=(0, 1), lever="accounts", curve="blend")
account_growth_tandem = _accounts.future("share/year",
    "Accounts gained in a year under a tandem (talks stay on the future, not on today's disturbances)",
    today=0.03, allowed=(-1, 10), lever="accounts", curve="blend")
account_growth_csm = _accounts.future("share/year",
    "Accounts gained in a year under a client service manager",
    today=0.025, allowed=(-1, 10), lever="accounts", curve="blend")

_programme = Section("programme")

officer_cost = _programme.future("money/year",
    "The officer: salary, on-costs and bonus on service KPIs",
    today=0, plan=230000, zero=0, allowed=(0, 1e9), essential=True, lever="programme", ramped=False, curve="blend")
office_cost = _programme.future("money/year",
    "The officer's staff",
    today=0, plan=150000, zero=0, allowed=(0, 1e9), lever="programme", ramped=False, curve="blend")
technology_cost = _programme.future("money/year",
    "Yearly technology of the programme",
    today=0, plan=180000, zero=0, allowed=(0, 1e12), lever="programme", ramped=False, curve="blend")
alignment_cost = _programme.future("money/year",
    "Yearly cost of keeping the two captains (sales and service) on one course",
    today=0, plan=0, zero=0, allowed=(0, 1e12), lever="programme", ramped=False, curve="blend")
capital_outlay = _programme.future("money",
    "One-off capital spending in year 0",
    today=0, plan=600000, zero=0, allowed=(0, 1e12), essential=True, lever="programme", ramped=False, curve="set")
change_cost = _programme.future("money",
    "One-off cost of the change in year 0",
    today=0, plan=400000, zero=0, allowed=(0, 1e12), essential=True, lever="programme", ramped=False, curve="set")
redundant_share = _programme.future("share",
    "Share of today's service staff made redundant in year 0",
    today=0, plan=0, zero=1, allowed=(0, 1), lever="programme", ramped=False, curve="set")
severance_months = _programme.future("months",
    "Severance per redundant employee, in months of salary",
    today=4, allowed=(0, 60), lever="programme", ramped=False, curve="set")

_service_level = Section("service_level")

reach_ceiling = _service_level.general("share",
    "Reach that no amount of money exceeds (service-level curve)",
    today=0.98, allowed=(0.01, 1))
satisfied_ceiling = _service_level.general("share",
    "Satisfaction that no amount of money exceeds (service-level curve)",
    today=0.9, allowed=(0.01, 1))
