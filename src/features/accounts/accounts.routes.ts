import { exportFooter, fileName } from '#src/documents/document.ts'
import { writeDocx } from '#src/documents/docx.ts'
import { exportMark } from '#src/documents/export-mark.ts'
import { writePdf } from '#src/documents/pdf.ts'
import { type FormState, faulty, type Submitted } from '#src/kernel/forms.ts'
import { withRole } from '#src/web/access.ts'
import { file, page, type Reply, redirect } from '#src/web/reply.ts'
import type { Feature, Routes } from '#src/web/routes.ts'
import type { Ctx } from '#src/work/context.ts'
import { accountDocument } from './account.document.ts'
import { accountPage, sectionPath } from './account.page.ts'
import { type FoundAccount, findAccount, holdAccount, valuesOf } from './account.queries.ts'
import { accountListPage, accountPath } from './account-list.page.ts'
import { makeAccount, readNewAccount } from './make-account.ts'
import { newAccountPage, newUnitPage } from './new-account.page.ts'
import { figuresOf, pastePage } from './paste.page.ts'
import { type Looked, readFigures, readPaste } from './paste-figures.ts'
import { makeUnit, readUnit } from './save-unit.ts'
import { sectionOf, sectionPage } from './section.page.ts'
import {
  receiveAccount,
  reopenAccount,
  SendingBack,
  Signing,
  Step,
  saysWhoSigns,
  sendAccount,
  sendBackAccount,
  signAccount,
} from './sign-account.ts'
import { surveyPage } from './survey.page.ts'
import { takeDrafts } from './take-drafts.ts'
import { assertWritable, readSection, writeSection } from './write-account.ts'

const readers = withRole('coordinator', 'analyst')

export const accountRoutes: Feature = routes => {
  routes.get('/redovisningar', readers, async ctx => page('accounts/index', await accountListPage(ctx)))
  routes.get('/redovisningar/lage', withRole('analyst'), async (ctx, { query }) =>
    page('accounts/survey', await surveyPage(ctx, query['ar'])),
  )
  making(routes)
  files(routes)
  routes.get('/redovisningar/:id', readers, async (ctx, { params }) =>
    page('accounts/show', await accountPage(ctx, await findAccount(ctx, params.id))),
  )
  writing(routes)
  drafting(routes)
  pasting(routes)
  steps(routes)
}

function making(routes: Routes): void {
  routes.get('/redovisningar/ny', readers, async ctx => page('accounts/new', await newAccountPage(ctx)))
  routes.post('/redovisningar/ny', readers, async (ctx, { body }) => {
    const form = await readNewAccount(ctx, body)
    if (!form.ok) return page('accounts/new', await newAccountPage(ctx, form), 422)
    return redirect(accountPath(await makeAccount(ctx, form.value)), 'accounts.made')
  })
  routes.get('/redovisningar/enheter/ny', readers, async ctx => page('accounts/new-unit', await newUnitPage(ctx)))
  routes.post('/redovisningar/enheter/ny', readers, async (ctx, { body }) => {
    const form = await readUnit(ctx, body)
    if (!form.ok) return page('accounts/new-unit', await newUnitPage(ctx, form), 422)
    await makeUnit(ctx, form.value)
    return redirect('/redovisningar', 'accounts.unitMade')
  })
}

function files(routes: Routes): void {
  for (const kind of ['docx', 'pdf'] as const)
    routes.get(`/redovisningar/:id.${kind}`, readers, async (ctx, { params }) =>
      fileOf(ctx, await findAccount(ctx, params.id), kind),
    )
}

async function fileOf(ctx: Ctx, account: FoundAccount, kind: 'docx' | 'pdf'): Promise<Reply> {
  const { unit, year, form } = account
  const filled = await valuesOf(ctx, account)
  const mark = exportMark(ctx, ['account', account.id], `${unit.name} ${year}`)
  const document = accountDocument({ account, ...filled, footer: exportFooter('sv', mark) })
  const name = fileName(`redovisning ${unit.name} ${form.year}`, mark.id, kind)
  return file(name, kind, () => (kind === 'docx' ? writeDocx(document) : writePdf(document)))
}

