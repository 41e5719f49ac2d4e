import { bigInteger, choice, id, instant, integer, longText, optional, ref, text } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'

const NOTHING = 'SELECT 1'
const DELETE = `INSERT INTO "search_index" ("search_index", "rowid", "tokens") VALUES ('delete', old."seq", old."tokens");`
const INSERT = `INSERT INTO "search_index" ("rowid", "tokens") VALUES (new."seq", new."tokens");`

/**
 * The index of SQLite beside its table, kept by triggers so that no change can pass it by. `detail=none`: order and nearness
 * are told in code. `secure-delete`: what is removed leaves no trace in the index either.
 */
const FTS5 = [
  'CREATE INDEX "ix_search_term_term" ON "search_term" ("term")',
  `CREATE VIRTUAL TABLE "search_index" USING fts5("tokens", content='search_entry', content_rowid='seq', tokenize='ascii', detail=none, columnsize=0)`,
  `INSERT INTO "search_index" ("search_index", "rank") VALUES ('secure-delete', 1)`,
  `CREATE TRIGGER "search_entry_insert" AFTER INSERT ON "search_entry" BEGIN ${INSERT} END`,
  `CREATE TRIGGER "search_entry_delete" AFTER DELETE ON "search_entry" BEGIN ${DELETE} END`,
  `CREATE TRIGGER "search_entry_update" AFTER UPDATE OF "tokens", "seq" ON "search_entry" BEGIN ${DELETE} ${INSERT} END`,
]

/** `x…` and `y…` say which stretches of the whole an entry stands in, so that the newest can be searched first. */
const GIN = [
  'CREATE SEQUENCE "search_entry_seq"',
  `CREATE INDEX "ix_search_entry_vector" ON "search_entry" USING gin
    (array_to_tsvector(string_to_array("tokens", ' ') || ARRAY['x' || ("seq" >> 13)::text, 'y' || ("seq" >> 17)::text]))
    WITH (fastupdate = off)`,
  // Beginnings of words are sought by their letters, in whatever order the server's language has those.
  'CREATE INDEX "ix_search_term_term" ON "search_term" ("term" COLLATE "C")',
]

/**
 * One index for search and for candidates. It is filled when the program starts (`reindex.job.ts`): how words become tokens
 * belongs to the program, and changes more often than tables do.
 */
export class Search20261126100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { createTable, dropTable, sql } = steps(runner)
    await createTable(
      'search_entry',
      {
        id: id(),
        kind: choice(['deficiency', 'observation', 'decision', 'answer']),
        subjectId: text(36, 'system', { unique: true }),
        deficiencyId: optional(ref('deficiency')),
        officeId: optional(ref('office')),
        at: instant(),
        seq: bigInteger(),
        head: integer(),
        tokens: longText('system'),
        stems: optional(longText('system')),
      },
      { unique: [['seq']], index: [['deficiencyId']] },
    )
    await createTable('search_term', { id: id(), term: text(50, 'system', { unique: true }), count: integer() })
    for (const sqlite of FTS5) await sql({ sqlite, postgres: NOTHING })
    for (const postgres of GIN) await sql({ sqlite: NOTHING, postgres })
    await dropTable('deficiency_stem')
  }

  async down(runner: QueryRunner): Promise<void> {
    const { createTable, dropTable, sql } = steps(runner)
    await createTable(
      'deficiency_stem',
      { id: id(), deficiencyId: ref('deficiency'), stem: text(40, 'system') },
      { index: [['stem', 'deficiencyId'], ['deficiencyId']] },
    )
    await sql({
      sqlite: `INSERT INTO "deficiency_stem" ("id", "deficiency_id", "stem")
        SELECT lower(hex(randomblob(16))), "e"."deficiency_id", "s"."value" FROM "search_entry" "e",
          json_each('["' || replace("e"."stems", '|', '","') || '"]') "s" WHERE "e"."stems" <> ''`,
      postgres: `INSERT INTO "deficiency_stem" ("id", "deficiency_id", "stem")
        SELECT gen_random_uuid()::text, "e"."deficiency_id", "s" FROM "search_entry" "e",
          unnest(string_to_array("e"."stems", '|')) "s" WHERE "e"."stems" <> ''`,
    })
    await sql({ sqlite: 'DROP TABLE "search_index"', postgres: 'DROP SEQUENCE "search_entry_seq"' })
    await dropTable('search_term')
    await dropTable('search_entry')
  }
}
