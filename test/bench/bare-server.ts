import type { AddressInfo } from 'node:net'
import ejs from 'ejs'
import express from 'express'
import pg from 'pg'
import sqlite3 from 'sqlite3'
import type { Place } from '#src/db/database.ts'

/** Express, EJS and one indexed query doing the same work and nothing else: the yardstick of quality §1. */
const place = JSON.parse(process.argv[2] as string) as Place
type Query = (sql: string, params: readonly unknown[]) => Promise<Record<string, unknown>[]>

function connect(): Query {
  if (place.kind === 'postgres') {
    const pool = new pg.Pool({ connectionString: place.url, max: 8 })
    return async (sql, params) => (await pool.query(sql, [...params])).rows
  }
  const file = new sqlite3.Database(place.file)
  file.run('PRAGMA busy_timeout = 5000')
  return (sql, params) =>
    new Promise((done, fail) => {
      file.all(sql.replace(/\$(\d)/g, '?$1'), [...params], (error, rows) => (error ? fail(error) : done(rows as never)))
    })
}
const query = connect()
const list = ejs.compile(
  '<h1><%= l.total %></h1><table><% for (const r of l.rows) { %><tr><td><%= r.number %></td><td><%= r.title %></td><td><%= r.state %></td><td><%= r.level %></td><td><%= r.report_count %></td></tr><% } %></table>',
  { localsName: 'l', _with: false },
)
const one = ejs.compile(
  '<h1><%= l.row.title %></h1><p><%= l.row.description %></p><% for (const e of l.events) { %><li><%= e.action %></li><% } %>',
  { localsName: 'l', _with: false },
)
const circle = `EXISTS (SELECT 1 FROM "circle_member" "c" WHERE "c"."deficiency_id" = "d"."id" AND "c"."member_id" = $1)`
const app = express()
app.use(express.urlencoded({ extended: false }))
app.get('/list', async (req, res) => {
  const params = [req.query['member'], req.query['level']]
  const [total] = await query(
    `SELECT COUNT(*) AS "n" FROM "deficiency" "d" WHERE ${circle} AND "d"."level" = $2`,
    params,
  )
  const rows = await query(
    `SELECT * FROM "deficiency" "d" WHERE ${circle} AND "d"."level" = $2 ORDER BY "d"."number" DESC LIMIT 50`,
    params,
  )
  res.send(list({ total: total?.['n'], rows }))
})
app.get('/show', async (req, res) => {
  const [row] = await query(`SELECT * FROM "deficiency" WHERE "number" = $1`, [req.query['number']])
  const events = await query(`SELECT * FROM "audit_event" WHERE "subject_id" = $1 ORDER BY "position"`, [row?.['id']])
  res.send(one({ row, events }))
})
app.get('/figures', async (req, res) => {
  const rows = await query(
    `SELECT "d"."level" AS "number", COUNT(*) AS "title", '' AS "state", '' AS "level", 0 AS "report_count" FROM "deficiency" "d" WHERE ${circle} GROUP BY "d"."level"`,
    [req.query['member']],
  )
  res.send(list({ total: rows.length, rows }))
})
app.get('/csv', async (req, res) => {
  const rows = await query(
    `SELECT "d".*, "o"."name" AS "body" FROM "deficiency_period" "p" CROSS JOIN "deficiency" "d"
     JOIN "deficiency_organisation" "x" ON "x"."deficiency_id" = "d"."id" JOIN "organisation" "o" ON "o"."id" = "x"."organisation_id"
     WHERE "p"."period" = $2 AND "d"."id" = "p"."deficiency_id" AND "p"."reported" AND ${circle}
       AND "d"."state" NOT IN ('closed', 'resolved') ORDER BY "d"."state_since" DESC`,
    [req.query['member'], req.query['period']],
  )
  const cells = [
    'number',
    'title',
    'source',
    'fictitious',
    'level',
    'level_inferred',
    'body',
    'state',
    'state_since',
    'report_count',
    'first_month',
    'last_month',
    'waiting_since',
  ]
  const quoted = (value: unknown): string => `"${String(value ?? '').replaceAll('"', '""')}"`
  res.type('csv').send(rows.map(row => cells.map(name => quoted(row[name])).join(';')).join('\r\n'))
})
/** One query to the index of words, the newest first: no synonyms, no order of fit, nothing marked. */
const hits =
  place.kind === 'postgres'
    ? `"search_entry" "e" JOIN "deficiency" "d" ON "d"."id" = "e"."deficiency_id"
       WHERE array_to_tsvector(string_to_array("tokens", ' ') || ARRAY['x' || ("seq" >> 13)::text, 'y' || ("seq" >> 17)::text]) @@ $2::tsquery`
    : `"search_index" "f" CROSS JOIN "search_entry" "e" ON "e"."seq" = "f"."rowid"
       JOIN "deficiency" "d" ON "d"."id" = "e"."deficiency_id" WHERE "search_index" MATCH $2`
app.get('/search', async (req, res) => {
  const rows = await query(`SELECT "d".* FROM ${hits} AND ${circle} ORDER BY "e"."seq" DESC LIMIT 20`, [
    req.query['member'],
    req.query['token'],
  ])
  res.send(list({ total: rows.length, rows }))
})
app.post('/file', async (req, res) => {
  await query(`INSERT INTO "counter" ("id", "series", "last") VALUES ($1, $2, 1)`, [req.body.id, req.body.series])
  res.redirect(303, '/list')
})
const server = app.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
// The other server is measured in between.
server.keepAliveTimeout = 600_000
process.on('message', message => {
  if (message === 'memory') process.send?.({ rss: process.memoryUsage().rss })
})
process.on('disconnect', () => process.exit(0))
