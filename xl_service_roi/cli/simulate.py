"""The command that tells how sure a case is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from .shared import case_of, case_options, draw_picture, language_option, picture_option, refusing

if TYPE_CHECKING:
    from ..analysis.simulation.run import Executor

LONG_RUN = 1_000_000
"""Scenarios from which on a bar shows how far it is."""


@click.command(short_help="How sure the case is, given what its inputs may be off by.")
@click.argument("path", type=click.Path(), required=False)
@case_options
@click.option(
    "--draws",
    type=click.IntRange(1),
    default=131_072,
    show_default=True,
    help="Rounded up to 16 times a power of two.",
)
@click.option(
    "--seed", type=click.IntRange(0), default=2009, show_default=True, help="The same seed, the same figures."
)
@click.option(
    "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes; the figures stay the same."
)
@click.option(
    "--indices",
    "index_draws",
    type=click.IntRange(0),
    default=4096,
    show_default=True,
    help="Draws for the shares of the variance, each worked out again for every uncertain input; 0 leaves them out.",
)
@click.option("--dask", is_flag=True, help="Work on a dask cluster on this machine.")
@click.option("--scheduler", metavar="ADDRESS", help="Work on a dask cluster: tcp://…")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@picture_option
@language_option
def simulate(
    path: str | None,
    assignments: tuple[str, ...],
    example: bool,
    draws: int,
    seed: int,
    jobs: int,
    index_draws: int,
    dask: bool,
    scheduler: str | None,
    as_json: bool,
    picture: str | None,
    lang: str,
) -> None:
    """Work a case out for many draws of its uncertain inputs, and tell how sure its figures are.

    \b
    service-roi simulate --example
    service-roi simulate case.xlsx --draws 1000000 --jobs 4
    service-roi simulate case.json --set churn_low=0.12 --set churn_high=0.18 --set churn_distribution=uniform

    An input is uncertain where it has a low and a high: in the workbook, or in JSON under "ranges". Between them lies
    the value in use, the likely one. Distributions: pert (where none is said), triangular and uniform lie between low
    and high; normal and lognormal have low and high for their P5 and P95, whatever the likely value, and are cut off
    at the bounds of the input; fixed is not uncertain.

    "correlations" in JSON, [["churn", "reach_share_plan", 0.4]], are rank correlations; those that cannot all hold are
    replaced by the nearest that can. "incidents" take customers away at the start of year 1, with a probability.

    Draws that contradict themselves, as a case that is refused, are left out and counted by the reason.
    """
    if scheduler and dask:
        raise click.UsageError("--dask is about a cluster on this machine, --scheduler about one elsewhere")
    from ..analysis.simulation import simulate as simulated

    with refusing():
        case = case_of(path, assignments, example)
        with _progress(draws >= LONG_RUN) as progress:
            found = simulated(
                case,
                draws,
                seed,
                jobs,
                index_draws=index_draws,
                executor=_executor(jobs, scheduler) if dask or scheduler else None,
                progress=progress,
            )
        draw_picture(found, picture, lang)
        if as_json:
            click.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False, allow_nan=False))
        else:
            from .simulate_tables import print_simulation

            print_simulation(found, lang)


def _executor(jobs: int, scheduler: str | None) -> Executor:
    from ..batch.cluster import DaskPool

    return DaskPool(scheduler, jobs=jobs, timeout=3600, memory=0)


@contextmanager
def _progress(shown: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Show a bar on stderr; give what is to be told how far the run is."""
    if not shown:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, highlight=False)
    columns: tuple[Any, ...] = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("draws", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total, description=f"{done:,} of {total:,}")
