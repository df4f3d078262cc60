"""How the small models of this project were made. Nothing imports this but a developer's command line."""
