"""The command ``service-roi``: a skin over the public functions, that loads nothing before it is needed."""

from __future__ import annotations

import click

from .. import __version__
from .analyse import analyse
from .breakeven import breakeven
from .curve import curve
from .diff import diff
from .installation import doctor, libreoffice, serve
from .levers import levers
from .one_case import calc, check, explain, new
from .recalc import recalc
from .report import report
from .scenarios import scenarios
from .segments import segments
from .simulate import simulate
from .tornado import tornado
from .upgrade import upgrade

__all__ = ["cli"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="service-roi")
def cli() -> None:
    """Work out what customer service earns, what abolishing it really costs, and so where to draw the line.

    \b
    service-roi new case.xlsx            an empty template: fill it in
    service-roi check case.xlsx          what is wrong or worth a second look
    service-roi calc case.xlsx           the business case
    service-roi explain roi case.xlsx    where a figure comes from
    service-roi calc --example           the case of an illustrative firm
    service-roi levers case.xlsx         what each lever of the plan adds
    service-roi curve case.xlsx          where to draw the line: the best level of service
    service-roi tornado case.xlsx        which inputs the result hangs on
    service-roi breakeven churn my.xlsx  where the result turns
    service-roi recalc plans --out r.csv many workbooks, a row each
    service-roi simulate case.xlsx       how sure that is
    service-roi report case.xlsx         the report that the board reads
    service-roi analyse case.xlsx --write-back   all of these, and their charts, inside a workbook
    service-roi serve                    worksheet functions for Excel on the web and Mac
    """


for command in (
    new,
    calc,
    check,
    explain,
    recalc,
    diff,
    levers,
    curve,
    tornado,
    breakeven,
    scenarios,
    segments,
    simulate,
    report,
    analyse,
    upgrade,
    doctor,
    serve,
    libreoffice,
):
    cli.add_command(command)
