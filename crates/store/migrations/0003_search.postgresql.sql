-- The index of the search. Words come ready made: folded as they are, with their marks after '=', facets after '#'.
-- The number of a row is the day, the document and the piece: see search.rs.
CREATE TABLE search_index (
    id BIGINT PRIMARY KEY,
    terms tsvector NOT NULL
);
CREATE INDEX search_index_terms ON search_index USING gin (terms);

-- Which rows of the index are a document's.
CREATE TABLE search_index_document (
    document BIGINT PRIMARY KEY REFERENCES document (id),
    first_row BIGINT NOT NULL,
    pieces BIGINT NOT NULL
);
