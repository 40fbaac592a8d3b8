"""`python -m limpide`: the operator's command."""

from limpide.cli import main

main()
