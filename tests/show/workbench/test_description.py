"""The description of the desk's addresses: whatever it allows is answered without a fault, never without a cookie."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from onrecord.opened import open_ledger
from onrecord.show.workbench import create_app
from tests.show.workbench.conftest import ADDRESS, ORIGIN, REPORTS, TOKEN, filled

schemathesis = pytest.importorskip("schemathesis") if not os.environ.get("CI") else __import__("schemathesis")
LET_IN = {**ORIGIN, "cookie": f"onrecord_desk_8765={TOKEN}"}


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description of a desk that may be written to."""
    with open_ledger(filled(tmp_path_factory.mktemp("described"), REPORTS[:2])) as ledger:
        app = create_app(ledger, token=TOKEN)
        yield schemathesis.openapi.from_asgi("/openapi.json", app, headers={**LET_IN, "host": "127.0.0.1:8765"})


def tried(described: Any, check: Callable[[Any], None], *, times: int) -> None:
    """Ask every operation with what its description allows."""
    for found in described.get_all_operations():
        fits = given(case=found.ok().as_strategy())
        quick = settings(max_examples=times, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        quick(fits(check))()


def test_what_the_description_allows_is_answered(described: Any) -> None:
    seen: set[int] = set()

    def answered(case: Any) -> None:
        answer = case.call(base_url=ADDRESS, headers=LET_IN, allow_redirects=False)
        assert answer.status_code < 500, (case.method, case.path, answer.text[:300])
        assert answer.status_code != 401
        assert "Traceback" not in answer.text
        seen.add(answer.status_code)

    tried(described, answered, times=15)
    assert {200, 303, 404} <= seen


def test_nothing_is_answered_without_the_cookie(described: Any) -> None:
    def refused(case: Any) -> None:
        assert case.call(base_url=ADDRESS, headers=ORIGIN, allow_redirects=False).status_code == 401

    tried(described, refused, times=4)


def test_the_description_names_every_route(described: Any) -> None:
    assert {"/", "/events", "/events/{id}", "/documents/{id}", "/judgements"} <= set(described.raw_schema["paths"])
