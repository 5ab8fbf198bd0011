Attribute VB_Name = "service_roi_wizard"
' What Excel's function wizard shows of each function. Written by build_project.py from the Python functions.
Option Explicit

Public Sub DescribeFunctions()
    #If Not Mac Then
        Static described As Boolean
        If described Then Exit Sub
        described = True
        Describe "sroi_agents", "Service ROI: work", "Positions to roster so that enough calls are answered in time, by Erlang C, or Erlang A with patience.", _
            "Calls in the interval", _
            "Length of the interval in minutes", _
            "Average handling time in seconds, after-call work included", _
            "Share of calls to answer in time: 0.8 or 80%", _
            "Seconds within which a call counts as answered in time", _
            "Share of paid time that agents are away; left out: 0", _
            "Highest share of time that agents are busy; left out: 1", _
            "Mean patience of callers in seconds (Erlang A); left out: endless (Erlang C)"
        Describe "sroi_breakeven", "Service ROI: whole case", "Every value of an input, within its bounds, at which a measure reaches a target; both acquisition modes.", _
            "Names and values of the inputs, headed today, plan, zero; in our template: inputs_range", _
            "Name of an input, such as churn or reach_share.plan", _
            "A measure, such as programme_npv or roi; left out: programme_npv", _
            "The value the measure is to have; left out: 0"
        Describe "sroi_case", "Service ROI: whole case", "The business case: one measure of it, or all measures with their values.", _
            "Names and values of the inputs, headed today, plan, zero; in our template: inputs_range", _
            "A measure, such as programme_npv or roi; left out: all of them"
        Describe "sroi_channel_ratio", "Service ROI: sales", "How many times cheaper a sale through service is than one to strangers.", _
            "Cost of one sales attempt to strangers", _
            "Share of those attempts that becomes a sale", _
            "Cost of one offer in a service contact", _
            "Share of those offers that becomes a sale"
        Describe "sroi_clv", "Service ROI: customers", "Customer lifetime value: present value of the margin of one customer while the customer stays.", _
            "Margin per customer a year", _
            "Share of customers that stays each year: 0.85 or 85%", _
            "Discount rate a year: 0.08 or 8%", _
            "Year of the first margin: 0 (now) or 1 (after a year, if retained)", _
            "Growth of the margin a year", _
            "Number of years that count; left out: without end"
        Describe "sroi_contracts", "Service ROI: sales", "Service contracts after a number of years.", _
            "Customers, the same number every year", _
            "Service contracts now", _
            "Share of customers without a contract that takes one in a year", _
            "Share of contracts that ends in a year", _
            "Number of years from now"
        Describe "sroi_curve", "Service ROI: whole case", "What the firm is worth at each level of service, and below it the best level: where to draw the line.", _
            "Names and values of the inputs, headed today, plan, zero; in our template: inputs_range", _
            "Service levels: 0 none, 1 today, at most 2; left out: every tenth"
        Describe "sroi_explain", "Service ROI: whole case", "What a line, measure or input of the business case is, and how it is reckoned.", _
            "Name of a line, measure or input, such as lost_customers"
        Describe "sroi_irr", "Service ROI: money", "Internal rate of return of yearly cash flows; where several rates qualify it lists them and gives none.", _
            "Cash flow of each year in one row or column; year 0 first, outlays negative"
        Describe "sroi_levers", "Service ROI: whole case", "What each lever of the plan adds to its value, in both acquisition modes; the levers add up to the whole.", _
            "Names and values of the inputs, headed today, plan, zero; in our template: inputs_range"
        Describe "sroi_lines", "Service ROI: whole case", "Every line of one future, year by year: customers, work, money in, money out, cash flow.", _
            "Names and values of the inputs, headed today, plan, zero; in our template: inputs_range", _
            "today, plan or zero"
        Describe "sroi_market_damage", "Service ROI: customers", "Customers lost because of problems, beyond those who leave anyway (TARP's market damage).", _
            "Customers", _
            "Share with a serious problem in the year", _
            "Share of those that complains", _
            "Share of complainers that is satisfied", _
            "Share of complainers that is partly helped; the rest is dissatisfied", _
            "Probability of staying without a problem", _
            "Probability of staying of satisfied complainers; counts up to the former", _
            "Probability of staying of partly helped complainers", _
            "Probability of staying of dissatisfied complainers", _
            "Probability of staying of those who do not complain"
        Describe "sroi_mirr", "Service ROI: money", "Modified internal rate of return: outlays discounted at one rate, receipts reinvested at another.", _
            "Cash flow of each year in one row or column; year 0 first, outlays negative", _
            "Rate a year paid on outlays: 0.08 or 8%", _
            "Rate a year earned on receipts: 0.08 or 8%"
        Describe "sroi_npv", "Service ROI: money", "Net present value of yearly cash flows; unlike Excel's NPV it leaves the first one, of year 0, undiscounted.", _
            "Discount rate a year: 0.08 or 8%", _
            "Cash flow of each year in one row or column; year 0 first, outlays negative"
        Describe "sroi_payback", "Service ROI: money", "Years until the cumulative cash flow stays above 0, linear within a year.", _
            "Cash flow of each year in one row or column; year 0 first, outlays negative", _
            "Discount rate a year for the discounted payback; left out: undiscounted"
        Describe "sroi_replacement_cost", "Service ROI: staff", "Cost of replacing one employee who leaves, added up from its parts.", _
            "Exit interview, administration, leave paid out", _
            "Advertisements, agency, referral bonus", _
            "Screening, interviews and tests, with the time of those who conduct them", _
            "Onboarding and training of the successor", _
            "Time of trainers and managers; left out: 0", _
            "Work of colleagues that suffers; left out: 0", _
            "Weeks that the position is empty; left out: 0", _
            "Overtime, temporary staff or lost margin in such a week", _
            "Pay saved in such a week, on-costs included", _
            "Weeks until the successor works as the leaver did; left out: 0", _
            "Pay of the successor a week, on-costs included", _
            "Share of full productivity on the first day; left out: 0"
        Describe "sroi_retention_value", "Service ROI: customers", "Present value of the margin on customers of today who stay because churn falls.", _
            "Customers now", _
            "Margin per customer a year", _
            "Share of customers lost a year, before: 0.18 or 18%", _
            "Share of customers lost a year, after: 0.15 or 15%", _
            "Discount rate a year: 0.08 or 8%", _
            "Number of years that count"
        Describe "sroi_roi", "Service ROI: money", "Return on investment: (present value of benefits - of costs) / of costs, year 0 undiscounted.", _
            "Benefit of each year in one row or column, year 0 first", _
            "Cost of each year as positive numbers, as many as benefits", _
            "Discount rate a year: 0.08 or 8%"
        Describe "sroi_routing_saving", "Service ROI: work", "Saving a year when less routine work lands with specialists.", _
            "Contacts served a year", _
            "Share of them that is routine", _
            "Share of routine contacts that lands with specialists, before", _
            "Share of routine contacts that lands with specialists, after", _
            "Minutes of a routine contact at the front office", _
            "Minutes of a routine contact with a specialist", _
            "Yearly salary per fte at the front office", _
            "Yearly salary per fte of specialists", _
            "Hours present per fte a year, after leave, illness and training", _
            "Share of these hours spent on contacts", _
            "Share of the released fte that leaves the payroll: only these are money", _
            "Employer's on-costs as a share of salary; left out: 0"
        Describe "sroi_second_chance", "Service ROI: sales", "Contribution a year of sales to customers whose complaint was put right.", _
            "Complaints a year", _
            "Share of complaints put right", _
            "Share of those customers that buys again because of it", _
            "Contribution per sale"
        Describe "sroi_service_level", "Service ROI: work", "Share of all calls answered in time, by Erlang C, or Erlang A with patience.", _
            "Calls in the interval", _
            "Length of the interval in minutes", _
            "Average handling time in seconds, after-call work included", _
            "Agents at work, a whole number", _
            "Seconds within which a call counts as answered in time", _
            "Mean patience of callers in seconds (Erlang A); left out: endless (Erlang C)"
        Describe "sroi_service_sales", "Service ROI: sales", "Contribution a year of selling through the service channel, overlap and selling cost taken off.", _
            "Contacts served a year", _
            "Share of contacts in which something is offered", _
            "Share of offers that becomes a sale", _
            "Contribution per sale", _
            "Share of these sales that the sales department would have made", _
            "Selling cost per sale to known customers, saved where sales overlap", _
            "Selling cost per sale to strangers", _
            "How many times cheaper a sale through service is; one article claims 11"
        Describe "sroi_simulate", "Service ROI: whole case", "How sure the case is: percentiles and odds of both values, and which inputs the spread comes from.", _
            "Names and values of the inputs, headed today, plan, zero; in our template: inputs_range; columns headed low and high (and distribution) say what is uncertain", _
            "Draws, rounded up to 16 times a power of two; left out: 16384", _
            "A whole number; the same one gives the same figures; left out: 2009"
        Describe "sroi_survival", "Service ROI: customers", "Share of a group of customers still there after some years, by the shifted beta-geometric curve.", _
            "Alpha of the curve, above 0, as sroi_survival_fit gives it", _
            "Beta of the curve, above 0, as sroi_survival_fit gives it", _
            "Years since the customers came in, a whole number"
        Describe "sroi_survival_fit", "Service ROI: customers", "Alpha and beta, side by side, of the shifted beta-geometric curve most likely behind a row of survivors.", _
            "Customers still there at the end of year 0, 1, 2, ...: counts or shares"
        Describe "sroi_tandem_or_csm", "Service ROI: work", "Present value of client service managers over tandems: positive where one person per account is better.", _
            "Business accounts now", _
            "Contribution per account a year, before the cost of those who look after it", _
            "Share of accounts lost a year under tandems", _
            "Accounts gained a year under tandems, as a share of accounts", _
            "Share of accounts lost a year under client service managers", _
            "Accounts gained a year under client service managers, as a share of accounts", _
            "Tandem: fte of the account manager per account", _
            "Yearly salary per fte of the account manager", _
            "Tandem: fte of the operations lead per account", _
            "Yearly salary per fte of the operations lead", _
            "Tandem: hours a year per account that the two spend on aligning", _
            "Hours present per fte a year", _
            "Fte of the client service manager per account", _
            "Yearly salary per fte of the client service manager", _
            "Cover for holidays and departure, as a share of that fte", _
            "Discount rate a year: 0.08 or 8%", _
            "Number of years that count", _
            "Employer's on-costs as a share of salary; left out: 0"
        Describe "sroi_tornado", "Service ROI: whole case", "Which inputs the result hangs on most: each one low and high, all others as they are.", _
            "Names and values of the inputs, headed today, plan, zero; in our template: inputs_range; columns headed low and high (and distribution) say what is uncertain", _
            "A measure, such as programme_npv or roi; left out: programme_npv", _
            "Percent below and above each value; left out: the ranges given, else 10"
        Describe "sroi_turnover_cost", "Service ROI: staff", "Cost a year of replacing staff who leave.", _
            "Staff in fte", _
            "Share of staff that leaves a year: 0.25 or 25%", _
            "Yearly salary per fte", _
            "Cost of replacing one, in yearly salaries: half to two", _
            "TRUE: round leavers up to whole people; left out: FALSE"
        Describe "sroi_turnover_rate", "Service ROI: staff", "Staff turnover a year: leavers divided by the average staff.", _
            "People who left in the year", _
            "Staff at the start of the year", _
            "Staff at the end of the year"
        Describe "sroi_turnover_saving", "Service ROI: staff", "What lower staff turnover saves a year; negative where it rises.", _
            "Staff in fte", _
            "Share of staff that leaves a year, before", _
            "Share of staff that leaves a year, after", _
            "Yearly salary per fte", _
            "Cost of replacing one, in yearly salaries: half to two", _
            "TRUE: round leavers up to whole people; left out: FALSE"
        Describe "sroi_wait", "Service ROI: work", "Mean waiting time in seconds over all calls, answered or not, by Erlang C, or Erlang A with patience.", _
            "Calls in the interval", _
            "Length of the interval in minutes", _
            "Average handling time in seconds, after-call work included", _
            "Agents at work, a whole number", _
            "Mean patience of callers in seconds (Erlang A); left out: endless (Erlang C)"
        Describe "sroi_xirr", "Service ROI: money", "Internal rate of return a year of dated cash flows; where several rates qualify it lists them and gives none.", _
            "Dated cash flows in one row or column, outlays negative", _
            "Date of each flow; none is earlier than the first"
        Describe "sroi_xnpv", "Service ROI: money", "Net present value of dated cash flows, on the first date; years of 365 days as in Excel's XNPV.", _
            "Discount rate a year: 0.08 or 8%", _
            "Dated cash flows in one row or column, outlays negative", _
            "Date of each flow; the first is the day of the present value, none is earlier"
        Describe "sroi_zero_service", "Service ROI: whole case", "What abolishing customer service does to the net cash flow, year by year and cumulative.", _
            "Names and values of the inputs, headed today, plan, zero; in our template: inputs_range"
    #End If
End Sub

' A wizard without texts is no reason to stop.
Private Sub Describe(functionName As String, category As String, description As String, _
        ParamArray arguments() As Variant)
    Dim ofArguments As Variant
    On Error Resume Next
    ofArguments = arguments
    Application.MacroOptions Macro:="'" & Replace(ThisWorkbook.Name, "'", "''") & "'!" & functionName, _
        Category:=category, Description:=description, ArgumentDescriptions:=ofArguments
End Sub
