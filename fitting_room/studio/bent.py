"""MV-VTON with the embedded engine to bend garments for it: engines do not know each other, so they meet here."""

from fitting_room.domain.garment import Outfit
from fitting_room.domain.job import silent
from fitting_room.domain.tryon import AgnosticPerson, LayeredImage, Preset, RenderOptions
from fitting_room.engines.mv_vton.engine import MvVtonEngine
from fitting_room.engines.warp import WarpEngine


def mv_vton() -> MvVtonEngine:
    """The engine, with one of its own for bending."""
    warp = WarpEngine()

    def bend(agnostic: AgnosticPerson, outfit: Outfit) -> LayeredImage:
        layers = warp.render(agnostic, outfit, RenderOptions(Preset.FINAL), silent).layers
        if layers is None or layers.size != agnostic.person.photo.size:
            raise ValueError("the embedded engine paints layers as large as a canvas of this size")
        return layers

    return MvVtonEngine(bend)
