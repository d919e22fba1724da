"""Projection and its inverse, windows, clipping, labels: what holds for any of them."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.map.canvas import Canvas, clip
from index.map.labels import Label, place_labels
from index.map.outlines import draw_world
from index.map.projection import HIGHEST_LATITUDE, View, project, scale_bar, unproject
from index.map.world import COAST, RIVER, river_lines, world

LATITUDES = st.floats(-HIGHEST_LATITUDE, HIGHEST_LATITUDE)
LONGITUDES = st.floats(-180, 179.999)
COLUMNS, ROWS = st.integers(20, 200), st.integers(3, 50)
COORDINATES = st.floats(-1000, 1000, allow_nan=False)


@st.composite
def views(draw: st.DrawFn) -> View:
    return View.around(draw(LATITUDES), draw(LONGITUDES), draw(st.integers(0, 32)), draw(COLUMNS), draw(ROWS))


@given(LATITUDES, LONGITUDES, st.integers(128, 10_000_000))
def test_unproject_is_the_inverse(latitude: float, longitude: float, dots: int) -> None:
    found = unproject(*project(latitude, longitude, dots), dots)
    assert abs(found[0] - latitude) < 1e-6
    assert abs((found[1] - longitude + 180) % 360 - 180) < 1e-6


@given(views(), st.data())
def test_what_is_in_the_area_is_in_the_window(view: View, data: st.DataObject) -> None:
    column, row = data.draw(st.integers(0, view.columns - 1)), data.draw(st.integers(0, view.rows - 1))
    x, y = view.left + 2 * column + 1, view.top + 4 * row + 2
    if 0 < y < view.world:
        latitude, longitude = unproject(x, y, view.world)
        assert view.cell(latitude, longitude) is not None
        area = view.area
        assert area.south - 0.01 <= latitude <= area.north + 0.01


@given(st.lists(st.tuples(st.floats(-80, 80), LONGITUDES), min_size=1, max_size=10), COLUMNS, ROWS)
def test_the_nearest_window_shows_all_places(places: list[tuple[float, float]], columns: int, rows: int) -> None:
    view = View.showing(places, columns, rows)
    if view.zoom > 0:
        assert all(view.cell(*place) is not None for place in places)


@given(st.floats(-60, 60), LONGITUDES, st.integers(0, 3), st.integers(64, 200), st.data())
def test_a_window_wider_than_the_world_shows_it_once(
    latitude: float, longitude: float, zoom: int, columns: int, data: st.DataObject
) -> None:
    view = View.around(latitude, longitude, zoom, columns, 20)
    first, last = view.edges
    canvas = Canvas(view.columns, view.rows)
    draw_world(canvas, view)
    for line in canvas.lines():
        assert not line[: first // 2].strip()
        assert not line[-(-last // 2) :].strip()
    if view.columns * 2 >= view.world:
        assert last - first == view.world
        middle = view.cell(*view.middle)
        assert middle is not None and abs(middle[0] - view.columns // 2) <= 2
    place = view.cell(data.draw(st.floats(-30, 30)), data.draw(LONGITUDES))
    assert place is None or first // 2 <= place[0] <= (last - 1) // 2


@given(views(), st.integers(-30, 30), st.integers(-3, 3))
def test_a_move_there_and_back(view: View, columns: int, rows: int) -> None:
    moved = view.moved(columns, 0).moved(-columns, 0)
    assert moved == view
    assert abs(view.moved(0, rows).top - view.top) <= 4 * abs(rows)


@given(views(), st.integers(1, 60))
def test_a_scale_bar_is_round_and_fits(view: View, most: int) -> None:
    kilometres, cells = scale_bar(view, most)
    assert str(kilometres).rstrip("0") in ("1", "2", "5")
    assert 1 <= cells <= max(most, round(most / view.kilometres(most)))


@given(st.tuples(COORDINATES, COORDINATES, COORDINATES, COORDINATES), st.floats(1, 400), st.floats(1, 200))
def test_a_clipped_segment_lies_within_and_on_the_line(
    segment: tuple[float, float, float, float], width: float, height: float
) -> None:
    x, y, to_x, to_y = segment
    clipped = clip(segment, width, height)
    if clipped is None:
        steps = [(x + (to_x - x) * at / 50, y + (to_y - y) * at / 50) for at in range(51)]
        assert not any(1e-6 < px < width - 1e-6 and 1e-6 < py < height - 1e-6 for px, py in steps)
        return
    for px, py in (clipped[:2], clipped[2:]):
        assert -1e-6 <= px <= width + 1e-6
        assert -1e-6 <= py <= height + 1e-6
        assert abs((to_x - x) * (py - y) - (to_y - y) * (px - x)) <= 1e-6 * (1 + abs(to_x - x) + abs(to_y - y)) * 2000


@given(
    st.lists(st.builds(Label, st.integers(0, 79), st.integers(0, 19), st.integers(1, 30)), max_size=40),
)
def test_labels_never_cover_one_another(labels: list[Label]) -> None:
    placed = [box for box in place_labels(labels, [], 80, 20) if box is not None]
    assert not any(one.touches(other) for one, other in combinations(placed, 2))
    assert all(box.column >= 0 and box.column + box.width <= 80 and 0 <= box.row < 20 for box in placed)
    if labels and labels[0].width <= 30:
        assert place_labels(labels, [], 80, 20)[0] is not None


def test_the_world_is_there() -> None:
    coarse, fine = world()
    assert {line.kind for line in coarse} == {line.kind for line in fine}
    assert len(coarse) < len(fine)
    assert sum(line.kind == COAST for line in fine) > 1000
    south, north = 90.0, -90.0
    for line in river_lines("Euphrates"):
        assert line.kind == RIVER
        for latitude, longitude in line.degrees():
            south, north = min(south, latitude), max(north, latitude)
            assert 38 < longitude < 48
    assert south < 32
    assert north > 34


def test_a_coast_is_drawn_where_it_is() -> None:
    view = View.around(34, 36, 12, 80, 20)  # Lebanon: the sea in the west, the land in the east
    canvas = Canvas(80, 20)
    draw_world(canvas, view)
    beirut = view.cell(33.89, 35.49)
    assert beirut is not None
    column, row = beirut
    line = list(canvas.lines())[row]
    assert line[max(0, column - 3) : column + 4].strip()
    assert not line[: column - 6].strip()


@given(st.lists(st.tuples(st.integers(-60, 120), st.integers(-60, 120)), min_size=2, max_size=6))
def test_a_path_has_a_dot_near_each_point_of_it_within_the_canvas(points: list[tuple[int, int]]) -> None:
    canvas = Canvas(30, 15)
    canvas.path(points)
    rows = list(canvas.lines())
    for (x, y), (to_x, to_y) in pairwise(points):
        for share in range(11):
            column, row = x + (to_x - x) * share / 10, y + (to_y - y) * share / 10
            if 2 <= column < 58 and 4 <= row < 56:
                near = [
                    rows[int(row + step) // 4][int(column + aside) // 2] for step in (-2, 0, 2) for aside in (-1, 0, 1)
                ]
                assert any(sign != " " for sign in near)


def test_borders_and_rivers_have_fewer_dots_than_coasts() -> None:
    dots = []
    for every in (1, 2, 3):
        canvas = Canvas(30, 1)
        canvas.path([(0, 0), (59, 0)], every)
        dots.append(sum(bin(ord(sign) - 0x2800).count("1") for line in canvas.lines() for sign in line if sign != " "))
    assert dots == [60, 30, 20]
