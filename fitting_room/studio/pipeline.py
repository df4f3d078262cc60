"""The straight line: photo -> perception -> agnostic -> engine -> composite -> result."""

import contextlib
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from threading import Thread

from fitting_room.domain.body import Person, Photo
from fitting_room.domain.errors import FittingRoomError, NotAllowed, NotEnoughMemory
from fitting_room.domain.garment import Outfit
from fitting_room.domain.job import Preview, Report, silent, unseen, within
from fitting_room.domain.licence import Profile
from fitting_room.domain.sentence import Sentence
from fitting_room.domain.tryon import AgnosticPerson, Preset, RenderOptions, Sample, TryOnRequest, TryOnResult
from fitting_room.engines.alarms import STILL_WRONG
from fitting_room.engines.base import Rendering, TryOnEngine
from fitting_room.engines.composite import paste_back
from fitting_room.shelf.installed import profile_now
from fitting_room.studio.catalog import EMBEDDED, check_allowed, make_engine
from fitting_room.studio.messages import Outlook

EMBEDDED_INSTEAD = Sentence("The warp engine made this picture instead.")
STOOD_IN = Sentence("Nor did the other try look right: the instant engine made this picture. The others can be chosen.")
REMEMBERED_PEOPLE = 4
"""Photos understood and kept for the next garment: a 12-megapixel person takes about 100 MB."""


