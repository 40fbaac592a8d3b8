"""Web chat, whose reader reads from our own database."""
