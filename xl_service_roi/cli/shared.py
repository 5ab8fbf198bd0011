"""What the commands share: options, the case they work on, and how a refusal is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..errors import InputError, ServiceRoiError

if TYPE_CHECKING:
    from ..case import Case

Command = TypeVar("Command", bound=Callable[..., Any])

REFUSED = 1
"""Exit code where some input was refused; a wrong call gives 2."""


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


def picture_option(command: Command) -> Command:
    """Add ``--picture``; the command hands it to `draw_picture`, with its result."""
    return click.option(
        "--picture",
        type=click.Path(dir_okay=False),
        metavar="FILE",
        callback=_checked_picture,
        help="Draw it, too, into an .svg or .png file.",
    )(command)


def _checked_picture(context: click.Context, option: click.Parameter, path: str | None) -> str | None:
    """Refuse a picture that could not be written, before anything is worked out."""
    if path is not None:
        from ..pictures import check

        try:
            check(path)
        except InputError as error:
            raise click.UsageError(str(error)) from None
    return path


def draw_picture(result: object, path: str | None, language: str) -> None:
    """Draw a result into the file that ``--picture`` names, if it names one."""
    if path is not None:
        from ..pictures import picture

        picture(result, path, language)
        click.echo(f"{path} written", err=True)


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
    except BrokenPipeError:
        raise  # whoever reads has seen enough, as in `service-roi … | head`: click ends quietly
    except OSError as error:
        click.echo(f"error: {error.filename or ''}: {error.strerror or error}", err=True)
        raise click.exceptions.Exit(REFUSED) from None


def case_of(path: str | None, assignments: tuple[str, ...], example: bool) -> Case:
    """Return the case a command works on."""
    from ..case import Case
    from ..inputs import set_values
    from ..uncertainty import range_names

    if path is not None:
        return Case.from_file(path, assignments, example=example)
    if not example:
        raise click.UsageError("name a workbook or a .json file, or take --example")
    return Case.from_values(set_values(assignments, also=range_names()), example=True)
