-- The register of books: one for each village and each company. Their contents are in compartments of their own.
CREATE TABLE books (
  book TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  region TEXT NOT NULL,
  regime TEXT NOT NULL,
  opened_on TEXT NOT NULL
);