function writing(routes: Routes): void {
  routes.get('/redovisningar/:id/avsnitt/:section', readers, async (ctx, { params }) => {
    const account = await findAccount(ctx, params.id)
    assertWritable(ctx, account)
    return page('accounts/section', await sectionPage(ctx, account, sectionOf(account, params.section)))
  })
  routes.post('/redovisningar/:id/avsnitt/:section', readers, async (ctx, { params, body }) => {
    const account = await holdAccount(ctx, params.id)
    assertWritable(ctx, account)
    const section = sectionOf(account, params.section)
    const form = readSection(ctx, section, body)
    if (!form.ok) return page('accounts/section', await sectionPage(ctx, account, section, form), 422)
    await writeSection(ctx, account, form.value)
    return redirect(accountPath(account), 'accounts.saved')
  })
}

function drafting(routes: Routes): void {
  routes.post('/redovisningar/:id/avsnitt/:section/forslag', readers, async (ctx, { params, body }) => {
    const account = await holdAccount(ctx, params.id)
    const section = sectionOf(account, params.section)
    const form = ctx.form(Step, body)
    if (!form.ok) return page('accounts/section', await sectionPage(ctx, account, section), 422)
    await takeDrafts(ctx, account, section, form.value.version)
    return redirect(sectionPath(account, section), 'accounts.draftsTaken')
  })
}

/** Nobody can have typed it. */
const FORGED: Looked = { form: faulty({}, { form: ['errors.form'] }), pasted: undefined }

/** Nothing is kept before the person has seen what it fills in. */
function pasting(routes: Routes): void {
  routes.get('/redovisningar/:id/avsnitt/:section/klistra', readers, async (ctx, { params }) => {
    const account = await findAccount(ctx, params.id)
    assertWritable(ctx, account)
    return page('accounts/paste', await pastePage(ctx, account, sectionOf(account, params.section)))
  })
  routes.post('/redovisningar/:id/avsnitt/:section/klistra', readers, async (ctx, { params, body }) => {
    const account = await findAccount(ctx, params.id)
    assertWritable(ctx, account)
    const section = sectionOf(account, params.section)
    const { form, pasted } = readPaste(ctx, figuresOf(section), body)
    const shown = await pastePage(ctx, account, section, { form, pasted })
    return page('accounts/paste', shown, shown.filled === null ? 422 : 200)
  })
  routes.post('/redovisningar/:id/avsnitt/:section/klistra/ifyll', readers, async (ctx, { params, body }) => {
    const account = await holdAccount(ctx, params.id)
    const section = sectionOf(account, params.section)
    const form = readFigures(ctx, section, body)
    if (!form.ok) return page('accounts/paste', await pastePage(ctx, account, section, FORGED), 422)
    await writeSection(ctx, account, form.value)
    return redirect(sectionPath(account, section), 'accounts.pasted')
  })
}

function steps(routes: Routes): void {
  routes.post('/redovisningar/:id/underskrift', readers, async (ctx, { params, body }) => {
    const account = await holdAccount(ctx, params.id)
    const form = ctx.form(Signing, body)
    if (!form.ok) return again(ctx, account, form)
    if (!(await saysWhoSigns(ctx, account)))
      return again(ctx, account, faulty(body, { signing: ['accounts.needSigner'] }))
    await signAccount(ctx, account, form.value)
    return redirect(accountPath(account), 'accounts.wasSigned')
  })
  routes.post('/redovisningar/:id/retur', readers, async (ctx, { params, body }) => {
    const account = await holdAccount(ctx, params.id)
    const form = ctx.form(SendingBack, body)
    if (!form.ok) return again(ctx, account, form)
    await sendBackAccount(ctx, account, form.value)
    return redirect(accountPath(account), 'accounts.wasSentBack')
  })
  routes.post('/redovisningar/:id/oppning', readers, (ctx, { params, body }) =>
    plainStep(ctx, params.id, { body, step: reopenAccount }),
  )
  routes.post('/redovisningar/:id/sandning', readers, (ctx, { params, body }) =>
    plainStep(ctx, params.id, { body, step: sendAccount }),
  )
  routes.post('/redovisningar/:id/mottagning', readers, (ctx, { params, body }) =>
    plainStep(ctx, params.id, { body, step: receiveAccount }),
  )
}

interface PlainStep {
  readonly body: Submitted
  readonly step: typeof sendAccount
}
async function plainStep(ctx: Ctx, id: string, { body, step }: PlainStep): Promise<Reply> {
  const account = await holdAccount(ctx, id)
  const form = ctx.form(Step, body)
  if (!form.ok) return again(ctx, account, form)
  await step(ctx, account, form.value.version)
  return redirect(accountPath(account), 'accounts.stepTaken')
}

const again = async (ctx: Ctx, account: FoundAccount, form: FormState): Promise<Reply> =>
  page('accounts/show', await accountPage(ctx, account, form), 422)
