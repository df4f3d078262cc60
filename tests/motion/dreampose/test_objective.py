"""What DreamPose is trained to."""

import torch
from diffusers import UNet2DConditionModel
from golden_data import manifest_of

from fitting_room.motion.dreampose.network import Adapter, widened
from fitting_room.motion.dreampose.objective import Lesson, noise_loss


def make_lesson() -> Lesson:
    chance = torch.Generator().manual_seed(0)
    shapes = ((2, 4, 16, 16), (2, 10, 16, 16), (2, 50, 768), (2, 4, 80, 64), (1, 50, 768), (1, 4, 80, 64))
    return Lesson(*(torch.randn(shape, generator=chance) for shape in shapes))


def test_both_networks_learn_from_the_same_loss() -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)
    unet, adapter = widened(UNet2DConditionModel.from_config(manifest_of("dreampose_unet_tiny")["config"])), Adapter()
    optimiser = torch.optim.AdamW([*unet.parameters(), *adapter.parameters()], lr=2e-3)
    losses = []
    for _ in range(8):
        loss = noise_loss(unet, adapter, make_lesson(), torch.Generator().manual_seed(1))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.9 * losses[0]
    # The new channels of the first layer began at nothing and have learned; so has the latents' share of the adapter.
    assert unet.conv_in.weight[:, 4:].abs().max() > 0
    assert adapter.linear1.weight[:, 50:].abs().max() > 0


def test_poses_photo_or_both_are_left_out_at_the_published_rate() -> None:
    lesson, chance = make_lesson(), torch.Generator().manual_seed(0)
    thin = [lesson.thinned(chance, 0.3) for _ in range(900)]
    poses = [not each.poses.any() for each in thin]
    photo = [each.photo is not lesson.photo for each in thin]
    both = sum(one and other for one, other in zip(poses, photo, strict=True))
    assert 60 < both < 120
    assert 130 < sum(poses) < 230
    assert 130 < sum(photo) < 230
