"""Puts the worksheet functions into a LibreOffice profile, and takes them out again.

Calc finds functions for cells only in the Basic library "Standard" of the user's profile; in a library of its own, or
in an extension's, LibreOffice 7.4 finds them but refuses to run them. So a module is added to that library, beside
what the user has there, and a script is put with the user's Python scripts. Both are listed by `_files`.
"""

from __future__ import annotations

import inspect
import os
import sys
from pathlib import Path
from xml.etree import ElementTree

from ..errors import InputError, Problem
from . import bridge
from .basic import MARK, MODULE, SCRIPT, basic_module


def default_profile() -> Path:
    """Return where LibreOffice keeps the profile of the user who asks; the folder has a folder `user`."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home() / "AppData" / "Roaming")) / "LibreOffice" / "4"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "LibreOffice" / "4"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "libreoffice" / "4"


def install(profile: Path | None = None) -> Path:
    """Put the functions into a profile, and return the profile; they run in the Python that runs this."""
    profile = profile or default_profile()
    listing, module, script = _files(profile)
    _write(script, _bridge_to(sys.executable))
    _write(module, basic_module())
    _list(listing, wanted=True)  # last: what is listed is there
    return profile


def uninstall(profile: Path | None = None) -> Path:
    """Take the functions out of a profile, and return the profile; everything else in it stays."""
    profile = profile or default_profile()
    listing, module, script = _files(profile)
    if not module.exists():
        raise _refusal(profile, "the functions are not installed in this LibreOffice profile")
    _list(listing, wanted=False)
    module.unlink()
    script.unlink(missing_ok=True)
    return profile


# ----------------------------------------------------------------------------------------------------- the user's files


def _files(profile: Path) -> tuple[Path, Path, Path]:
    """The list of the user's Basic modules, our module and our script, in a profile that may be changed now."""
    library = profile / "user" / "basic" / "Standard"
    listing, module = library / "script.xlb", library / f"{MODULE}.xba"
    if not listing.exists():
        raise _refusal(
            profile,
            "there is no LibreOffice profile here",
            "start LibreOffice once and close it, or name the folder with --profile (it holds the folder user, which "
            "LibreOffice shows under Tools, Options, LibreOffice, Paths)",
        )
    if (profile / ".lock").exists():
        raise _refusal(
            profile,
            "LibreOffice is running",
            f"close it, its Quickstarter too; if it is closed, it has crashed: delete {profile / '.lock'}",
        )
    if _library(listing).get(f"{_LIBRARY}passwordprotected") == "true":
        raise _refusal(listing, "the Basic library Standard has a password", "remove it under Tools, Macros")
    if module.exists() and MARK not in module.read_text(encoding="utf-8", errors="replace"):
        raise _refusal(module, "a Basic module of this name is there, and it is not ours", "rename it in LibreOffice")
    return listing, module, profile / "user" / "Scripts" / "python" / SCRIPT


def _refusal(path: Path, message: str, remedy: str = "") -> InputError:
    return InputError([Problem(str(path), message, remedy=remedy)])


def _write(path: Path, text: str) -> None:
    """Write a whole file or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


_NAMESPACE = "http://openoffice.org/2000/library"
_LIBRARY = f"{{{_NAMESPACE}}}"
_LISTING_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
"""


def _library(listing: Path) -> ElementTree.Element:
    try:
        return ElementTree.parse(listing).getroot()
    except ElementTree.ParseError as error:
        raise _refusal(listing, f"the list of your Basic modules is damaged: {error}") from None


def _list(listing: Path, wanted: bool) -> None:
    """Name our module among the user's, once or not at all."""
    library = _library(listing)
    for element in library.findall(f"{_LIBRARY}element[@{_LIBRARY}name='{MODULE}']"):
        library.remove(element)
    if wanted:
        ElementTree.SubElement(library, f"{_LIBRARY}element", {f"{_LIBRARY}name": MODULE})
    ElementTree.register_namespace("library", _NAMESPACE)
    _write(listing, _LISTING_HEAD + ElementTree.tostring(library, encoding="unicode"))


def _bridge_to(python: str) -> str:
    """The script, with the one Python that it may start."""
    return inspect.getsource(bridge).replace(f'PYTHON = "{bridge.PYTHON}"', f"PYTHON = {python!r}")
