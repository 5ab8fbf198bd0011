"""Workbooks that their maker closed to changes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from xlsxwriter import Workbook as Writer

from xl_service_roi.errors import WorkbookError
from xl_service_roi.spreadsheet.archive import rewritten
from xl_service_roi.spreadsheet.package import Package

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
PASSWORDS = [
    '<fileSharing userName="a" reservationPassword="CC2D"/>',
    '<fileSharing algorithmName="SHA-512" hashValue="x" saltValue="y" spinCount="9"/>',
]
NO_PASSWORDS = ['<fileSharing readOnlyRecommended="1" userName="a"/>', "<!-- fileSharing reservationPassword -->"]


def book(final: bool | None = None, sharing: str = "", signed: bool = False, encoding: str = "utf-8") -> Package:
    stream = io.BytesIO()
    with Writer(stream) as writer:
        writer.add_worksheet().protect("secret")
        writer.set_custom_property("Checked", True)
        if final is not None:
            writer.set_custom_property("_MarkAsFinal", final)
    made = io.BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.infolist():
            data = source.read(entry).decode()
            if entry.filename == "xl/workbook.xml":
                data = data.replace("<workbookPr", sharing + "<workbookPr").replace('"UTF-8"', f'"{encoding}"')
                target.writestr(entry, data.encode(encoding))
                continue
            if signed and entry.filename == "_rels/.rels":
                kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
                one = f'<Relationship Id="s1" Type="{kind}" Target="anywhere/origin.sigs"/>'
                data = data.replace("</Relationships>", one + "</Relationships>")
            target.writestr(entry, data)
    return Package.of_bytes("plan.xlsx", made.getvalue())


def refusal(package: Package) -> str:
    with pytest.raises(WorkbookError) as refused:
        rewritten(package, {})
    return str(refused.value)


def test_signed_workbooks_are_refused() -> None:
    reason = "plan.xlsx: is not changed: it is digitally signed, and a change would break the signature; "
    assert refusal(book(signed=True)) == reason + "in Excel, remove the signature (File, Info), and save it"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="corpus not beside the checkout")
def test_a_real_signature_is_found() -> None:
    with Package.open(CORPUS / "hello-world-signed.xlsx") as package:
        assert "is digitally signed" in refusal(package)


def test_workbooks_marked_as_final_are_refused() -> None:
    reason = "plan.xlsx: is not changed: it is marked as final; in Excel, take the mark away (File, Info), and save it"
    assert refusal(book(final=True)) == reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("sharing", PASSWORDS)
def test_workbooks_with_a_password_for_writing_are_refused(sharing: str, encoding: str) -> None:
    assert "it has a password for writing; in Excel, take the password away" in refusal(
        book(None, sharing, False, encoding)
    )


@pytest.mark.parametrize("sharing", NO_PASSWORDS)
def test_others_are_not(sharing: str) -> None:
    package = book(final=False, sharing=sharing)
    assert rewritten(package, {}) == package.data
