import { isKey, keyOf, translate } from '#src/i18n/translate.ts'
import { isDay } from '#src/kernel/days.ts'
import type { MailPage } from '#src/web/chrome.ts'
import { dates } from '#src/web/dates.ts'
import type { OutboxMail } from './outbox-mail.entity.ts'

/** The mail as a person reads it. Mails are Swedish (product §10). `url` is the whole address of its page, or null. */
export function renderMail(mail: OutboxMail, url: string | null): MailPage {
  const facts = readable(mail.facts)
  const text = (part: string): string => translate('sv', keyOf(`mail.${mail.template}.${part}`), facts)
  const sender = [facts['office'], facts['email'], facts['phone']].filter(Boolean).join(' · ')
  const hasLink = url !== null && isKey(`mail.${mail.template}.link`)
  return {
    subject: text('subject'),
    paragraphs: text('body').split('\n\n'),
    link: hasLink ? { label: text('link'), url } : null,
    footer: [
      ...(sender === '' ? [] : [sender, translate('sv', 'mail.footer.genuine')]),
      ...(isNews(mail) && url !== null ? [chooseOften(url)] : []),
      translate('sv', 'mail.footer.automatic'),
    ],
  }
}

/** What happens to what somebody has reported: she chooses how often she is mailed about it. */
const isNews = ({ subjectType, template }: OutboxMail): boolean =>
  subjectType === 'deficiency' || template === 'following.digest'
const chooseOften = (url: string): string =>
  translate('sv', 'following.mailFooter', { address: new URL('/min-sida#brev', url).href })

/** The same as plain text, which is what most people see. */
export const mailAsText = ({ paragraphs, link, footer }: MailPage): string =>
  [...paragraphs, ...(link === null ? [] : [`${link.label}:\n${link.url}`]), `--\n${footer.join('\n')}`].join('\n\n')

/** Days as people read them. No fact breaks a line: a subject, a header or a paragraph is one line (J8). */
function readable(facts: OutboxMail['facts']): Record<string, string | number> {
  const shown: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(facts)) {
    shown[name] = typeof value === 'number' ? value : shownText(name, value)
  }
  return shown
}

function shownText(name: string, value: string): string {
  // A paragraph each: the only fact that holds several, each of them one line.
  if (name === 'lines') return value.split('\n').map(oneLine).filter(Boolean).join('\n\n')
  if (isDay(value)) return dates.sv.day(value)
  return oneLine(name === 'time' ? value.replace(':', '.') : value)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const oneLine = (value: string): string => value.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim()
