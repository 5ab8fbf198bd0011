"""The commands about the installation: what works here, and the functions in other programs."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .shared import REFUSED, refusing


@click.command(short_help="Tell what is installed and whether it works.")
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
def doctor(as_json: bool) -> None:
    """Tell what is installed, and whether the calculator gives the right figures on this machine.

    \b
    service-roi doctor
    """
    from ..doctor import findings

    found = findings()
    if as_json:
        click.echo(json.dumps([vars(finding) for finding in found], indent=2, ensure_ascii=False))
    else:
        width = max(len(finding.subject) for finding in found)
        for finding in found:
            click.echo(f"{'ok ' if finding.ok else 'NOT'}  {finding.subject:<{width}}  {finding.text}")
    if not all(finding.ok for finding in found):
        raise click.exceptions.Exit(REFUSED)


@click.command(short_help="Serve the functions and macros to Excel on the web and Mac.")
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
    from ..serve import serve as serving

    with refusing():
        serving(host, port, cert, key)


@click.command(short_help="Put the worksheet functions into LibreOffice Calc.")
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
    from ..libreoffice.install import install, uninstall

    with refusing():
        where = uninstall(profile) if remove else install(profile)
        click.echo(f"the functions are {'out of' if remove else 'in'} {where}", err=True)
