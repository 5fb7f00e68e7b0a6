//! For tests only: one source, written in every format that the reader takes.
