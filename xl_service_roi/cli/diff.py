"""The command that compares: two cases, or two tables of results."""

from __future__ import annotations

import json
import sys

import click

from .shared import language_option, refusing


@click.command(short_help="Explain how the result moved from one file to another.")
@click.argument("before", metavar="A", type=click.Path())
@click.argument("after", metavar="B", type=click.Path())
@click.option("--measure", metavar="NAME", help="One more measure to explain: roi, payback, heading_retention, ...")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@language_option
def diff(before: str, after: str, measure: str | None, as_json: bool, lang: str) -> None:
    """Explain how the result moved from A to B: which inputs changed, and what each of them contributed.

    \b
    service-roi diff january.xlsx june.xlsx
    service-roi diff --measure roi case.json case-with-training.json
    service-roi diff results-2024.csv results-2025.csv

    A and B are two cases (.xlsx, .xlsm, .json), or two results files of service-roi recalc (.csv, .parquet, .xlsx).
    What each input contributed adds up to the whole movement.
    """
    from ..difference.as_json import TablesAsJson, case_as_dict
    from ..difference.cases import CaseDifference
    from ..difference.files import difference_of_files, names_of
    from ..difference.summary import LargestUnits, print_case, print_tables

    _check_measure(measure)
    names = names_of(before, after)
    with refusing():
        listener = TablesAsJson(sys.stdout) if as_json else LargestUnits()
        found = difference_of_files(before, after, measure, listener.unit)
        if isinstance(found, CaseDifference):
            if as_json:
                click.echo(json.dumps(case_as_dict(found), indent=2, ensure_ascii=False, allow_nan=False))
            else:
                print_case(found, names, lang)
        elif isinstance(listener, TablesAsJson):
            listener.rest(found)
        else:
            print_tables(found, listener, names, lang)


def _check_measure(measure: str | None) -> None:
    from ..difference.movement import explainable
    from ..messages import did_you_mean

    if measure is not None and measure not in explainable():
        near = did_you_mean(measure, explainable()) or f"; there are {', '.join(explainable())}"
        raise click.UsageError(f"{measure} is no measure that can be explained{near}")
