"""The command that recalculates many workbooks."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from ..errors import InputError
from .shared import REFUSED, language_option, refusing

if TYPE_CHECKING:
    from ..batch.pool import Executor
    from ..batch.recalculate import Summary
    from ..batch.work import Options

INTERRUPTED = 130
"""Exit code of a run that was stopped by Ctrl-C, as shells have it."""
ADDRESS = re.compile(r"(tcp|tls|ucx|wss?)://[^\s/]+:[0-9]{1,5}|(?!tcp|tls|ucx|wss?)[a-z]+://\S+")
"""Of a scheduler: with a port, unless another package gives the protocol a meaning."""
STOPPING = b"\nstopping: what is in hand is finished first; Ctrl-C again breaks off\n"


@click.command(short_help="Recalculate many workbooks.")
@click.argument("paths", metavar="PATH...", type=click.Path(), nargs=-1, required=True)
@click.option("--out", type=click.Path(), help="Table of results: a .csv, .xlsx or .parquet file, a row a workbook.")
@click.option("--json", "as_json", is_flag=True, help="The rows as JSON on stdout.")
@click.option("--resume", is_flag=True, help="Go on from an earlier run: what has not changed is not done again.")
@click.option("--force", is_flag=True, help="With --resume: do again what has not changed, too.")
@click.option(
    "--write-back", is_flag=True, help="Renew the results inside the workbooks; nothing else in them changes."
)
@click.option("--copy-to", metavar="FOLDER", help="Write renewed copies to this folder, and leave the workbooks alone.")
@click.option("--results-only", is_flag=True, help="Renew only the named results, not all cells of the model.")
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="NAME=VALUE",
    help="Replace an input in all workbooks: discount_rate=0.09, reach_share.plan=0.9. Repeatable.",
)
@click.option(
    "--inputs",
    metavar="FILE.csv",
    help="Replace inputs by workbook: a column path, file or unit (* for all), and one for each input or label.",
)
@click.option("--group", multiple=True, metavar="COLUMN", help="The case of each group, from summed cash flows.")
@click.option("--consolidate", is_flag=True, help="The case of all workbooks together, from summed cash flows.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes; one for each processor if left out.")
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="What a workbook may take; one that takes longer is refused.",
)
@click.option(
    "--memory",
    type=click.IntRange(0),
    default=1024,
    show_default=True,
    metavar="MB",
    help="What a process may take beyond what it starts with, on Linux; a workbook that needs more is refused.",
)
@click.option("--no-audit", is_flag=True, help="Leave out stale results, overwritten formulas and the like: quicker.")
@click.option("--no-inputs", is_flag=True, help="Leave the columns of the inputs out of the results.")
@click.option("--dask", is_flag=True, help="Work on a dask cluster on this machine.")
@click.option("--scheduler", metavar="ADDRESS", help="Work on a dask cluster: tcp://…")
@language_option
def recalc(
    paths: tuple[str, ...],
    out: str | None,
    as_json: bool,
    lang: str,
    group: tuple[str, ...],
    consolidate: bool,
    no_inputs: bool,
    resume: bool,
    force: bool,
    **how: Any,
) -> None:
    """Recalculate workbooks: files, folders with all that is in them, patterns, or addresses such as s3://bucket/plans.

    \b
    service-roi recalc plans --out results.csv
    service-roi recalc plans --out results.csv --resume
    service-roi recalc "plans/*/2025.xlsx" --set discount_rate=0.09 --group folder

    A workbook that cannot be used gets a row that says why, and the run goes on, even if it takes a process with it.
    Workbooks are only read unless --write-back or --copy-to is given. Nothing in them is executed.

    Ctrl-C stops the run and keeps what was done; the same command with --resume goes on from there. A table that was
    there before is replaced by a whole one only.

    The exit code is 0 if all went well, 1 if any workbook was refused or could not be written, or a PATH or a row of
    --inputs led nowhere, 2 for a wrong call, and 130 after Ctrl-C.
    """
    from ..batch.call import WrongCallError
    from ..batch.progress import progress_bar
    from ..batch.recalculate import columns_of, recalculate
    from ..batch.results import JsonResults
    from .recalc_tables import Shown, tell, tell_stop

    shown = Shown(lang, rows=not as_json and out is None, groups=not as_json)
    with refusing(), _stoppable() as stop:
        try:
            options = _options(lang, group, how)
            rows = JsonResults(sys.stdout, columns_of(options, not no_inputs)) if as_json else None
            with progress_bar(hidden=as_json) as progress:

                def on_row(row: dict[str, Any], summary: Summary) -> None:
                    shown.add(row, summary)
                    progress(summary)

                summary = recalculate(
                    paths,
                    out,
                    options,
                    group=group,
                    consolidate=consolidate,
                    inputs_too=not no_inputs,
                    resume=resume,
                    force=force,
                    executor=_executor(how, lang),
                    also=rows,
                    on_row=on_row,
                    stop=stop,
                )
        except WrongCallError as error:
            raise click.UsageError(str(error)) from None
        except KeyboardInterrupt:
            tell_stop("broken_off", out, lang)
            raise click.exceptions.Exit(INTERRUPTED) from None
        shown.print(summary)
        tell(summary, out, lang)
    if summary.stopped:
        raise click.exceptions.Exit(INTERRUPTED)
    if summary.refused or summary.not_written or any(problem.severity == "error" for problem in summary.problems):
        raise click.exceptions.Exit(REFUSED)


def _options(lang: str, group: tuple[str, ...], how: dict[str, Any]) -> Options:
    from ..batch.overrides import Overrides
    from ..batch.work import Options
    from ..inputs import set_values

    try:
        set_values(how["assignments"])
    except InputError as error:  # a name that there is not
        raise click.UsageError("\n".join(f"--set {problem}" for problem in error.problems)) from None

    return Options(
        language=lang,
        audit=not how["no_audit"],
        overrides=Overrides.read(how["inputs"], how["assignments"], group),
        write_back=how["write_back"],
        results_only=how["results_only"],
        copy_to=how["copy_to"] or "",
    )


def _executor(how: dict[str, Any], language: str) -> Executor:
    limits: dict[str, Any] = {"jobs": how["jobs"], "timeout": how["timeout"], "memory": how["memory"]}
    if not how["dask"] and not how["scheduler"]:
        from ..batch.pool import LocalPool

        return LocalPool(**limits)
    if how["scheduler"] and (how["dask"] or how["jobs"]):
        other = "--dask" if how["dask"] else "--jobs"
        raise click.UsageError(f"{other} is about a cluster on this machine, --scheduler about one elsewhere")
    if how["scheduler"] and not ADDRESS.fullmatch(how["scheduler"]):
        raise click.UsageError(
            f"--scheduler {how['scheduler']} is no address: expected one such as tcp://10.0.0.5:8786"
        )
    from ..batch.cluster import DaskPool
    from .recalc_tables import tell_problem

    return DaskPool(how["scheduler"], **limits, told=lambda problem: tell_problem(problem, language))


@contextmanager
def _stoppable() -> Iterator[Callable[[], bool]]:
    """Let Ctrl-C, and whoever ends this process, ask for a stop rather than break off: a second time breaks off."""
    asked = False

    def ask(signum: int, frame: object) -> None:
        nonlocal asked
        asked = True
        os.write(2, STOPPING)  # not echo: this may come while something else is being printed
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.default_int_handler)

    before = {each: signal.signal(each, ask) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: asked
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
