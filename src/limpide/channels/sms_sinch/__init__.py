"""SMS through Sinch."""
