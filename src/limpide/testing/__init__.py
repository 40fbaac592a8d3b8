"""Stand-ins for the outside world, for our tests and those of adapter authors."""
