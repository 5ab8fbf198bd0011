"""Recalculates one workbook many times inside LibreOffice: for each scenario its inputs are set and two results read.

Run by the Python that LibreOffice's bridge (``uno``) belongs to, on Debian /usr/bin/python3 with python3-uno; stands on
nothing else. Reads from stdin {"workbook", "names", "scenarios"}, writes to stdout {"seconds", "results"}.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

RESULTS = ("result_programme_npv", "result_service_value")


def main():
    asked = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        pipe = f"sroi{time.time_ns()}"
        program = ["soffice", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
        office = subprocess.Popen([*program, f"-env:UserInstallation={Path(folder).as_uri()}"])
        try:
            desktop = connected(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            hidden = PropertyValue(Name="Hidden", Value=True)
            book = desktop.loadComponentFromURL(Path(asked["workbook"]).as_uri(), "_blank", 0, (hidden,))
            json.dump(recalculated(book, asked["names"], asked["scenarios"]), sys.stdout)
            book.close(True)
            desktop.terminate()
        finally:
            office.wait(30)


def connected(address):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            context = resolver.resolve(address)
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.2)
    raise SystemExit("LibreOffice does not answer")


def recalculated(book, names, scenarios):
    cells = [cell(book, name) for name in names]
    results = [cell(book, name) for name in RESULTS]
    book.enableAutomaticCalculation(False)
    for sheet in book.Sheets:
        sheet.unprotect("")
    found = []
    started = time.monotonic()
    for scenario in scenarios:
        for one, value in zip(cells, scenario, strict=True):
            one.setValue(value)
        book.calculate()
        found.append([one.getValue() for one in results])
    return {"seconds": time.monotonic() - started, "results": found}


def cell(book, name):
    return book.NamedRanges.getByName(name).getReferredCells().getCellByPosition(0, 0)


main()
