"""What the fitting room remembers between two starts: one SQLite file, and folders of pictures beside it."""
