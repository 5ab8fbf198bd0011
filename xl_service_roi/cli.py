"""The command ``service-roi``: a skin over the public functions, that loads nothing before it is needed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from . import __version__
from .errors import InputError, Problem, ServiceRoiError

if TYPE_CHECKING:
    from .case import Case

Command = TypeVar("Command", bound=Callable[..., Any])

REFUSED = 1
"""Exit code where some input was refused; a wrong call gives 2."""


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
    service-roi serve                    worksheet functions for Excel on the web and Mac
    """


def language_option(command: Command) -> Command:
    """Add ``--lang``."""
    return click.option(
        "--lang", type=click.Choice(["en", "nl"]), default="en", show_default=True, help="Language: English or Dutch."
    )(command)


def case_options(command: Command) -> Command:
    """Add what every command takes that works on one case: a file, the example, and values on top."""
    options = (
        click.option("--example", is_flag=True, help="Fill what is not given from the illustrative firm."),
        click.option(
            "--set",
            "assignments",
            multiple=True,
            metavar="NAME=VALUE",
            help="Replace an input: churn=0.12, reach_share.plan=0.9, ramp_plan=0.3,0.6,1. Repeatable.",
        ),
    )
    for option in options:
        command = option(command)
    return command


@contextmanager
def refusing() -> Iterator[None]:
    """Turn our errors into messages on stderr and exit code 1; a user never sees a traceback."""
    try:
        yield
    except InputError as error:
        for problem in error.problems:
            click.echo(f"error: {problem}", err=True)
        raise click.exceptions.Exit(REFUSED) from None
    except ServiceRoiError as error:
        click.echo(f"error: {error}", err=True)
        raise click.exceptions.Exit(REFUSED) from None
    except OSError as error:
        click.echo(f"error: {error.filename or ''}: {error.strerror or error}", err=True)
        raise click.exceptions.Exit(REFUSED) from None


def case_of(path: str | None, assignments: tuple[str, ...], example: bool) -> Case:
    """Return the case a command works on."""
    from .case import Case
    from .inputs import set_values

    if path is not None:
        return Case.from_file(path, assignments, example=example)
    if not example:
        raise click.UsageError("name a workbook or a .json file, or take --example")
    return Case.from_values(set_values(assignments), example=True)


@cli.command(short_help="Write a template workbook.")
@click.argument("path", type=click.Path(dir_okay=False))
@language_option
@click.option("--example", is_flag=True, help="Filled in with the illustrative firm.")
@click.option("--macros", is_flag=True, help="With buttons and worksheet functions: a macro workbook, .xlsm.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
def new(path: str, lang: str, example: bool, macros: bool, force: bool) -> None:
    """Write a template workbook.

    \b
    service-roi new case.xlsx --lang nl
    service-roi new --macros case.xlsm
    """
    from .inputs import resolve
    from .workbook.build import build

    target = Path(path)
    if target.suffix.lower() != (".xlsm" if macros else ".xlsx"):
        kinds = (
            "a macro workbook is an .xlsm file" if macros else "the template is an .xlsx file; --macros makes an .xlsm"
        )
        raise click.UsageError(f"{target.name}: {kinds}")
    if target.exists() and not force:
        raise click.UsageError(f"{path} exists: take another name, or --force to replace it")
    with refusing():
        build(target, lang, resolve({}, example=True) if example else None, macros)
    click.echo(f"{path} written", err=True)


@cli.command(short_help="Work out a business case.")
@click.argument("path", type=click.Path(), required=False)
@case_options
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON: all lines, all measures.")
@language_option
def calc(path: str | None, assignments: tuple[str, ...], example: bool, as_json: bool, lang: str) -> None:
    """Work out the business case of a workbook (.xlsx, .xlsm) or of inputs in a .json file.

    \b
    service-roi calc case.xlsx --set churn=0.12 --set reach_share.plan=0.95
    """
    with refusing():
        result = case_of(path, assignments, example).run()
        if as_json:
            click.echo(result.to_json())
            return
        from .summary import print_summary

        print_summary(result, lang)


@cli.command(short_help="List every problem of a filled workbook.")
@click.argument("paths", metavar="FILE...", type=click.Path(), nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
def check(paths: tuple[str, ...], as_json: bool) -> None:
    """List every problem of a filled workbook, with cell, value, what is allowed and what to do.

    \b
    service-roi check case.xlsx

    The exit code is 1 where anything is an error; warnings and notes leave it at 0.
    """
    from .check import check_file

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


@cli.command(short_help="Show where a figure comes from.")
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
    from .explain import explain as explained

    with refusing():
        result = case_of(path, assignments, example or path is None).run()
        found = explained(result, line, future, year, lang)
        if as_json:
            click.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False))
            return
        from .summary import print_explanation

        print_explanation(found, lang)


@cli.command(short_help="Tell what is installed and whether it works.")
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
def doctor(as_json: bool) -> None:
    """Tell what is installed, and whether the calculator gives the right figures on this machine.

    \b
    service-roi doctor
    """
    from .doctor import findings

    found = findings()
    if as_json:
        click.echo(json.dumps([vars(finding) for finding in found], indent=2, ensure_ascii=False))
    else:
        width = max(len(finding.subject) for finding in found)
        for finding in found:
            click.echo(f"{'ok ' if finding.ok else 'NOT'}  {finding.subject:<{width}}  {finding.text}")
    if not all(finding.ok for finding in found):
        raise click.exceptions.Exit(REFUSED)


@cli.command(short_help="Serve the functions and macros to Excel on the web and Mac.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; this computer only.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 takes a free one."
)
@click.option("--cert", type=click.Path(dir_okay=False), help="Certificate for https, which Excel asks for.")
@click.option("--key", type=click.Path(dir_okay=False), help="Its private key.")
def serve(host: str, port: int, cert: str | None, key: str | None) -> None:
    """Serve the worksheet functions, the macros and a task pane to Excel, through xlwings Server.

    \b
    service-roi serve --cert localhost.pem --key localhost-key.pem

    Needs the extra server: pip install "xl-service-roi[server]". xlwings Server is free for noncommercial use only.
    """
    from .serve import serve as serving

    with refusing():
        serving(host, port, cert, key)


@cli.command(short_help="Put the worksheet functions into LibreOffice Calc.")
@click.option("--remove", is_flag=True, help="Take them out again.")
@click.option(
    "--profile",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of a LibreOffice profile, which holds the folder user; left out: your own.",
)
def libreoffice(remove: bool, profile: Path | None) -> None:
    """Put the worksheet functions into LibreOffice Calc, for cells such as =SROI_NPV(8%;B2:G2).

    \b
    service-roi libreoffice

    Close LibreOffice first. Run it again after an update of this package, or when its Python has moved.
    """
    from .libreoffice.install import install, uninstall

    with refusing():
        where = uninstall(profile) if remove else install(profile)
        click.echo(f"the functions are {'out of' if remove else 'in'} {where}", err=True)
