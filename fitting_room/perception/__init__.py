"""A photo understood: pose, matte, parsing, body, what may change; and garment pictures understood."""
