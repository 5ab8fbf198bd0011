"""A run as it goes on, in the terminal: a bar on stderr, so that figures on stdout stay clean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .recalculate import Summary


@contextmanager
def progress_bar(hidden: bool = False) -> Iterator[Callable[[Summary], None]]:
    """Show a bar until the run has ended; give what is to be called with its summary as it goes on.

    Where stderr is no terminal nothing is shown. As long as workbooks are still being looked for, their number is that
    of those found so far, and the bar shows no share of them.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, highlight=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=hidden or not console.is_terminal) as progress:
        task = progress.add_task("looking for workbooks", total=None)

        def show(summary: Summary) -> None:
            total = summary.found if summary.all_found else None
            progress.update(task, completed=summary.done, total=total, description=description(summary))

        yield show


def description(summary: Summary) -> str:
    """Return how far a run is: ``1,234 of 10,000+ workbooks, 3 refused, 160 a second``."""
    text = f"{summary.done:,} of {summary.found:,}{'' if summary.all_found else '+'} workbooks"
    if summary.refused:
        text += f", {summary.refused:,} refused"
    return f"{text}, {summary.per_second:,.0f} a second" if summary.done else text
