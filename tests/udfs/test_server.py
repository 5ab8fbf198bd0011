"""Excel on the web and on a Mac: a live server, the JavaScript that it generates, and its scripts, all over HTTP."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import service_roi_macros
from book_json import Payload, opened
from reference.functions_md import functions
from server_calls import ALL_CALLS, WAYS, Answer, functions_called, sent, shown, wrong_answers
from server_process import LICENCE_KEY, START, ask, environment, running_server

from xl_service_roi.errors import ServiceRoiError
from xl_service_roi.live_book.words import say
from xl_service_roi.serve import LICENCE, CannotServe, announcement, serve
from xl_service_roi.worksheet.functions import arguments_of

pytestmark = pytest.mark.skipif(not find_spec("xlwings_server"), reason='pip install "xl-service-roi[server]"')

CLIENT = Path(__file__).parent / "officejs_client.mjs"
WORKBOOKS = Path(__file__).parents[2] / "workbooks"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_server(tmp_path_factory.mktemp("server")) as address:
        yield address


def get(address: str) -> Any:
    with ask(address) as answer:
        content = answer.read()
    return json.loads(content) if str(answer.headers["Content-Type"]).startswith("application/json") else content


# -------------------------------------------------------------------------------------------------------- the functions


@pytest.fixture(scope="module")
def answers(server: str) -> dict[str, list[dict[str, Any]]]:
    """What the client says of every call, by the way in which it was made."""
    calls = [{"function": call.function, "args": sent(call, way)} for way in WAYS for call in ALL_CALLS]
    said = subprocess.run(
        ["node", CLIENT],
        input=json.dumps({"server": server, "calls": calls}),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    found = json.loads(said.stdout)
    assert {name.lower() for name in found["registered"]} == functions().keys()
    each = iter(found["answers"])
    return {way: [next(each) for _ in ALL_CALLS] for way in WAYS}


def answer_of(told: dict[str, Any]) -> Answer:
    if "found" in told:
        return Answer(shown(told["found"]), None)
    assert told["code"] == "#VALUE!"
    return Answer(None, told["message"])


@pytest.mark.node
def test_every_call_gives_what_python_gives(
    answers: dict[str, list[dict[str, Any]]], record_property: Callable[[str, object], None]
) -> None:
    assert wrong_answers({way: [answer_of(told) for told in answers[way]] for way in WAYS}) == []
    assert functions_called() == functions().keys()
    record_property("functions", len(functions_called()))
    record_property("host", "xlwings Server (Office.js)")


@pytest.mark.node
def test_a_refusal_is_not_asked_for_again(answers: dict[str, list[dict[str, Any]]]) -> None:
    assert {told["requests"] for way in WAYS for told in answers[way]} == {1}


def test_every_function_and_argument_is_described(server: str) -> None:
    described = {each["name"]: each for each in get(f"{server}/xlwings/custom-functions-meta.json")["functions"]}
    assert described.keys() == {name.upper() for name in functions()}  # no prefix of a namespace
    for name, function in functions().items():
        told = described[name.upper()]
        assert told["description"] == function.__doc__
        expected = [(argument, declared.doc) for argument, declared in arguments_of(function).items()]
        assert [(each["name"], each["description"]) for each in told["parameters"]] == expected


def test_excel_on_the_web_may_read_the_list_of_functions_from_its_own_origin(server: str) -> None:
    address = f"{server}/xlwings/custom-functions-meta.json"
    with ask(address, Origin="https://excel.officeapps.live.com") as answer:
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_large_range(server: str) -> None:
    found = call(server, "sroi_clv", [[[250.0] * 100] * 100, [[0.85]], [[0.08]], None, None, None])
    assert (len(found), {len(row) for row in found}) == (100, {100})


def test_xlwings_does_not_look_for_pyodide_at_every_cell() -> None:
    """It would: a range of 100 by 100 takes ten times as long then."""
    code = "import sys, service_roi_server.custom_functions; print(sys.modules['pyodide'], sys.modules['pyodide.ffi'])"
    environment = {**os.environ, "XLWINGS_ON_SERVER": "true", "XLWINGS_LICENSE_KEY": "noncommercial"}
    found = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["None", "None"]


def call(server: str, function: str, args: list[Any]) -> list[list[Any]]:
    """Ask for one answer, as the client does."""
    body = {
        "client": "Office.js",
        "func_name": function,
        "args": args,
        "caller_address": "[case.xlsx]Sheet1!A1",
        "culture_info_name": "nl-NL",
        "date_format": "d-m-yyyy",
        "version": "0",
        "runtime": "1.4",
    }
    rows: list[list[Any]] = post(f"{server}/xlwings/custom-functions-call", body)["result"]
    return rows


# ---------------------------------------------------------------------------------------------------------- the scripts


def post(address: str, body: Payload) -> Any:
    with ask(address, body) as answer:
        return json.load(answer)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_scripts_answer(server: str, language: str) -> None:
    names = [each["function_name"] for each in get(f"{server}/xlwings/custom-scripts-meta.json")]
    assert sorted(names) == sorted(service_roi_macros.__all__)
    book = opened(WORKBOOKS / f"service-roi-example-{language}.xlsx")
    titles = book.titles
    for name in sorted(names, key=lambda name: name == "reset_to_defaults"):
        actions = post(f"{server}/xlwings/custom-scripts-call/{name}", book.payload())["actions"]
        (message,) = book.apply(actions)
        assert message.mode == "info"
    added = [say(language, f"sheet_{kind}") for kind in ("report", "check", "python", "reset")]
    assert book.titles == [*titles, *added]


# --------------------------------------------------------------------------------------------------------- the manifest

OFFICE = "{http://schemas.microsoft.com/office/appforoffice/1.1}"
OVERRIDES = "{http://schemas.microsoft.com/office/taskpaneappversionoverrides}"
BASIC = "{http://schemas.microsoft.com/office/officeappbasictypes/1.0}"


@pytest.fixture(scope="module")
def manifest(server: str) -> ElementTree.Element:
    return ElementTree.fromstring(get(f"{server}/manifest.xml"))


def test_the_manifest_names_pages_of_this_server_that_are_there(server: str, manifest: ElementTree.Element) -> None:
    addresses = [value for each in manifest.iter() for value in each.attrib.values() if value.startswith("http")]
    ours = [address for address in addresses if not address.startswith("http://schemas")]
    assert len(ours) > 8
    for address in ours:
        assert address.startswith(server)
        assert get(address)


def test_the_manifest_gives_functions_no_prefix_and_refers_to_what_it_holds(manifest: ElementTree.Element) -> None:
    assert manifest.find(f".//{OVERRIDES}Namespace") is None
    points = [each.attrib.values() for each in manifest.iter(f"{OVERRIDES}ExtensionPoint")]
    assert [name for names in points for name in names] == ["CustomFunctions", "PrimaryCommandSurface"]
    resources = {each.get("id") for each in manifest.iter() if each.tag.startswith(BASIC) and each.get("id")}
    wanted = {each.get("resid") for each in manifest.iter() if each.get("resid")}
    assert wanted == resources
    for text in manifest.iter(f"{BASIC}String"):
        longest = 125 if "Label" in str(text.get("id")) else 250
        assert len(str(text.get("DefaultValue"))) <= longest


# ------------------------------------------------------------------------------------------------------------ the start


def test_what_is_told_at_the_start() -> None:
    told = announcement("127.0.0.1", 8000, https=True).splitlines()
    assert told[:3] == [
        "Manifest:  https://localhost:8000/manifest.xml",
        "Task pane: https://localhost:8000/taskpane.html",
        LICENCE,
    ]
    assert len(told) == 4
    assert "Excel loads add-ins over https only" in announcement("::1", 8000, https=False)
    assert "whoever can reach 10.0.0.5 can use it" in announcement("10.0.0.5", 80, https=True)
    assert "https://10.0.0.5:80/manifest.xml" in announcement("10.0.0.5", 80, https=True)


def test_it_listens_on_this_computer_only_unless_told_otherwise() -> None:
    assert serve.__defaults__ == ("127.0.0.1", 8000, None, None)


def test_a_certificate_has_two_files_that_exist(tmp_path: Path) -> None:
    with pytest.raises(CannotServe, match="two files"):
        serve(certfile="certificate.pem")
    with pytest.raises(CannotServe, match="no such file"):
        serve(certfile=tmp_path / "certificate.pem", keyfile=tmp_path / "key.pem")


def test_with_a_certificate_it_serves_https_and_says_so_in_the_manifest(tmp_path: Path) -> None:
    certfile, keyfile = certificate(tmp_path)
    with running_server(tmp_path, certfile, keyfile) as address:
        assert address.startswith("https://")
        with ask(f"{address}/manifest.xml", trusted=certfile) as answer:
            manifest = ElementTree.fromstring(answer.read())
    (pane,) = manifest.iter(f"{OFFICE}SourceLocation")
    assert pane.get("DefaultValue") == f"{address}/taskpane.html"


def test_files_that_are_no_certificate_are_refused_before_anything_is_announced(tmp_path: Path) -> None:
    certfile, keyfile = certificate(tmp_path)
    (tmp_path / "junk.pem").write_text("junk")
    for pair in ((tmp_path / "junk.pem", keyfile), (certfile, tmp_path / "junk.pem"), (keyfile, certfile)):
        with pytest.raises(CannotServe, match="are no certificate and its private key"):
            serve(0, certfile=pair[0], keyfile=pair[1])  # type: ignore[arg-type]


def test_browsers_are_not_told_to_use_https_for_all_of_localhost(server: str) -> None:
    with ask(f"{server}/taskpane.html") as answer:
        assert answer.headers["Strict-Transport-Security"] == "max-age=0"


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for this computer that vouches for itself, and its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, today = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    certfile, keyfile, pem = folder / "certificate.pem", folder / "key.pem", serialization.Encoding.PEM
    certfile.write_bytes(made.public_bytes(pem))
    unencrypted = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    keyfile.write_bytes(key.private_bytes(pem, *unencrypted))
    return certfile, keyfile


def test_without_the_extra_it_says_in_one_line_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlwings_server", None)
    with pytest.raises(ServiceRoiError) as refused:
        serve()
    assert str(refused.value) == 'the server is not installed; install it with: pip install "xl-service-roi[server]"'


def started(tmp_path: Path, arguments: str, **settings: str) -> str:
    """What a server that cannot start says last; a key in the user's profile is out of sight."""
    said = subprocess.run(
        [sys.executable, "-c", START.format(arguments)],
        cwd=tmp_path,
        env=environment(HOME=str(tmp_path), USERPROFILE=str(tmp_path), **settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return said.stderr.strip().splitlines()[-1]


def test_without_a_licence_key_it_says_which_there_are(tmp_path: Path) -> None:
    told = started(tmp_path, "port=0")
    assert LICENCE in told
    assert "Set the environment variable XLWINGS_LICENSE_KEY to noncommercial" in told


def test_a_port_that_is_taken_is_named(tmp_path: Path, server: str) -> None:
    port = server.rpartition(":")[2]
    told = started(tmp_path, f"port={port}", **LICENCE_KEY)
    assert f"cannot listen at 127.0.0.1, port {port}: " in told
    assert told.endswith("take another with --port")
