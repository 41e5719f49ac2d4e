import { isKey, keyOf, translate } from '#src/i18n/translate.ts'
import type { OutboxMail } from '#src/mail/outbox-mail.entity.ts'
import type { EmptyModel, TableListModel } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import type { MeetingInGroup } from './meeting.queries.ts'
import { trayOf } from './tray.queries.ts'
import { whenOf } from './why-line.ts'

export interface TrayPage {
  readonly title: string
  readonly fictitious: boolean
  readonly id: string
  readonly version: number
  readonly lead: string
  readonly list: TableListModel | null
  readonly empty: EmptyModel | null
}

/** What waits, to whom and which letter. Letters hold structured facts only, so there is no text of anybody's to show. */
export async function trayPage(ctx: Ctx, meeting: MeetingInGroup): Promise<TrayPage> {
  const mails = await trayOf(ctx, meeting.id)
  return {
    title: ctx.t('meetings.trayTitle'),
    fictitious: meeting.group.fictitious,
    id: meeting.id,
    version: meeting.version,
    lead: `${meeting.group.name}, ${whenOf(meeting, ctx.actor.locale)}`,
    list: mails.length === 0 ? null : listOf(ctx, mails),
    empty: mails.length > 0 ? null : { title: ctx.t('meetings.trayEmpty'), text: ctx.t('meetings.trayEmptyText') },
  }
}

const listOf = (ctx: Ctx, mails: readonly OutboxMail[]): TableListModel => ({
  caption: ctx.t('meetings.trayTitle'),
  columns: [
    { label: ctx.t('meetings.letter') },
    { label: ctx.t('meetings.receiver') },
    { label: ctx.t('meetings.concerns') },
  ],
  rows: mails.map(mail => [
    { text: subjectOf(mail) },
    { text: receiverOf(ctx, mail) },
    { text: String(mail.facts['decision'] ?? mail.facts['organisation'] ?? mail.facts['reference'] ?? '') },
  ]),
})

/** Letters are Swedish. */
function subjectOf({ template, facts }: OutboxMail): string {
  const key = `mail.${template}.subject`
  return isKey(key) ? translate('sv', keyOf(key), facts) : template
}

/** Those who reported are known inside their own office only: others read which office they belong to. */
const receiverOf = (ctx: Ctx, { subjectType, toAddress }: OutboxMail): string =>
  subjectType === 'deficiency' ? ctx.t('meetings.toReporter') : toAddress
