"""Knowledge: approved sources, search, and answers made of quotations.

Promises: an answer quotes passages of approved, live documents to the letter, or there is none.
Owns: sources, documents and their versions, passages, gaps; the index and the calibration.
Does not: decide to hand over, write to customers, or run anything a document says.
"""
