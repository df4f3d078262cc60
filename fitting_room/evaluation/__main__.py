"""`python -m fitting_room.evaluation clips|cross|pairs|tryon|video|parsing ...`."""

import importlib
import sys

SUBCOMMANDS = {
    "clips": "every person in every motion: contact sheets, faces, flicker, refusals and crashes",
    "cross": "every person in every garment: contact sheets, refusals and crashes",
    "pairs": "try-on pairs with ground truth: PSNR and SSIM beside two baselines",
    "tryon": "a folder of pictures against the true ones: SSIM, PSNR, LPIPS, FID, KID, paired or not",
    "video": "a folder of clips against the true ones: SSIM, PSNR, flicker, distance of the sets",
    "parsing": "human parsing on labelled photos: IoU per class",
}


def main(argv: list[str]) -> int:
    """Run one evaluation; returns the exit code."""
    if not argv or argv[0] not in SUBCOMMANDS:
        lines = [f"  {name:8} {what}" for name, what in SUBCOMMANDS.items()]
        sys.stderr.write("\n".join(["usage: python -m fitting_room.evaluation NAME [...]", *lines, ""]))
        return 0 if argv[:1] in (["-h"], ["--help"]) else 2
    module = importlib.import_module(f"fitting_room.evaluation.{argv[0]}")
    return int(module.main(argv[1:]) or 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
