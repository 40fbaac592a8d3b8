"""Knowledge: approved sources, search, and answers made of quotations.

Promises: an answer quotes passages of approved, live documents to the letter, or there is none;
    what was quoted still opens after the document changed.
Owns: schema `knowledge` (sources, documents in versions, passages, gaps, synonyms); index;
    calibration.
Does not: decide to hand over, write to customers, or run anything a document says.
"""

from .adding import Progress, Terms, add, upload
from .asking import Meaning, answer, meaning_of, search
from .correcting import Correction, StaleVersionError, correct, list_versions, open_version
from .documents import (
    approve,
    approve_source,
    bring_back,
    entrust,
    find_passage,
    find_public,
    get_document,
    list_documents,
    list_sources,
    open_passage,
    passage_now,
    retire,
    retire_source,
)
from .drafting import Excerpt, Material, UnfinishedDraftError, draft_of, is_unfinished, name_for
from .drafts import NameTakenError, UnreadableDraftError, free_name, keep_draft
from .embedding import EmbeddingError, embed_missing
from .embedding import use as use_embeddings
from .evaluation import Report, curve, evaluate
from .gaps import (
    close_gap,
    forget_questions,
    group_gaps,
    list_gaps,
    record_gap,
    release_gaps,
    reopen_gaps,
    take_gaps,
    without_names,
)
from .language import french_balance, language_of
from .model import (
    Added,
    Document,
    DocumentId,
    Gap,
    GapGroup,
    GapId,
    Left,
    NoSuchDocumentError,
    NoSuchGapError,
    NoSuchPassageError,
    NoSuchSourceError,
    NothingToReadError,
    Opened,
    Passage,
    PassageId,
    PassageNow,
    Source,
    SourceId,
    SourceKind,
    Version,
)
from .question import is_follow_up
from .reading import Block, Item, Listing, Paragraph, Section, SkipReason, Table
from .reply import Answered, AnyReply, AskBack, Citation, NoAnswer, Ranked, Reason, Reply, Topic
from .sites import Limits
from .store_passages import documents_of, name_passages
from .synonyms import BadSynonymsError, keep_synonyms, list_synonyms, written
from .words import written_out
from .writing_out import body_of, markdown_of

__all__ = [
    "Added",
    "Answered",
    "AnyReply",
    "AskBack",
    "BadSynonymsError",
    "Block",
    "Citation",
    "Correction",
    "Document",
    "DocumentId",
    "EmbeddingError",
    "Excerpt",
    "Gap",
    "GapGroup",
    "GapId",
    "Item",
    "Left",
    "Limits",
    "Listing",
    "Material",
    "Meaning",
    "NameTakenError",
    "NoAnswer",
    "NoSuchDocumentError",
    "NoSuchGapError",
    "NoSuchPassageError",
    "NoSuchSourceError",
    "NothingToReadError",
    "Opened",
    "Paragraph",
    "Passage",
    "PassageId",
    "PassageNow",
    "Progress",
    "Ranked",
    "Reason",
    "Reply",
    "Report",
    "Section",
    "SkipReason",
    "Source",
    "SourceId",
    "SourceKind",
    "StaleVersionError",
    "Table",
    "Terms",
    "Topic",
    "UnfinishedDraftError",
    "UnreadableDraftError",
    "Version",
    "add",
    "answer",
    "approve",
    "approve_source",
    "body_of",
    "bring_back",
    "close_gap",
    "correct",
    "curve",
    "documents_of",
    "draft_of",
    "embed_missing",
    "entrust",
    "evaluate",
    "find_passage",
    "find_public",
    "forget_questions",
    "free_name",
    "french_balance",
    "get_document",
    "group_gaps",
    "is_follow_up",
    "is_unfinished",
    "keep_draft",
    "keep_synonyms",
    "language_of",
    "list_documents",
    "list_gaps",
    "list_sources",
    "list_synonyms",
    "list_versions",
    "markdown_of",
    "meaning_of",
    "name_for",
    "name_passages",
    "open_passage",
    "open_version",
    "passage_now",
    "record_gap",
    "release_gaps",
    "reopen_gaps",
    "retire",
    "retire_source",
    "search",
    "take_gaps",
    "upload",
    "use_embeddings",
    "without_names",
    "written",
    "written_out",
]
