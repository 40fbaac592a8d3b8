"""SMS over SMPP 3.4, straight to an operator or an aggregator."""
