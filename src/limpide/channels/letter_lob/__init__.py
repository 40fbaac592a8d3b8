"""Paper letters through Lob's print-and-mail API."""
