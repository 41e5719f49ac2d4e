import { type Forum, forums } from '#src/features/forums/forum.entity.ts'
import type { Page } from '#test/support/page.ts'
import type { Browser } from '#test/support/world.ts'
import type { Board } from '../meetings/board.ts'

/** A council beside the board's group, made through its form. */
export async function makeCouncil(
  board: Board,
  name = 'Funktionsrättsrådet',
  browser = board.convener,
): Promise<Forum> {
  const form = (await browser.get('/forum/ny')).form('Spara')
  const page = await form.submit({ kind: 'council', name, place: form.option('place', board.group.name) })
  if (page.status !== 200) throw new Error(`${page.status}: ${page.text}`)
  return board.world.row(forums, { name })
}

/** A question noted through its form; today unless told. */
export async function ask(
  browser: Browser,
  forum: Pick<Forum, 'id'>,
  filled: Readonly<Record<string, string>>,
): Promise<Page> {
  const form = (await browser.get(`/forum/${forum.id}/fragor/ny`)).form('Spara')
  return form.submit({ asker: 'Rådets ordförande', text: 'Vad gör gruppen åt detta?', ...filled })
}
