//! The peer: plain PostgreSQL full text over `unaccent`, as its manual builds it (PostgreSQL 15, §12.2, F.48): a column of `tsvector`, a
//! GIN index, the latest 20 of what fits.

use crate::words::Vocabulary;
use crate::{Line, Times};
use sqlx::{Connection as _, PgConnection, query, query_scalar};
use std::time::Instant;

const PREPARE: [&str; 2] = [
    "CREATE EXTENSION unaccent",
    "CREATE TABLE paper (id BIGINT PRIMARY KEY, day BIGINT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, words tsvector NOT NULL)",
];
const ADD: &str = "INSERT INTO paper (id, day, subject, body, words)
    SELECT id, day, subject, body, to_tsvector('simple', unaccent(subject || ' ' || body))
    FROM UNNEST($1::bigint[], $2::bigint[], $3::text[], $4::text[]) AS new (id, day, subject, body)";
const FINISH: [&str; 3] = [
    "SET maintenance_work_mem = '256MB'",
    "CREATE INDEX paper_words ON paper USING gin (words)",
    "VACUUM ANALYZE paper",
];
const FIND: &str = "SELECT id FROM paper WHERE words @@ websearch_to_tsquery('simple', unaccent($1))
    ORDER BY day DESC, id DESC LIMIT $2";

/// The same documents and the same questions.
pub(crate) async fn measure(url: &str, count: u64, vocabulary: &Vocabulary) -> Vec<Line> {
    let name = "peer: PostgreSQL full text over unaccent";
    let mut connection = PgConnection::connect(url).await.unwrap();
    for statement in PREPARE {
        query(statement).execute(&mut connection).await.unwrap();
    }
    let mut lines = Vec::new();
    let begin = Instant::now();
    let numbers: Vec<u64> = (1..=count).collect();
    for numbers in numbers.chunks(1_000) {
        let ids: Vec<i64> = numbers.iter().map(|number| i64::try_from(*number).unwrap()).collect();
        let days: Vec<i64> = ids.iter().map(|number| number * 7_919 % 3_650).collect();
        let (subjects, bodies): (Vec<_>, Vec<_>) =
            numbers.iter().map(|number| vocabulary.document(*number)).unzip();
        let add = query(ADD).bind(ids).bind(days).bind(subjects).bind(bodies);
        add.execute(&mut connection).await.unwrap();
    }
    for statement in FINISH {
        query(statement).execute(&mut connection).await.unwrap();
    }
    lines.push(Line::once(name, "fill, a document", begin.elapsed() / u32::try_from(count).unwrap()));
    for (what, questions) in vocabulary.questions(crate::ASKED) {
        let mut times = Times::default();
        for question in &questions {
            let begin = Instant::now();
            let limit = i64::try_from(crate::HITS).unwrap();
            let hits: Vec<i64> =
                query_scalar(FIND).bind(question).bind(limit).fetch_all(&mut connection).await.unwrap();
            times.add(begin.elapsed());
            assert!(what == "phrase" || count < 10_000 || !hits.is_empty(), "{question}");
        }
        lines.push(times.line(name, what));
    }
    lines
}
