"""Paper letters: addresses, setting, and a spool for the company's own printer."""
