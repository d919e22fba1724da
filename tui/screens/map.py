"""The map: the places that a result's documents name, and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from index.answers.counts import Bucket
from index.answers.entity import MapAnswer, MapPlace
from index.errors import DatelineError, PathError
from index.home.folders import absolute, write_whole
from index.query.editing import condition
from tui.bound_keys import bindings
from tui.keys import Context
from tui.safety import foreign
from tui.screens.ask import AskDialog
from tui.screens.names_without_place import NamesDialog
from tui.screens.settle import Settled, SettleDialog
from tui.screens.sized import SizedScreen, TooSmall
from tui.screens.timeline import SCALES, Chosen
from tui.text.map_frame import position, ruler
from tui.text.spark import spark
from tui.widgets.rowlist import fitted
from tui.widgets.status import KeyLine, StatusLine, TextLine
from tui.widgets.tasks import launch
from tui.widgets.world_map import WorldMap

if TYPE_CHECKING:
    from index.service.client import Client

Settle = Callable[[Settled], None]
"""Keeps which place a name stands for."""


class MapScreen(SizedScreen[Chosen]):
    """Places on a map, the timeline below. Its result is None or a condition for the query."""

    BINDINGS = bindings(Context.MAP)

    def __init__(
        self, client: Client, ticket: int, query: str, settle: Settle, document: str = "", name: str = ""
    ) -> None:
        """``ticket`` is of the result, ``document`` the open one or "", ``name`` the place to begin at or ""."""
        super().__init__()
        self._client = client
        self._ticket = ticket
        self._query = query
        self._settle = settle
        self._document = document
        self._name = name
        self._by = ""
        self._buckets: list[Bucket] = []
        self._names: Sequence[tuple[str, int]] = ()  # that are on no map
        self._at: int | None = None  # of the time that is shown; None for all

    def compose(self) -> ComposeResult:
        """Makes the map and the lines around it."""
        yield TextLine(" Map", id="map-title", classes="title")
        yield WorldMap(id="map")
        yield TextLine(id="map-place", classes="told")
        yield TextLine(id="map-times", classes="told")
        yield StatusLine(id="status")
        yield KeyLine("map", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Asks for the places."""
        self.set_focus(self._map)
        launch(self, "map", self._load)

    @property
    def _map(self) -> WorldMap:
        return self.query_one(WorldMap)

    @property
    def _bucket(self) -> Bucket | None:
        return self._buckets[self._at] if self._at is not None else None

    async def _load(self) -> None:
        status, bucket = self.query_one(StatusLine), self._bucket
        status.run("counting…")
        begin, finish = (bucket.begin, bucket.finish) if bucket is not None else ("", "")
        try:
            answer = await self._client.map(self._ticket, self._document, begin, finish, self._by)
        except DatelineError as error:
            status.say(str(error))
        else:
            self._show(answer)
        status.run("")

    def _show(self, answer: MapAnswer) -> None:
        self._by = answer.timeline.by
        self._names = answer.names_without_place
        self._buckets = [bucket for bucket in answer.timeline.buckets if bucket.published]
        wanted = self._map.current.written if self._map.current is not None else None
        numbers = range(len(answer.places))
        chosen = next((at for at in numbers if answer.places[at].written == wanted), None)
        named = (at for at in numbers if answer.places[at].name == self._name)
        if chosen is None:
            chosen = next(named, next((at for at in numbers if answer.places[at].is_point), 0 if numbers else None))
        self._map.show(answer.places, chosen)
        if self._name and chosen is not None:
            self._map.choose(chosen)
            self._name = ""
        of = f" · {self._query}" if self._query else ""
        when = f" · {self._bucket.label}" if self._bucket is not None else ""
        self.query_one("#map-title", TextLine).show(f" Map{when}{of}")
        self.query_one(StatusLine).stand(_counts(answer))
        self._tell()

    def _tell(self) -> None:
        """Tells of the chosen place, the scale and the times."""
        view, width = self._map.view, self.size.width
        scale = f"{ruler(view, max(8, width // 6))}  {position(view)}"
        place = self._map.current
        told = _about(place) if place is not None else "No place is on the map"
        told = fitted(foreign(told), max(0, width - len(scale) - 3))
        self.query_one("#map-place", TextLine).show(f" {told} {scale}")
        label = self._bucket.label if self._bucket is not None else f"by {self._by}"
        bars = spark([bucket.published for bucket in self._buckets], self._at, width - len(label) - 3)
        self.query_one("#map-times", TextLine).show(f" {label} {bars}")

    # Moving

    def action_zoom_in(self) -> None:
        """Enlarges the map."""
        self._zoom(1)

    def action_zoom_out(self) -> None:
        """Shrinks the map."""
        self._zoom(-1)

    def _zoom(self, steps: int) -> None:
        self._map.zoom(steps)
        self._tell()

    def action_west(self) -> None:
        """Moves the window west."""
        self._pan(-1, 0)

    def action_east(self) -> None:
        """Moves the window east."""
        self._pan(1, 0)

    def action_north(self) -> None:
        """Moves the window north."""
        self._pan(0, -1)

    def action_south(self) -> None:
        """Moves the window south."""
        self._pan(0, 1)

    def _pan(self, across: int, down: int) -> None:
        self._map.pan(across, down)
        self._tell()

    def action_all(self) -> None:
        """Shows all places."""
        self._map.show_all()
        self._tell()

    def action_next_place(self) -> None:
        """Goes to the place that follows by the number of documents."""
        self._step_place(1)

    def action_previous_place(self) -> None:
        """Goes to the place before it by the number of documents."""
        self._step_place(-1)

    def _step_place(self, step: int) -> None:
        count = len(self._map.places)
        if count:
            self._map.choose(((self._map.chosen if self._map.chosen is not None else -step) + step) % count)
            self._tell()

    def action_next_unsure(self) -> None:
        """Goes to the next place of which texts leave open which one is meant."""
        places, at = self._map.places, self._map.chosen or 0
        order = [*range(at + 1, len(places)), *range(min(at + 1, len(places)))]
        found = next((number for number in order if places[number].unsure), None)
        if found is None:
            self._say("No text leaves open which place is meant.")
        else:
            self._map.choose(found)
            self._tell()

    # Times

    def action_next_time(self) -> None:
        """Shows the next time alone, after the last one all again."""
        self._step_time(1)

    def action_previous_time(self) -> None:
        """Shows the time before alone, before the first one all again."""
        self._step_time(-1)

    def _step_time(self, step: int) -> None:
        count = len(self._buckets)
        at = self._at + step if self._at is not None else (0 if step > 0 else count - 1)
        self._at = at if 0 <= at < count else None
        launch(self, "map", self._load)

    def action_shorter(self) -> None:
        """Makes the times shorter, and shows all of them."""
        self._scale(-1)

    def action_longer(self) -> None:
        """Makes the times longer, and shows all of them."""
        self._scale(1)

    def _scale(self, step: int) -> None:
        at = SCALES.index(self._by) + step if self._by else -1
        if 0 <= at < len(SCALES):
            self._by, self._at = SCALES[at], None
            launch(self, "map", self._load)
        else:
            self._say("There is nothing shorter than a day and nothing longer than a year.")

    # Going on with what is shown

    def action_open(self) -> None:
        """Makes the place a condition of the query: its documents are listed."""
        place = self._map.current
        if place is not None:
            within = f" in:{place.country}" if place.choices and place.country else ""
            self.dismiss(Chosen(condition=f"{condition('place', place.name)}{within}{self._when}"))

    def action_filter(self) -> None:
        """Makes the area that is shown a condition of the query."""
        self.dismiss(Chosen(condition=f"area:{self._map.view.area}{self._when}"))

    @property
    def _when(self) -> str:
        return f" date:{self._bucket.label}" if self._bucket is not None else ""

    async def action_settle(self) -> None:
        """Asks which place is meant."""
        place = self._map.current
        if place is None or not place.choices:
            self._say("This place is the only one of its name; P is for one that could be two.")
            return
        await self.app.push_screen(SettleDialog(place, document=bool(self._document and place.here)), self._settled)

    def _settled(self, settled: Settled | None) -> None:
        if settled is not None:
            self._settle(settled)
            launch(self, "map", self._load)

    async def action_list_names(self) -> None:
        """Lists the names of places that are not on the map."""
        if self._names:
            await self.app.push_screen(NamesDialog(self._names), self._named)
        else:
            self._say("Every place that a document names is on the map.")

    def _named(self, name: str | None) -> None:
        if name is not None:
            self.dismiss(Chosen(condition=f"{condition('place', name)}{self._when}"))

    async def action_export(self) -> None:
        """Asks for a file and writes the places to it, those of the time that is shown."""
        from index.map.export import FORMATS  # with the first file that is written

        if self._map.places:
            question = f"Export to a file that ends in {', '.join(f'.{form}' for form in FORMATS)}"
            await self.app.push_screen(AskDialog(question, "places.geojson"), self._export)
        else:
            self._say("No place is on the map.")

    def _export(self, name: str | None) -> None:
        from index.map.export import FORMATS

        if not name:
            return
        try:
            target = absolute(name)
        except PathError as error:
            self._say(str(error))
            return
        form = target.suffix.lower().removeprefix(".")
        if form not in FORMATS:
            self._say(f"The name has to end in one of {', '.join(f'.{one}' for one in FORMATS)}.")
        elif target.exists():
            self._say(f"{target} is there already; name another file.")
        else:
            launch(self, "export", self._write, target, form)

    async def _write(self, target: Path, form: str) -> None:
        status, bucket = self.query_one(StatusLine), self._bucket
        begin, finish = (bucket.begin, bucket.finish) if bucket is not None else ("", "")
        status.run("writing…")
        try:
            pieces, start, total = list[str](), 0, 1
            while start < total:
                answer = await self._client.map_file(self._ticket, form, begin, finish, start)
                pieces.append(answer.text)
                start, total = start + len(answer.text), answer.total
            write_whole(target, "".join(pieces).encode("utf-8"))
        except DatelineError as error:
            status.say(str(error))
        except OSError as error:
            status.say(f"{target} cannot be written: {error.strerror}.")
        else:
            status.say(f"The places were written to {target}")
        status.run("")

    def action_back(self) -> None:
        """Closes the map."""
        self.dismiss(None)

    def _say(self, sentence: str) -> None:
        self.query_one(StatusLine).say(sentence)


def _about(place: MapPlace) -> str:
    """A place in a line: in how many documents, how sure that is, what it is, and where: what is cut off comes last."""
    kind = place.size or place.kind
    where = place.region or place.country
    documents = f"{place.documents:,} document{'s' if place.documents != 1 else ''}"
    unsure = f"{place.unsure:,} leave open which one (P)" if place.unsure else ""
    return " · ".join(filter(None, (place.name, documents, unsure, kind, where)))


def _counts(answer: MapAnswer) -> str:
    notes = [f"{len(answer.places):,} places in {answer.located:,} of {answer.documents:,} documents"]
    notes += [f"{answer.unplaced:,} name a place that is not found (u)"] if answer.unplaced else []
    return " · ".join(notes)
