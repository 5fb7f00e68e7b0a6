-- The index of the search: titles apart from texts, so that looking through the titles is short. Words come ready made: folded as they
-- are, with their marks after '=', facets after '#', pairs around '~'. The number of a row is the day, the document and the piece: see
-- search/row.rs.
CREATE VIRTUAL TABLE search_index_title USING fts5 (
    terms, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '=#~'"
);
CREATE VIRTUAL TABLE search_index_text USING fts5 (
    terms, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '=#~'"
);

-- Which rows of the index are a document's.
CREATE TABLE search_index_document (
    document BIGINT PRIMARY KEY REFERENCES document (id),
    first_row BIGINT NOT NULL,
    pieces BIGINT NOT NULL
);
