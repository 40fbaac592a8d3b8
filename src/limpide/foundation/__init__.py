"""Foundation: what every room stands on. It knows nothing of the product and has no door."""
