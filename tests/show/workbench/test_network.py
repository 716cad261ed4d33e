"""Networks: every relation is in the table and in the files, what is drawn is drawn whole, labels lie on nothing."""

import csv
import io
import itertools
import math
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient

from onrecord.core.plover import TYPES
from onrecord.opened import Ledger, open_ledger
from onrecord.show.workbench.drawing.network import FEW, Bond, Node, draw, manner, strongest
from onrecord.show.workbench.drawing.springs import packed, parts, settle
from tests.show.workbench.conftest import REPORTS, filled
from tests.show.workbench.test_pages import let_in


def bond(a: str, b: str, count: int = 1, relation: str = "ASSAULT") -> Bond:
    return Bond(a=a, a_name=f"Group {a}", a_kind="armed_group", relation=relation, b=b, b_name=f"Place {b}",
                b_kind="other", count=count, counted="events")  # fmt: skip


SOME = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(1, 30), st.sampled_from([*TYPES, "commands"])),
    max_size=70,
).map(lambda rows: [bond(f"A{a}", f"A{b}", count, kind) for a, b, count, kind in rows if a != b])


def box(node: Node) -> tuple[float, float, float, float]:
    """The room of a label."""
    long = len(node.label) * 6.5
    left = node.label_x - {"start": 0, "middle": long / 2, "end": long}[node.anchor]
    return left, node.label_y - 11, left + long, node.label_y + 3


@settings(max_examples=30, deadline=None)
@given(SOME)
def test_nothing_is_lost_and_no_label_lies_on_another_or_off_the_paper(bonds: list[Bond]) -> None:
    drawn = draw(bonds, most=20)
    every = {name for one in bonds for name in (one.a, one.b)}
    if drawn is None:
        assert not every
        return
    assert len(drawn.nodes) + drawn.left_out == len(every)
    assert len(drawn.lines) + drawn.lines_left_out == len(bonds)
    for node in drawn.nodes:
        assert 0 <= node.x <= drawn.width
        assert 0 <= node.y <= drawn.height
        assert math.isfinite(node.x + node.y + node.r)
    labelled = [box(node) for node in drawn.nodes if node.label]
    for one, other in itertools.combinations(labelled, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_the_strongest_are_drawn_and_the_same_network_is_the_same_picture() -> None:
    bonds = [bond(f"A{number}", f"A{number + 100}", 200 - number) for number in range(100)]
    drawn = draw(bonds)
    assert drawn is not None
    assert len(drawn.nodes) == FEW
    assert {one.bond.count for one in drawn.lines} == set(range(171, 201))
    assert draw(bonds) == drawn
    whole = draw(bonds, most=1000)
    assert whole is not None
    assert (len(whole.nodes), whole.left_out, whole.lines_left_out) == (200, 0, 0)
    assert list(strongest(bonds, 2)) == ["A0", "A100"]


def test_of_many_actors_the_circles_are_as_large_as_what_is_counted_and_apart() -> None:
    hub = [bond("A0", f"A{number}", number) for number in range(1, 40)]
    drawn = draw(hub)
    assert drawn is not None
    by_id = {node.id: node for node in drawn.nodes}
    assert by_id["A0"].r > by_id["A39"].r > by_id["A1"].r
    for one, other in itertools.combinations(drawn.nodes, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) > 6


@pytest.mark.parametrize(("relation", "drawn"), [
    ("ASSAULT", "harm"), ("ACCUSE", "blame"), ("AID", "help"), ("CONSULT", "agree"), ("commands", "tie"),
    ("credits", "credits"),
])  # fmt: skip
def test_a_line_looks_as_what_it_says(relation: str, drawn: str) -> None:
    assert manner(relation) == drawn


def test_neighbours_lie_nearer_than_strangers() -> None:
    ring = [(number, (number + 1) % 12) for number in range(12)]
    at = settle(12, ring)
    near = [float(np.hypot(*(at[a] - at[b]))) for a, b in ring]
    far = [float(np.hypot(*(at[a] - at[(a + 6) % 12]))) for a in range(12)]
    assert max(near) < min(far)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.floats(0.5, 30), st.floats(0.5, 30)), max_size=30))
