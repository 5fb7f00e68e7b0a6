-- The index of the search: titles apart from texts, so that looking through the titles is short. Words come ready made: folded as they
-- are, with their marks after '=', facets after '#', pairs around '~'. The number of a row is the day, the document and the piece: see
-- search/row.rs.
CREATE TABLE search_index_title (
    id BIGINT PRIMARY KEY,
    terms tsvector NOT NULL
);
CREATE TABLE search_index_text (
    id BIGINT PRIMARY KEY,
    terms tsvector NOT NULL
);
-- Phrases are looked at in the rows themselves: what is not packed is read three times as fast.
ALTER TABLE search_index_text ALTER COLUMN terms SET STORAGE EXTERNAL;
-- Nothing is planned by these.
ALTER TABLE search_index_title ALTER COLUMN terms SET STATISTICS 0;
ALTER TABLE search_index_text ALTER COLUMN terms SET STATISTICS 0;
-- A list of what waits for the index would be read by every search.
CREATE INDEX search_index_title_terms ON search_index_title USING gin (terms) WITH (fastupdate = off);
CREATE INDEX search_index_text_terms ON search_index_text USING gin (terms) WITH (fastupdate = off);

-- Which rows of the index are a document's.
CREATE TABLE search_index_document (
    document BIGINT PRIMARY KEY REFERENCES document (id),
    first_row BIGINT NOT NULL,
    pieces BIGINT NOT NULL
);
