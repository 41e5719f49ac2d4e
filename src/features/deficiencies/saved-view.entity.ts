import { flag, id, instant, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

/** A person's own choice of systemfel under a name. Nobody else sees it. */
export interface SavedView {
  id: string
  personId: string
  name: string
  /** Known filters only, in their own order, as `niva=lokal&sortering=dagar`. */
  query: string
  /** The list opens with it. One of a person's at most. */
  opens: boolean
  createdAt: Date
  version: number
}
export const savedViews = table<SavedView>(
  'saved_view',
  {
    id: id(),
    personId: ref('person'),
    name: text(60, 'free'),
    query: text(1000, 'system'),
    opens: flag(),
    createdAt: instant(),
    version: version(),
  },
  { index: [['personId']] },
)
