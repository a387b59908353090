-- The dataset as a running program reads it. data/README.md explains each column.
-- Lists of codes keep the form they have in the facts: joined by semicolons, in the order given there.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE left_out (
    source_id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE countries (
    code TEXT PRIMARY KEY CHECK (code GLOB '[A-Z][A-Z]'),
    name TEXT NOT NULL CHECK (name <> ''),
    alpha3 TEXT NOT NULL UNIQUE,
    numeric TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
    source_id TEXT PRIMARY KEY,
    publisher TEXT NOT NULL CHECK (publisher <> ''),
    title TEXT NOT NULL CHECK (title <> ''),
    title_translated TEXT NOT NULL,
    url TEXT NOT NULL,
    published TEXT,
    kind TEXT NOT NULL,
    licence TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Everything that is claimed, of any kind, under one id. Each claim has a first source: the deferred key is checked when
-- the transaction ends, so a claim without a source cannot be stored.
CREATE TABLE claims (
    claim_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (
        kind IN (
            'supplier', 'deployment', 'law', 'indicator', 'restriction', 'jurisdiction', 'vulnerability', 'advice'
        )
    ),
    first_source INTEGER NOT NULL DEFAULT 0 CHECK (first_source = 0),
    FOREIGN KEY (claim_id, first_source) REFERENCES claim_sources (claim_id, position) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_sources (
    claim_id TEXT NOT NULL REFERENCES claims (claim_id),
    position INTEGER NOT NULL CHECK (position >= 0),
    source_id TEXT NOT NULL REFERENCES sources (source_id),
    PRIMARY KEY (claim_id, position),
    UNIQUE (claim_id, source_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_sources_by_source ON claim_sources (source_id);

CREATE TABLE suppliers (
    supplier_id TEXT PRIMARY KEY REFERENCES claims (claim_id),
    name TEXT NOT NULL CHECK (name <> ''),
    aliases TEXT NOT NULL,
    hq TEXT REFERENCES countries (code),
    ownership TEXT NOT NULL,
    products TEXT NOT NULL,
    made_by TEXT REFERENCES suppliers (supplier_id) DEFERRABLE INITIALLY DEFERRED,
    summary TEXT NOT NULL,
    confidence INTEGER NOT NULL CHECK (confidence BETWEEN 1 AND 3)
) STRICT, WITHOUT ROWID;

CREATE INDEX suppliers_by_maker ON suppliers (made_by);

CREATE TABLE deployments (
    fact_id TEXT PRIMARY KEY REFERENCES claims (claim_id),
    country TEXT NOT NULL REFERENCES countries (code),
    place TEXT NOT NULL,
    technologies TEXT NOT NULL CHECK (technologies <> ''),
    system_name TEXT NOT NULL,
    status TEXT NOT NULL,
    since TEXT,
    until TEXT,
    summary TEXT NOT NULL CHECK (summary <> ''),
    confidence INTEGER NOT NULL CHECK (confidence BETWEEN 1 AND 3)
) STRICT, WITHOUT ROWID;

CREATE INDEX deployments_by_country ON deployments (country, fact_id);

CREATE TABLE deployment_suppliers (
    fact_id TEXT NOT NULL REFERENCES deployments (fact_id),
    position INTEGER NOT NULL CHECK (position >= 0),
    supplier_id TEXT NOT NULL REFERENCES suppliers (supplier_id),
    PRIMARY KEY (fact_id, position),
    UNIQUE (fact_id, supplier_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX deployment_suppliers_by_supplier ON deployment_suppliers (supplier_id);

CREATE TABLE laws (
    fact_id TEXT PRIMARY KEY REFERENCES claims (claim_id),
    country TEXT NOT NULL REFERENCES countries (code),
    topic TEXT NOT NULL,
    level TEXT NOT NULL,
    since TEXT,
    summary TEXT NOT NULL CHECK (summary <> ''),
    confidence INTEGER NOT NULL CHECK (confidence BETWEEN 1 AND 3)
) STRICT, WITHOUT ROWID;

CREATE INDEX laws_by_country ON laws (country, fact_id);

CREATE TABLE indicators (
    fact_id TEXT PRIMARY KEY REFERENCES claims (claim_id),
    country TEXT NOT NULL REFERENCES countries (code),
    indicator TEXT NOT NULL,
    year INTEGER NOT NULL,
    value TEXT NOT NULL CHECK (value <> ''),
    UNIQUE (country, indicator, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE restrictions (
    fact_id TEXT PRIMARY KEY REFERENCES claims (claim_id),
    supplier_id TEXT NOT NULL REFERENCES suppliers (supplier_id),
    imposed_by TEXT NOT NULL,
    list_name TEXT NOT NULL CHECK (list_name <> ''),
    effective TEXT,
    scope TEXT NOT NULL,
    confidence INTEGER NOT NULL CHECK (confidence BETWEEN 1 AND 3)
) STRICT, WITHOUT ROWID;

CREATE INDEX restrictions_by_supplier ON restrictions (supplier_id, fact_id);

CREATE TABLE jurisdictions (
    fact_id TEXT PRIMARY KEY REFERENCES claims (claim_id),
    country TEXT NOT NULL REFERENCES countries (code),
    law TEXT NOT NULL CHECK (law <> ''),
    effective TEXT,
    duty TEXT NOT NULL,
    summary TEXT NOT NULL CHECK (summary <> ''),
    confidence INTEGER NOT NULL CHECK (confidence BETWEEN 1 AND 3)
) STRICT, WITHOUT ROWID;

CREATE INDEX jurisdictions_by_country ON jurisdictions (country, fact_id);

CREATE TABLE vulnerabilities (
    fact_id TEXT PRIMARY KEY REFERENCES claims (claim_id),
    cve TEXT NOT NULL,
    supplier_id TEXT NOT NULL REFERENCES suppliers (supplier_id),
    products TEXT NOT NULL,
    technologies TEXT NOT NULL,
    published TEXT,
    cvss REAL CHECK (cvss BETWEEN 0 AND 10),
    cvss_version TEXT NOT NULL,
    known_exploited INTEGER NOT NULL CHECK (known_exploited IN (0, 1)),
    kev_added TEXT,
    exposes TEXT NOT NULL CHECK (exposes <> ''),
    summary TEXT NOT NULL CHECK (summary <> ''),
    fix TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX vulnerabilities_by_supplier ON vulnerabilities (supplier_id, fact_id);

-- “group” is a word of SQL, hence the quotes wherever it is used.
CREATE TABLE advice (
    advice_id TEXT PRIMARY KEY REFERENCES claims (claim_id),
    "group" TEXT NOT NULL,
    phase TEXT NOT NULL,
    headline TEXT NOT NULL CHECK (headline <> ''),
    action TEXT NOT NULL CHECK (action <> ''),
    why TEXT NOT NULL CHECK (why <> ''),
    triggers TEXT NOT NULL CHECK (triggers <> ''),
    devices TEXT NOT NULL CHECK (devices <> ''),
    effort TEXT NOT NULL,
    weight INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 5),
    postures TEXT NOT NULL,
    profiles TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The names under which a destination is found, the most important first: `place_id` counts from 1 in that order.
CREATE TABLE places (
    place_id INTEGER PRIMARY KEY,
    country TEXT NOT NULL REFERENCES countries (code),
    name TEXT NOT NULL CHECK (name <> ''),
    key TEXT NOT NULL CHECK (key <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('country', 'former', 'code', 'city', 'airport')),
    note TEXT NOT NULL,
    english INTEGER NOT NULL CHECK (english IN (0, 1)),
    weight INTEGER NOT NULL CHECK (weight >= 0)
) STRICT;

CREATE INDEX places_by_key ON places (key, place_id);

-- Letter triples of the keys, which find a name from any part of it and in spite of an error elsewhere.
CREATE VIRTUAL TABLE place_letters USING fts5 (
    key, content = 'places', content_rowid = 'place_id', tokenize = 'trigram', columnsize = 0
);
