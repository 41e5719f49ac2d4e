import type { EntityManager } from 'typeorm'
import type { Dialect } from './columns.ts'
import { asNumber, Params, Sql } from './sql.ts'

/**
 * The few writes that TypeORM cannot say: each is one statement that decides and writes at once. They begin with a CTE,
 * since TypeORM's SQLite driver gives back rows only from statements that do not begin with a verb of writing.
 */
export class Statements {
  readonly #sql: Sql
  constructor(em: EntityManager, dialect: Dialect) {
    this.#sql = new Sql(em, dialect)
  }

  /** The next number of a series; others wait for this unit of work to end, so there are no gaps and no twins. */
  async nextNumber(id: string, series: string): Promise<number> {
    const [row] = await this.#sql.select<{ last: unknown }>(
      `WITH "one" AS (SELECT 1) INSERT INTO "counter" ("id", "series", "last") VALUES ($1, $2, 1)
       ON CONFLICT ("series") DO UPDATE SET "last" = "counter"."last" + 1 RETURNING "last"`,
      [id, series],
    )
    return asNumber(row?.last)
  }

  /** False when the form has been used already. A form in use by another request is waited for. */
  async takeFormKey(id: string, bodyHash: string, now: Date): Promise<boolean> {
    const rows = await this.#sql.select(
      `WITH "one" AS (SELECT 1) INSERT INTO "form_key" ("id", "body_hash", "used_at") VALUES ($1, $2, $3)
       ON CONFLICT ("id") DO NOTHING RETURNING "id"`,
      [id, bodyHash, now],
    )
    return rows.length === 1
  }

  /** Makes the row of a job, unless another process has. */
  async makeJob(id: string, nextAt: Date): Promise<void> {
    await this.#sql.select(
      `WITH "one" AS (SELECT 1) INSERT INTO "job_run" ("id", "next_at", "attempts") VALUES ($1, $2, 0)
       ON CONFLICT ("id") DO NOTHING RETURNING "id"`,
      [id, nextAt],
    )
  }

  /** The end of the log's chain, locked until this unit of work ends. */
  async holdAuditHead(): Promise<{ position: number; mac: string }> {
    const [head] = await this.#sql.select<{ position: unknown; mac: string }>({
      sqlite: `SELECT "position", "mac" FROM "audit_head" WHERE "id" = 'head'`,
      postgres: `SELECT "position", "mac" FROM "audit_head" WHERE "id" = 'head' FOR UPDATE`,
    })
    if (head === undefined) throw new Error('The log has no head.')
    return { position: asNumber(head.position), mac: head.mac }
  }

  /**
   * Makes terms known to search, and counts those that a systemfel has gained (1) or lost (-1). In the order of the terms,
   * so that two units of work never wait for each other.
   */
  async keepTerms(
    terms: readonly { readonly id: string; readonly term: string; readonly change: number }[],
  ): Promise<void> {
    const sorted = [...terms].sort((one, other) => (one.term < other.term ? -1 : 1))
    // What is only made known must not wait for whoever counts it.
    await this.#putTerms(
      sorted.filter(({ change }) => change === 0),
      'DO NOTHING',
    )
    await this.#putTerms(
      sorted.filter(({ change }) => change !== 0),
      'DO UPDATE SET "count" = "search_term"."count" + excluded."count"',
    )
  }

  async #putTerms(
    terms: readonly { readonly id: string; readonly term: string; readonly change: number }[],
    known: string,
  ): Promise<void> {
    if (terms.length === 0) return
    const p = new Params()
    const rows = terms.map(({ id, term, change }) => `(${p.add(id)}, ${p.add(term)}, ${p.add(change)})`)
    await this.#sql.select(
      `WITH "one" AS (SELECT 1) INSERT INTO "search_term" ("id", "term", "count") VALUES ${rows.join(', ')}
       ON CONFLICT ("term") ${known}`,
      p,
    )
  }

  /** Ids of mails that are due, now leased to the caller until `until`. */
  async leaseMails(now: Date, until: Date, limit: number): Promise<string[]> {
    const due = `SELECT "id" FROM "outbox_mail" WHERE "state" = 'waiting' AND "next_attempt_at" <= $2
      AND ("leased_until" IS NULL OR "leased_until" < $2) ORDER BY "next_attempt_at", "id" LIMIT $3`
    const lease = (pick: string): string =>
      `WITH "due" AS (${pick}) UPDATE "outbox_mail" SET "leased_until" = $1 WHERE "id" IN (SELECT "id" FROM "due") RETURNING "id"`
    const rows = await this.#sql.select<{ id: string }[] | { id: string }>(
      { sqlite: lease(due), postgres: lease(`${due} FOR UPDATE SKIP LOCKED`) },
      [until, now, limit],
    )
    // PostgreSQL gives them in any order; a receipt must not come after what was written later.
    return rows
      .flat()
      .flatMap(row => (typeof row === 'object' && 'id' in row ? [row.id] : []))
      .sort()
  }
}
