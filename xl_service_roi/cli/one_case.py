"""The commands that work on one case: a template for it, its results, its problems, where a figure comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import click

from ..errors import Problem
from ..firms import FIRMS, firm
from .shared import REFUSED, case_of, case_options, draw_picture, language_option, picture_option, refusing


@click.command(short_help="Write a template workbook.")
@click.argument("path", type=click.Path(dir_okay=False))
@language_option
@click.option("--example", is_flag=True, help="Filled in with the illustrative firm.")
@click.option("--firm", "firm_name", type=click.Choice(FIRMS), help="Filled in with an example firm, notes and all.")
@click.option("--macros", is_flag=True, help="With buttons and worksheet functions: a macro workbook, .xlsm.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
def new(path: str, lang: str, example: bool, firm_name: str | None, macros: bool, force: bool) -> None:
    """Write a template workbook.

    \b
    service-roi new case.xlsx --lang nl
    service-roi new shop.xlsx --firm webshop
    service-roi new --macros case.xlsm
    """
    from ..case import Case
    from ..workbook.build import build

    if example and firm_name:
        raise click.UsageError("--example fills in the illustrative firm, --firm another: take one of them")
    target = Path(path)
    if target.suffix.lower() != (".xlsm" if macros else ".xlsx"):
        kinds = (
            "a macro workbook is an .xlsm file" if macros else "the template is an .xlsx file; --macros makes an .xlsm"
        )
        raise click.UsageError(f"{target.name}: {kinds}")
    if target.exists() and not force:
        raise click.UsageError(f"{path} exists: take another name, or --force to replace it")
    with refusing():
        if firm_name:
            chosen = firm(firm_name)
            case = chosen.case()
            build(target, lang, case.inputs, macros, case.uncertainty, chosen.notes(lang), chosen.before(lang))
        elif example:
            case = Case.example()
            build(target, lang, case.inputs, macros, case.uncertainty)
        else:
            build(target, lang, macros=macros)
    click.echo(f"{path} written", err=True)


@click.command(short_help="Work out a business case.")
@click.argument("path", type=click.Path(), required=False)
@case_options
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON: all lines, all measures.")
@picture_option
@language_option
def calc(
    path: str | None, assignments: tuple[str, ...], example: bool, as_json: bool, picture: str | None, lang: str
) -> None:
    """Work out the business case of a workbook (.xlsx, .xlsm) or of inputs in a .json file.

    \b
    service-roi calc case.xlsx --set churn=0.12 --set reach_share.plan=0.95
    """
    with refusing():
        result = case_of(path, assignments, example).run()
        draw_picture(result, picture, lang)
        if as_json:
            click.echo(result.to_json())
            return
        from ..summary import print_summary

        print_summary(result, lang)


@click.command(short_help="List every problem of a filled workbook.")
@click.argument("paths", metavar="FILE...", type=click.Path(), nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
def check(paths: tuple[str, ...], as_json: bool) -> None:
    """List every problem of a filled workbook, with cell, value, what is allowed and what to do.

    \b
    service-roi check case.xlsx

    The exit code is 1 where anything is an error; warnings and notes leave it at 0.
    """
    from ..check import check_file

    found = {path: check_file(path) for path in paths}
    if as_json:
        listed = {path: [vars(problem) for problem in problems] for path, problems in found.items()}
        click.echo(json.dumps(listed, indent=2, ensure_ascii=False))
    else:
        for path, problems in found.items():
            _tell(path, problems)
    if any(problem.severity == "error" for problems in found.values() for problem in problems):
        raise click.exceptions.Exit(REFUSED)


def _tell(path: str, problems: Iterable[Problem]) -> None:
    listed = list(problems)
    for severity in ("error", "warning", "note"):
        for problem in listed:
            if problem.severity == severity:
                click.echo(f"{severity}: {problem}")
    counts = [(sum(p.severity == s for p in listed), s) for s in ("error", "warning", "note")]
    told = ", ".join(f"{count} {word}{'s' if count != 1 else ''}" for count, word in counts)
    click.echo(f"{Path(path).name}: {told}", err=True)


@click.command(short_help="Show where a figure comes from.")
@click.argument("line")
@click.argument("path", type=click.Path(), required=False)
@case_options
@click.option("--future", type=click.Choice(["today", "plan", "zero"]), default="plan", show_default=True)
@click.option("--year", type=int, default=1, show_default=True, help="Year of the figure; 0 for one-off outlays.")
@click.option("--json", "as_json", is_flag=True, help="The explanation as JSON.")
@language_option
def explain(
    line: str,
    path: str | None,
    assignments: tuple[str, ...],
    example: bool,
    future: str,
    year: int,
    as_json: bool,
    lang: str,
) -> None:
    """Show how a line, measure or input comes about: in words, in Excel and with the case's numbers.

    \b
    service-roi explain churn_rate case.xlsx --future plan --year 3
    """
    from ..explain import explain as explained

    with refusing():
        result = case_of(path, assignments, example or path is None).run()
        found = explained(result, line, future, year, lang)
        if as_json:
            click.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False))
            return
        from ..summary import print_explanation

        print_explanation(found, lang)