class FittingRoom:
    """Renders try-on requests, keeping what it has understood of each photo for the next garment.

    Used by one thread.

    Args:
        profile: Says what this installation is for; asked before every picture, because people change it.
    """

    def __init__(self, profile: Callable[[], Profile] = profile_now) -> None:
        self._profile = profile
        self._people: OrderedDict[str, Person] = OrderedDict()
        self._engines: dict[str, TryOnEngine] = {}

    def understand(
        self, photo: Photo, engine: str = "warp", preset: Preset = Preset.BALANCED, report: Report = silent
    ) -> Person:
        """The person in a photo; the second call with the same pixels costs nothing.

        Meanwhile a second thread does what the engine can do before it knows the garments.

        Args:
            photo: The photo.
            engine: Which engine is likely to dress the person.
            preset: At which preset.
            report: Called at every step with its share of this work; raises `Cancelled` to stop.

        Raises:
            UnsuitablePhoto: Nobody can be dressed in this photo.
            Cancelled: `report` raised it.
        """
        from fitting_room.perception.choice import perception_here
        from fitting_room.perception.person import understand_person

        key = hashlib.blake2b(photo.pixels.tobytes(), digest_size=16).hexdigest() + str(photo.pixels.shape)
        person = self._people.pop(key, None)
        if person is None:
            perception = perception_here()
            person = understand_person(photo, perception.parser, report=report, finder=perception.finder)
            person = replace(person, notices=(*person.notices, *perception.notices))
            Thread(target=self._engine_that_fits(engine).prepare, args=(person, preset)).start()
        self._people[key] = person
        while len(self._people) > REMEMBERED_PEOPLE:
            self._people.popitem(last=False)
        return person

    def render(self, request: TryOnRequest, report: Report = silent, preview: Preview = unseen) -> TryOnResult:
        """Dress the person of a request.

        Args:
            request: Photo, outfit, engine and options.
            report: Called at every stage; raises `Cancelled` to stop.
            preview: Shown what becomes of the picture, by engines that take long.

        Raises:
            UnsuitablePhoto: The photo does not show what the outfit needs.
            ModelUnavailable: The engine's model is not installed, or the engine is not allowed here.
            NotEnoughMemory: The engine's model does not fit into this machine.
            Cancelled: `report` raised it.
        """
        from fitting_room.perception.agnostic import make_agnostic
        from fitting_room.perception.body_shape import measure_body
        from fitting_room.perception.quality import check_person

        self.check_allowed(request.engine)
        seconds: dict[str, float] = {}
        started = time.perf_counter()

        def finish(stage: str) -> None:
            nonlocal started
            seconds[stage] = time.perf_counter() - started
            started = time.perf_counter()

        report("perception", 0.1)
        person = self.understand(request.photo, request.engine, request.options.preset, within(report, 0.1, 0.5))
        check_person(person, request.outfit.categories, request.outfit.has_backs)
        worn = replace(request, outfit=request.outfit.turned) if person.from_behind else request
        finish("perception")
        report("agnostic", 0.5)
        shape = measure_body(person)
        marking = within(report, 0.52, 0.55)
        agnostic = make_agnostic(person, worn.outfit, shape, request.mask_edit, report=marking)
        finish("agnostic")
        rendering = self._paint(worn, agnostic, report, preview)
        finish("engine")
        image, changed = paste_back(request.photo, rendering, agnostic, within(report, 0.95, 1.0))
        samples = tuple(
            replace(sample, image=image, changed=changed)
            if sample.image is rendering.image
            else _put_back(request.photo, sample, agnostic)
            for sample in rendering.samples
        )
        finish("composite")
        report("done", 1.0)
        garment_notices = tuple(notice for garment in request.outfit.garments for notice in garment.notices)
        notices = (*person.notices, *garment_notices, *rendering.notices)
        return TryOnResult(request, image, changed, rendering.layers, seconds, notices, samples)

    def _paint(self, request: TryOnRequest, agnostic: AgnosticPerson, report: Report, preview: Preview) -> Rendering:
        """Let the engine paint, or the embedded one where this machine is too small for it; the picture says which."""
        try:
            painted = self._engine(request.engine).render(agnostic, request.outfit, request.options, report, preview)
        except NotEnoughMemory as error:
            if request.engine == EMBEDDED:
                raise
            rendering = self._engine(EMBEDDED).render(agnostic, request.outfit, request.options, report, preview)
            return replace(rendering, notices=(error.what, EMBEDDED_INSTEAD, *rendering.notices))
        if painted.is_doubtful and request.options.sample is None:
            return self._stand_in(request, agnostic, report, painted)
        return painted

    def _stand_in(
        self, request: TryOnRequest, agnostic: AgnosticPerson, report: Report, painted: Rendering
    ) -> Rendering:
        """The embedded engine's picture where all that another painted looks wrong; what that painted can be chosen.

        Not another photoreal engine's: this one is always there, needs no gigabytes to be loaded, and cannot change the
        person.
        """
        rendering = self._engine(EMBEDDED).render(agnostic, request.outfit, request.options, report)
        stand_in = Sample(None, request.options.seed, rendering.image, rendering.changed)
        said = tuple(notice for notice in painted.notices if notice != STILL_WRONG)
        notices = (*said, STOOD_IN, *rendering.notices)
        return replace(rendering, notices=notices, samples=(stand_in, *painted.samples))

    def check_allowed(self, engine: str) -> None:
        """Make sure that an engine may be used here now; one in memory that no longer may is unloaded.

        Raises:
            NotAllowed: Its licence forbids it.
        """
        if engine == EMBEDDED:
            return
        try:
            check_allowed(engine, self._profile())
        except NotAllowed:
            loaded = self._engines.pop(engine, None)
            if loaded is not None:
                loaded.unload()
            raise

    def keep_to_licences(self) -> None:
        """Unload every engine that may no longer be used here."""
        for engine in tuple(self._engines):
            with contextlib.suppress(NotAllowed):
                self.check_allowed(engine)

    def foresee(self, engine: str) -> Outlook:
        """How an engine would run here now; loads nothing, but looks at the hardware."""
        try:
            self.check_allowed(engine)
            ahead = self._engines.get(engine) or make_engine(engine)
            return Outlook(engine, what=ahead.foresee())
        except FittingRoomError as error:
            return Outlook(engine, runs=False, what=error.what, next_step=error.next_step)

    def close(self) -> None:
        """Unload every engine and forget every person."""
        for engine in self._engines.values():
            engine.unload()
        self._engines.clear()
        self._people.clear()

    def _engine_that_fits(self, name: str) -> TryOnEngine:
        try:
            return self._engine(name)
        except NotEnoughMemory:
            return self._engine(EMBEDDED)

    def _engine(self, name: str) -> TryOnEngine:
        self.check_allowed(name)
        if name not in self._engines:
            engine = make_engine(name)
            engine.load()
            self._engines[name] = engine
        return self._engines[name]


def _put_back(photo: Photo, sample: Sample, agnostic: AgnosticPerson) -> Sample:
    """A sample as a finished picture."""
    image, changed = paste_back(photo, Rendering(sample.image, sample.changed), agnostic)
    return replace(sample, image=image, changed=changed)


def try_on(
    photo: Photo, outfit: Outfit, options: RenderOptions = RenderOptions(), report: Report = silent
) -> TryOnResult:
    """Dress the person in a photo with the embedded engine.

    Args:
        photo: One person, seen from the front or three-quarter; from behind where the garments have backs.
        outfit: What to wear.
        options: Preset, fit, tuck, seed.
        report: Called at every stage; raises `Cancelled` to stop.

    Raises:
        UnsuitablePhoto: The photo does not show what the outfit needs.
        Cancelled: `report` raised it.
    """
    return FittingRoom().render(TryOnRequest(photo, outfit, options=options), report)
