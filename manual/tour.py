"""The tour of the workbench: ten actions over the reports of ``examples/collection``, and the pictures of them.

``python -m manual.tour`` walks them in a real browser and writes ``docs/tour/1.png`` … anew; the tests walk the same
steps and say what is seen at each.
"""

from __future__ import annotations

import os
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "tour"
WIDTH, HEIGHT = 1200, 720
TOKEN = "tour" * 11
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Step:
    """One action: what a person does, and the words or mark by which she sees that it is done."""

    does: str
    act: Callable[[Any], None]
    sees: str
    has: str
    picture: bool = False


STEPS = (
    Step("open the address that onrecord serve prints", lambda page: page.goto("/"),
         "section[aria-labelledby=disputed] li:first-child", "packing hall destroyed", picture=True),
    Step("click the figure that is most disputed", lambda page: page.click("section[aria-labelledby=disputed] h3 a"),
         "[id^=G] .drifted", "brought in by Port Daily", picture=True),
    Step("click the outlet that brought the drift in", lambda page: page.click(".drifted a"),
         ".article del", "800 square metres", picture=True),
    Step("click “correct” at the figure", lambda page: page.click(".entry:target .fix"),
         ".entry:target .fixing", "unit"),
    Step("choose the unit", lambda page: page.select_option(".entry:target .fixing select", label="m²"),
         ".entry:target .fixing", "because"),
    Step("say why", lambda page: page.fill(".entry:target .why input", "its source has square metres"),
         ".entry:target .fixing", "because", picture=True),
    Step("press “correct it”", lambda page: page.click(".entry:target .fixing button"),
         ".entry:target .ruled", "corrected", picture=True),
    Step("click the number of the figure", lambda page: page.click(".entry:target a.id"),
         "#figures ~ .chart:has(svg .mark)", "packing hall destroyed", picture=True),
    Step("go back to the report", lambda page: page.go_back(),
         ".entry:target .judge", "undo"),
    Step("press “undo”", lambda page: page.click(".entry:target button[value^=undo]"),
         "#fig3 .judge", "(undone)", picture=True),
)  # fmt: skip
"""The tour. The eighth page says nothing of a drift any more, and marks what was corrected."""


def walk(page: Any) -> Iterator[Step]:
    """Do one action after the other on a page that has been let in, and wait until its sign is there."""
    for step in STEPS:
        step.act(page)
        page.locator(step.sees).filter(has_text=step.has).first.wait_for()
        yield step


@contextmanager
def desk(folder: Path) -> Iterator[str]:
    """The address of a desk over the example reports, kept in a ledger under ``folder``."""
    import uvicorn

    from onrecord.adding import add
    from onrecord.opened import open_ledger
    from onrecord.show.workbench import create_app

    os.environ.setdefault("ONRECORD_AUTHOR", "You")
    with open_ledger(folder / "demo.ledger") as ledger, socket.create_server(("127.0.0.1", 0)) as listening:
        add(ledger, [str(ROOT / "examples" / "collection")], jobs=1)
        app = create_app(ledger, token=TOKEN)
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", ws="none"))
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        serving.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        serving.join(10)


def main() -> None:
    """Walk the tour and write its pictures."""
    from playwright.sync_api import sync_playwright

    browser_path = next(filter(None, map(which, _BROWSERS)), None)
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, desk(Path(folder)) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        window = browser.new_context(base_url=address, viewport={"width": WIDTH, "height": HEIGHT},
                                     color_scheme="light", reduced_motion="reduce", device_scale_factor=1)  # fmt: skip
        page = window.new_page()
        page.goto(f"/?token={TOKEN}")
        for number, step in enumerate(walk(page), 1):
            if step.picture:
                seen = page.locator(step.sees).filter(has_text=step.has).first
                seen.evaluate("one => one.scrollIntoView({block: 'center'})")
                page.wait_for_timeout(300)  # fonts and the mark of what is pointed at
                page.screenshot(path=PICTURES / f"{number}.png")
        browser.close()


if __name__ == "__main__":
    main()
