import { isKey, keyOf, translate } from '#src/i18n/translate.ts'
import type { MailPage } from '#src/web/chrome.ts'
import type { OutboxMail } from './outbox-mail.entity.ts'

/** The mail as a person reads it. Mails are Swedish (product §10). `url` is the whole address of its page, or null. */
export function renderMail(mail: OutboxMail, url: string | null): MailPage {
  const text = (part: string): string => translate('sv', keyOf(`mail.${mail.template}.${part}`), mail.facts)
  const sender = [mail.facts['office'], mail.facts['email'], mail.facts['phone']].filter(Boolean).join(' · ')
  const hasLink = url !== null && isKey(`mail.${mail.template}.link`)
  return {
    subject: text('subject'),
    paragraphs: text('body').split('\n\n'),
    link: hasLink ? { label: text('link'), url } : null,
    footer: [
      ...(sender === '' ? [] : [sender, translate('sv', 'mail.footer.genuine')]),
      translate('sv', 'mail.footer.automatic'),
    ],
  }
}

/** The same as plain text, which is what most people see. */
export const mailAsText = ({ paragraphs, link, footer }: MailPage): string =>
  [...paragraphs, ...(link === null ? [] : [`${link.label}:\n${link.url}`]), `--\n${footer.join('\n')}`].join('\n\n')
