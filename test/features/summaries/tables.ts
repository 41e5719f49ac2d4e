import type { Page } from '#test/support/page.ts'

export interface ReadTable {
  readonly caption: string
  /** The header row first. */
  readonly rows: readonly (readonly string[])[]
}

/** Every table of a page as it is read, line breaks kept. */
export function tablesOn({ $ }: Page): ReadTable[] {
  const read = (cell: Parameters<typeof $>[0]): string => {
    const copy = $(cell as never).clone()
    copy.find('br').replaceWith('¶')
    const text = copy.text().replace(/\s*¶\s*/g, '¶')
    return text.replace(/\s+/g, ' ').trim().replaceAll('¶', '\n')
  }
  return $('main table')
    .toArray()
    .map(table => ({
      caption: read($(table).find('caption').get(0) as never),
      rows: $(table)
        .find('tr')
        .toArray()
        .map(row =>
          $(row)
            .find('th, td')
            .toArray()
            .map(cell => read(cell as never)),
        ),
    }))
}

/** The rows under the header of the table with the caption. */
export function rowsOf(page: Page, caption: string): readonly (readonly string[])[] {
  const found = tablesOn(page).find(table => table.caption === caption)
  if (found === undefined)
    throw new Error(
      `No table "${caption}"; there is ${tablesOn(page)
        .map(table => table.caption)
        .join(' | ')}`,
    )
  return found.rows.slice(1)
}
export const columnsOf = (page: Page, caption: string): readonly string[] =>
  tablesOn(page).find(table => table.caption === caption)?.rows[0] ?? []
