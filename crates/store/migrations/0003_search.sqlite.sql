-- The index of the search. Words come ready made, apart by spaces; facets are words of a column of their own.
-- The number of a row is the day, the document and the piece: see search.rs.
CREATE VIRTUAL TABLE search_index USING fts5 (
    folded, marked, facets,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);

-- Which rows of the index are a document's.
CREATE TABLE search_index_document (
    document BIGINT PRIMARY KEY REFERENCES document (id),
    first_row BIGINT NOT NULL,
    pieces BIGINT NOT NULL
);
