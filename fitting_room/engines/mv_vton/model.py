"""The file that MV-VTON published -> its networks: which name goes where, and nothing left over.

The autoencoder is the stock one of diffusers; the file has its tensors under the names of latent diffusion.
"""

import re
from collections.abc import Mapping

import torch
from diffusers import AutoencoderKL
from torch import Tensor, nn

from fitting_room.domain.errors import DamagedModel
from fitting_room.engines.mv_vton.details import SIDE, DetailNetwork, PoseTokens
from fitting_room.engines.mv_vton.unet import Unet, UnetConfig
from fitting_room.engines.mv_vton.whole import LAYERS, WIDTH, WholeGarment, our_names

UNET, AUTOENCODER, WHOLE = "model.diffusion_model.", "first_stage_model.", "cond_stage_model."
ONLY_FOR_TRAINING = re.compile(
    r"(vgg\.|learnable_vector$|(ddim_\w+|betas|(sqrt_|log_)?\w*alphas_cumprod\w*|posterior_\w+|lvlb_weights|logvar)$)"
)
"""What the file holds besides: the network of a loss, the token of nothing, which no published step uses, and the
schedule, which is computed here."""
PLACES = "position_ids"
"""A list of numbers from 0 that older releases of transformers saved."""


class MvVton(nn.Module):
    """Every network of MV-VTON.

    Args:
        config: How large the denoising network is.
        layers: Of the image encoder.
        views: Whether it knows poses and both sides; the frontal variant does not.
        autoencoder_widths: Of the autoencoder's levels.
        side: Pixels of the square that they see.
    """

    def __init__(
        self,
        config: UnetConfig | None = None,
        layers: int = LAYERS,
        views: bool = True,
        autoencoder_widths: tuple[int, ...] = (128, 256, 512, 512),
        side: int = SIDE,
    ) -> None:
        super().__init__()
        config = config or UnetConfig()
        widths = tuple(config.width * multiple for multiple in config.multiples)
        self.unet = Unet(config)
        self.autoencoder = make_autoencoder(autoencoder_widths)
        self.whole = WholeGarment(layers)
        self.side = side
        self.proj_out = nn.Linear(WIDTH, config.context_width)
        self.local_controlnet = DetailNetwork(widths, config.heads, views, side)
        self.pose_model = PoseTokens() if views else None

    def load(self, published: Mapping[str, Tensor]) -> "MvVton":
        """Take the weights of the published file.

        Raises:
            DamagedModel: They are not exactly those of these networks.
        """
        return self.take(named(published, len(self.autoencoder.config["block_out_channels"])))

    def take(self, tensors: Mapping[str, Tensor]) -> "MvVton":
        """Take weights under the names that they have here.

        Raises:
            DamagedModel: They are not exactly those of these networks.
        """
        try:
            self.load_state_dict(tensors, strict=True, assign=True)
        except RuntimeError as error:
            raise damaged() from error
        places = self.whole.transformer.embeddings
        places.position_ids = torch.arange(places.num_positions)[None]  # In no file, and so on no device until now.
        return self.eval().requires_grad_(False)


def make_autoencoder(widths: tuple[int, ...]) -> AutoencoderKL:
    """The autoencoder of Stable Diffusion."""
    return AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * len(widths),
        up_block_types=("UpDecoderBlock2D",) * len(widths),
        block_out_channels=widths,
        layers_per_block=2,
        latent_channels=4,
        sample_size=512,
    )


def named(published: Mapping[str, Tensor], levels: int = 4) -> dict[str, Tensor]:
    """The tensors of the published file that are needed here, under the names that they have here.

    Args:
        published: The file.
        levels: Of the autoencoder.
    """
    return {
        ours: _shaped(ours, tensor)
        for name, tensor in published.items()
        if (ours := name_here(name, levels)) is not None
    }  # fmt: skip


def name_here(published: str, levels: int = 4) -> str | None:
    """What a tensor of the file is called here; None for those that nothing here needs."""
    if ONLY_FOR_TRAINING.match(published) or published.endswith(PLACES):
        return None
    if published.startswith(UNET):
        return "unet." + published.removeprefix(UNET)
    if published.startswith(WHOLE):
        return "whole." + our_names(published.removeprefix(WHOLE))
    if published.startswith(AUTOENCODER):
        return "autoencoder." + autoencoder_name(published.removeprefix(AUTOENCODER), levels)
    return published


def autoencoder_name(published: str, levels: int = 4) -> str:
    """The name in diffusers of a tensor of latent diffusion's autoencoder."""
    name = re.sub(r"^encoder\.down\.(\d+)\.block\.(\d+)", r"encoder.down_blocks.\1.resnets.\2", published)
    name = re.sub(r"^encoder\.down\.(\d+)\.downsample", r"encoder.down_blocks.\1.downsamplers.0", name)
    # Counted from the picture there, from the latents here.
    name = re.sub(
        r"^decoder\.up\.(\d+)\.block\.(\d+)",
        lambda found: f"decoder.up_blocks.{levels - 1 - int(found[1])}.resnets.{found[2]}",
        name,
    )
    name = re.sub(
        r"^decoder\.up\.(\d+)\.upsample",
        lambda found: f"decoder.up_blocks.{levels - 1 - int(found[1])}.upsamplers.0",
        name,
    )
    name = re.sub(r"\.mid\.block_(\d)", lambda found: f".mid_block.resnets.{int(found[1]) - 1}", name)
    name = name.replace("nin_shortcut", "conv_shortcut").replace("norm_out", "conv_norm_out")
    if ".mid.attn_1" in name:
        for theirs, ours in ATTENTION_NAMES.items():
            name = name.replace(f".mid.attn_1.{theirs}.", f".mid_block.attentions.0.{ours}.")
    return name


ATTENTION_NAMES = {"norm": "group_norm", "q": "to_q", "k": "to_k", "v": "to_v", "proj_out": "to_out.0"}


def _shaped(name: str, tensor: Tensor) -> Tensor:
    """A layer of the autoencoder's attention, which is a convolution of one pixel there and a linear one here."""
    return tensor[..., 0, 0] if "attentions.0.to_" in name and tensor.ndim == 4 and "autoencoder" in name else tensor


def empty(
    config: UnetConfig | None = None,
    layers: int = LAYERS,
    views: bool = True,
    autoencoder_widths: tuple[int, ...] = (128, 256, 512, 512),
    side: int = SIDE,
) -> MvVton:
    """The networks on no device: the weights that follow are used as they are, not copied."""
    with torch.device("meta"):
        return MvVton(config, layers, views, autoencoder_widths, side)


def damaged() -> DamagedModel:
    """What is said when files are not those they should be."""
    return DamagedModel(
        "The weights of “MV-VTON” are damaged, or those of something else.",
        "Convert them again from the published file.",
    )
