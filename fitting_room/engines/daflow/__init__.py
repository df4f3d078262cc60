"""DAFlow: try-on by flows that several heads of attention weigh, in one stage. For research only."""
