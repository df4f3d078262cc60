"""The second stage of a clip: few small frames -> all frames at full size."""
