"""The mirror itself: camera -> person -> garments -> shared memory, one frame after the other, newest first."""

import contextlib
import os
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

from fitting_room.domain.errors import CameraLost
from fitting_room.perception import graphs
from fitting_room.studio.camera.camera import Camera, Source, Trouble, Webcam, lost
from fitting_room.studio.camera.opening import open_camera
from fitting_room.studio.camera.webcams import has_cheap_list, list_webcams
from fitting_room.studio.mirror.dresser import Dresser
from fitting_room.studio.mirror.eye import Eye, Glance
from fitting_room.studio.mirror.frames import Frames, FrameWriter
from fitting_room.studio.mirror.messages import (
    Event,
    Guide,
    Keep,
    ListCameras,
    Listed,
    Look,
    Lost,
    Opened,
    Order,
    Posed,
    Rest,
    Retake,
    Shoot,
    Trace,
    Wear,
)
from fitting_room.studio.mirror.photographer import Photographer

PATIENCE = 0.05
"""Seconds to wait for a frame before orders are looked at again."""
AGAIN_SECONDS = 1.0
"""Between two attempts to open a camera that is not there."""
RELIST_SECONDS = 2.0
"""Between two looks at the list of cameras."""


class Mirror:
    """Owns the camera. `obey` takes orders, `step` shows one frame.

    Args:
        frames: Where frames are written.
        send: Receives what the window should know.
        open_source: Opens cameras and films.
        list_cameras: Lists webcams, given one that must not be disturbed.
    """

    def __init__(
        self,
        frames: FrameWriter,
        send: Callable[[Event], None],
        open_source: Callable[[Source], Camera] = open_camera,
        list_cameras: Callable[[Webcam | None], tuple[Webcam, ...]] = list_webcams,
    ) -> None:
        self._frames, self._send = frames, send
        self._open_source, self._list_cameras = open_source, list_cameras
        self._follower = graphs.make_follower()
        self._dresser = Dresser(send)
        self._photographer = Photographer(send)
        self._wanted: Look | None = None
        self._eye: Eye | None = None
        self._opened = self._traces = False
        self._trouble: Trouble | None = None
        self._next_try = self._next_list = 0.0
        self._listed: tuple[Webcam, ...] | None = None

    def obey(self, order: Order) -> None:
        """Do what an order says."""
        match order:
            case Look():
                self._wanted, self._trouble, self._next_try = order, None, 0.0
                self._close_eye()
                self._dresser.forget_person()
            case Rest():
                self._wanted = None
                self._close_eye()
                self._dresser.forget_person()
                self._photographer.retake()
            case Wear():
                self._dresser.wear(order)
            case Guide():
                self._photographer.guide(order)
            case Shoot():
                self._photographer.shoot()
            case Keep(shot, folder):
                self._photographer.keep(shot, folder)
            case Retake():
                self._photographer.retake()
            case ListCameras():
                self._relist(force=True)
            case Trace(on):
                self._traces = on

    def step(self) -> None:
        """Show the newest frame, or try to get at a camera; takes a fraction of a second at most."""
        self._relist()
        if self._eye is None and not self._look():
            time.sleep(PATIENCE)
            return
        assert self._eye is not None
        try:
            glance = self._eye.glance(PATIENCE)
        except CameraLost as error:
            self._close_eye()
            self._tell(error)
            return
        if glance is not None:
            self._show(glance)

    def close(self) -> None:
        """Let go of the camera and end the threads."""
        self._close_eye()
        self._dresser.close()

    def _show(self, glance: Glance) -> None:
        assert self._eye is not None
        if not self._opened:
            self._opened, self._trouble = True, None
            height, width = glance.raw.pixels.shape[:2]
            self._send(Opened(self._eye.source, (width, height)))
        self._frames.write(self._dresser.dress(glance), glance.raw.captured)
        if self._traces:
            pose = None if glance.seen is None else glance.seen.pose
            steady = None if glance.steady is None else glance.steady.pose.keypoints
            self._send(Posed(pose, steady, glance.raw.captured))
        self._photographer.see(glance)

    def _look(self) -> bool:
        """Open the wanted camera if it is time to; whether frames may come."""
        now = time.monotonic()
        if self._wanted is None or now < self._next_try:
            return False
        self._next_try = now + AGAIN_SECONDS
        source = self._wanted.source
        if source is None or isinstance(source, Webcam):
            webcams = self._list_cameras(None)
            if not webcams or (isinstance(source, Webcam) and all(cam.number != source.number for cam in webcams)):
                self._tell(lost(Trouble.UNPLUGGED if self._opened else Trouble.NONE_FOUND))
                return False
            source = source or webcams[0]
        self._opened = False
        self._eye = Eye(source, self._wanted.turn, self._follower, self._open_source)
        return True

    def _close_eye(self) -> None:
        if self._eye is not None:
            self._eye.close()
            self._eye = None

    def _tell(self, error: CameraLost) -> None:
        """Say once what is wrong with the camera."""
        if self._trouble != error.trouble:
            self._trouble = Trouble(error.trouble)
            self._send(Lost(self._trouble, error.what, error.next_step))

    def _relist(self, force: bool = False) -> None:
        """Say which cameras there are, when that changes or when asked."""
        now = time.monotonic()
        if not force and (not has_cheap_list() or now < self._next_list):
            return
        self._next_list = now + RELIST_SECONDS
        in_use = self._eye.source if self._eye is not None else None
        webcams = self._list_cameras(in_use if isinstance(in_use, Webcam) else None)
        if force or webcams != self._listed:
            self._listed = webcams
            self._send(Listed(webcams))


def run_mirror(orders: Connection, frames: Frames) -> None:
    """Main loop of the mirror's process, until None comes or the window is gone.

    Args:
        orders: Pipe to the window: orders come in, events go out.
        frames: Shared memory for the pictures.
    """
    import cv2

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is the window's to handle.
    # Pose and cloth have a thread each; more would only fight for the same cores.
    cv2.setNumThreads(1 if (os.cpu_count() or 1) <= 4 else 2)
    mirror = Mirror(FrameWriter(frames), orders.send)
    try:
        while True:
            while orders.poll():
                order = orders.recv()
                if order is None:
                    return
                mirror.obey(order)
            mirror.step()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass  # The window is gone.
    finally:
        with contextlib.suppress(OSError):
            mirror.close()
