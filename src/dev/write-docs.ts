/** `npm run docs`: the documents that are drawn from the code. A test fails when they are stale. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Column } from '#src/db/columns.ts'
import type { AnyTable } from '#src/db/table.ts'
import { tables } from '#src/features.ts'
import { KEEPING, secrecyOf, TERMS } from '#src/keeping.ts'
import { packageRoot } from '#src/web/package-root.ts'

/** What is stored, how sensitive it is, and how long: for those who answer for an installation. */
export function keepingDocument(): string {
  const rows = [...tables]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(
      table =>
        `| \`${table.name}\` | ${columnsOf(table, 'sensitive')} | ${columnsOf(table, 'secret')} | ${termOf(table)} |`,
    )
  return `# Vad som sparas, hur känsligt det är och hur länge

Ritad ur programmet med \`npm run docs\`. Kolumner som inte nämns är interna: koder, dagar, nummer, namn på organisationer och funktioner.
Känsligt är det som människor skriver. Det läses av skyddet mot personuppgifter innan det sparas. Hemligt är bara till för programmet.
Inga uppgifter om klienter sparas. Sökindex innehåller ordstammar ur samma texter och följer dem.

| Tabell | Känsligt | Hemligt | Hur länge |
| --- | --- | --- | --- |
${rows.join('\n')}
`
}

function columnsOf(table: AnyTable, secrecy: 'sensitive' | 'secret'): string {
  const found = Object.entries<Column<unknown>>(table.columns).filter(
    ([name, kind]) => secrecyOf(table, name, kind) === secrecy,
  )
  return found.map(([name]) => `\`${name}\``).join(', ') || '–'
}

const termOf = ({ name }: AnyTable): string => {
  const term = KEEPING[name]
  return term === undefined ? '**saknas**' : TERMS[term]
}

export const KEEPING_FILE = join(packageRoot, 'docs/vad-som-sparas.md')

if (import.meta.filename === process.argv[1]) writeFileSync(KEEPING_FILE, keepingDocument())
