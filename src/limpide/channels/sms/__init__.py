"""What every SMS needs, whoever carries it: counting, fitting, calling, what comes back."""
