"""E-mail: messages out by SMTP, signed; messages in by SMTP and LMTP, taken apart."""
