"""The nouns: pictures, bodies, garments, requests and results. numpy and OpenCV arithmetic only."""
