"""The auditor's side of the door: `ledger.audit.verify(…)`. The tree, its proofs, its erasures."""

from .checkpoints import Statement, open_note, origin_of, sign_checkpoint
from .exporting import export
from .proving import (
    Proof,
    erase_about,
    erase_entries,
    last_checkpoint,
    proof_document,
    prove_consistency,
    prove_entry,
    prove_passport,
)
from .sequencing import run, sequence, sequence_all
from .subtrees import BrokenTreeError
from .verifying import Fault, FaultKind, Report, verify

__all__ = [
    "BrokenTreeError",
    "Fault",
    "FaultKind",
    "Proof",
    "Report",
    "Statement",
    "erase_about",
    "erase_entries",
    "export",
    "last_checkpoint",
    "open_note",
    "origin_of",
    "proof_document",
    "prove_consistency",
    "prove_entry",
    "prove_passport",
    "run",
    "sequence",
    "sequence_all",
    "sign_checkpoint",
    "verify",
]