def test_parts_are_packed_beside_each_other(boxes: list[tuple[float, float]]) -> None:
    corners, high = packed(boxes, width=40)
    placed = [(x, y, x + wide, y + tall) for (x, y), (wide, tall) in zip(corners, boxes, strict=True)]
    assert all(one[3] <= high + 1e-6 and one[2] <= 40 + 1e-6 for one in placed)
    for one, other in itertools.combinations(placed, 2):
        overlap = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
        assert min(overlap) <= 1e-6


def test_parts_are_what_hangs_together() -> None:
    assert parts(6, [(0, 1), (1, 2), (4, 5)]) == [[0, 1, 2], [4, 5], [3]]


RAID = (
    "Gunmen of the Free Valley Front attacked a police post in Orsk on Friday, Governor Ilmar Voss said. The Interior "
    "Ministry accused the Free Valley Front of the attack."
)


@pytest.fixture(scope="module")
def raided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Two reports of one raid and two of one fire, of which the second copies the first."""
    raid = [{"id": name, "publisher": paper, "published": day, "text": RAID + more}
            for name, paper, day, more in (("r", "Border Gazette", "2025-03-02", ""),
                                           ("s", "Valley Post", "2025-03-04", " Nobody was hurt."))]  # fmt: skip
    with open_ledger(filled(tmp_path_factory.mktemp("raid"), [*REPORTS[:2], *raid])) as ledger:
        yield ledger


@pytest.mark.parametrize("of", ["actors", "sources"])
def test_the_drawing_the_table_and_the_files_have_the_same_numbers(raided: Ledger, of: str) -> None:
    client, told = let_in(raided), list(raided.links() if of == "actors" else raided.carriers())
    assert told
    page = html.fromstring(client.get(f"/network/{of}").text)
    rows = page.xpath("//section[@id='list']//tbody/tr")
    cells = list(csv.DictReader(io.StringIO(client.get(f"/network/{of}.csv").text)))
    assert len(rows) == len(cells) == len(client.get(f"/network/{of}.json").json()) == len(told)
    assert len(page.xpath("//*[local-name()='g' and @data-a]")) == len(told)
    picture = client.get(f"/network/{of}.svg").text
    assert picture.count("data-a=") == len(told)
    for node in page.xpath("//a[@data-node]"):
        assert client.get(node.get("href")).status_code == 200
        assert node.xpath("./*[local-name()='title']/text()")


def test_a_network_is_narrowed_by_kind_by_weight_and_by_the_shared_filter(raided: Ledger) -> None:
    client, kinds = let_in(raided), {one.relation for one in raided.links()}
    assert kinds
    for kind in kinds:
        told = client.get("/network/actors.json", params={"relation": kind}).json()
        assert {one["relation"] for one in told} == {kind}
    heavy = client.get("/network/actors", params={"least": 1000}).text
    assert "No two actors are related in what fits" in heavy
    assert client.get("/network/actors.json", params={"about": "zeppelin"}).json() == []
    assert client.get("/network/actors.svg", params={"least": 1000}).status_code == 404
    narrowed = html.fromstring(client.get("/network/actors", params={"as_of": "2025-03-03", "least": 1}).text)
    links = narrowed.xpath("//a[@data-node]/@href")
    assert links
    assert all("as_of=2025-03-03" in link for link in links)


def test_lists_and_networks_lead_to_each_other(client: TestClient) -> None:
    for of in ("actors", "sources"):
        assert f"/network/{of}" in html.fromstring(client.get(f"/{of}").text).xpath("//main//a/@href")
        assert f"/{of}" in html.fromstring(client.get(f"/network/{of}").text).xpath("//main//a/@href")
