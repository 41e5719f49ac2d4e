import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { type CheerioAPI, load } from 'cheerio'
import { toTypeScript } from '#src/dev/check-views.ts'
import type { Locale } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Chrome } from '#src/web/chrome.ts'
import { Html, html } from '#src/web/html.ts'
import { packageRoot } from '#src/web/package-root.ts'
import { makeHelpers } from '#src/web/view-helpers.ts'
import type { Views } from '#src/web/views.generated.ts'
import { ViewRenderer } from '#src/web/views.ts'

const viewsFolder = join(packageRoot, 'views')
const viewFiles = readdirSync(viewsFolder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ejs'))
const HEADER = "<%# @model {MailPage} from '#src/web/chrome.ts' %>"

let keys = 0
const helpersIn = (locale: Locale) =>
  makeHelpers({
    locale,
    csrfToken: () => 'the-token',
    newFormKey: () => `key-${++keys}`,
    from: '/systemfel/1',
    asset: name => `/assets/${name}`,
  })
const h = helpersIn('sv')
const renderer = new ViewRenderer()
const show = <N extends keyof Views>(name: N, model: Views[N], locale: Locale = 'sv'): CheerioAPI =>
  load(String(renderer.render(name, model, helpersIn(locale))))

/** Renders one template that is no view of the program. */
function render(source: string, v: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'view-'))
  writeFileSync(join(folder, 'x.ejs'), source)
  try {
    return String(new ViewRenderer(folder).render('x' as never, v as never, h))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('Checking views', () => {
  it('needs a model in the first line', () => {
    expect(() => toTypeScript('<p>Hej</p>')).to.throw('first line')
  })

  it('keeps every line where it was', () => {
    const lines = toTypeScript(`${HEADER}\n<p>\n<%= v.subject %>\n<%# no more %></p>`).split('\n')
    expect(lines[2]).to.equal('text( v.subject );')
  })

  it('finds a misspelt property, unsafe markup, an object as text, a wrong partial model and a misspelt text', function () {
    this.timeout(60_000)
    const folder = join(packageRoot, '.cache/views-check')
    mkdirSync(folder, { recursive: true })
    const faulty = [
      '<%= v.subjet %>',
      '<%- v.subject %>',
      '<%= v.paragraphs %>',
      "<%- h.partial('components/hint', { id: 7 }) %>",
      "<%= h.t('web.hlep') %>",
      '<%= v.subject %>',
    ]
    writeFileSync(join(folder, 'faulty.ejs.ts'), toTypeScript([HEADER, ...faulty].join('\n')))
    writeFileSync(
      join(folder, 'tsconfig.json'),
      '{ "extends": "../../tsconfig.json", "compilerOptions": { "noEmit": true }, "include": ["."] }',
    )
    let output = ''
    try {
      execFileSync(process.execPath, [join(packageRoot, 'node_modules/typescript/bin/tsc'), '-p', folder], {
        encoding: 'utf8',
      })
    } catch (error) {
      output = String((error as { stdout: string }).stdout)
    } finally {
      rmSync(folder, { recursive: true })
    }
    const lines = [...output.matchAll(/faulty\.ejs\.ts\((\d+),/g)].map(([, line]) => Number(line))
    expect(lines).to.deep.equal([2, 3, 4, 5, 6])
  })
})

describe('Every view', () => {
  for (const file of viewFiles) {
    it(`${file} has no inline script, style or handler, and no include`, () => {
      const source = readFileSync(join(viewsFolder, file), 'utf8')
      expect(source).not.to.match(/<style|\sstyle="|\son[a-z]+="|javascript:|include\(/i)
      expect(
        source.replace(
          /<script type="module" src="<%= h\.asset\((?:'[\w.-]+'|`\$\{v\.script\}\.\$\{h\.locale\}\.js`)\) %>"><\/script>/g,
          '',
        ),
      ).not.to.match(/<script/i)
    })
  }

  for (const file of viewFiles)
    it(`${file}: each POST form carries the token and a form key`, () => {
      const source = readFileSync(join(viewsFolder, file), 'utf8')
      for (const [form] of source.matchAll(/<form[^>]*method="post"[\s\S]*?<\/form>/gi)) {
        const partials = [...form.matchAll(/h\.partial\('([\w/-]+)'/g)].map(([, name]) =>
          readFileSync(join(viewsFolder, `${name}.ejs`), 'utf8'),
        )
        expect([form, ...partials].join('\n')).to.match(/h\.csrf\(v?\)/)
      }
    })
})

describe('A view', () => {
  it('prints text as text', () => {
    expect(render('<p><%= v %></p>', `<b title="x">&'`)).to.equal('<p>&lt;b title=&#34;x&#34;&gt;&amp;&#39;</p>')
  })

  it('prints nothing for nothing, and zero as zero', () => {
    expect(render('<%= v.a %><%= v.b %><%= v.c %>', { a: null, c: 0 })).to.equal('0')
  })

  it('prints markup only from Html, and escapes what is put into it', () => {
    const cell = html`<a href="${'/a?b=1&c="2"'}">${'<script>'}${new Html('<b>')}${null}${3}</a>`
    expect(render('<%- v %>', cell)).to.equal('<a href="/a?b=1&amp;c=&#34;2&#34;">&lt;script&gt;<b>3</a>')
  })

  it('leaves out attributes that are missing, and escapes the rest', () => {
    expect(String(h.attributes({ id: 'a"b', hidden: true, open: false, title: undefined, value: '' }))).to.equal(
      ' id="a&#34;b" hidden value=""',
    )
  })

  it('knows no other names than v and h', () => {
    expect(() => render('<%= subject %>', { subject: 'x' })).to.throw('subject is not defined')
  })

  it('has a new form key in each form', () => {
    const keyIn = () => load(String(h.csrf()))('input[name=formKey]').val()
    expect(keyIn()).to.match(/^key-\d+$/)
    expect(keyIn()).not.to.equal(keyIn())
    expect(load(String(h.csrf()))('input[name=_csrf]').val()).to.equal('the-token')
    expect(load(String(h.csrf()))('input[name=_from]').val()).to.equal('/systemfel/1')
  })

  it('refuses a text that does not exist', () => {
    expect(() => h.text('web.nothing')).to.throw('No text for web.nothing')
  })
})

describe('Days and times', () => {
  it('are written as in Swedish', () => {
    expect(h.day('2026-03-12')).to.equal('12 mars 2026')
    expect(h.month('2026-03')).to.equal('mars 2026')
    expect(h.number(12345.6)).to.equal('12\u00a0345,6')
  })

  it('follow Swedish time across midnight and summer time', () => {
    expect(h.date(new Date('2026-03-01T23:30:00Z'))).to.equal('2 mars 2026')
    expect(h.time(new Date('2026-03-29T00:59:00Z'))).to.equal('29 mars 2026 kl. 01.59')
    expect(h.time(new Date('2026-03-29T01:00:00Z'))).to.equal('29 mars 2026 kl. 03.00')
    expect(h.time(new Date('2026-07-01T22:05:00Z'))).to.equal('2 juli 2026 kl. 00.05')
  })

  it('are written in English too', () => {
    const english = helpersIn('en')
    expect(english.day('2026-03-12')).to.equal('12 March 2026')
    expect(english.time(new Date('2026-03-12T13:05:00Z'))).to.equal('12 March 2026 at 14:05')
  })
})

const form: FormState = {
  values: {
    what: 'Kassan\nsvarar inte',
    level: 'local',
    kinds: ['a', 'c'],
    day: '2026-03-12',
    month: '2026-02',
    secret: 'hemligt',
  },
  errors: { what: ['errors.tooLong'], level: ['errors.choose'], kinds: ['errors.choose'], form: ['errors.formUsed'] },
  found: [],
}
const options = ['a', 'local', 'c'].map(value => ({ value, label: `Val ${value}`, hint: `Om ${value}` }))

describe('A field', () => {
  it('ties its label, hint and error to its control', () => {
    const $ = show('components/field-area', { form, name: 'what', label: 'Hinder', hint: 'Inte personen' })
    const control = $('textarea')
    expect($(`label[for=${control.attr('id')}]`).text()).to.equal('Hinder')
    const notes = (control.attr('aria-describedby') ?? '').split(' ').map(id => $(`#${id}`).text())
    expect(notes.join('|')).to.match(/^Inte personen\|\s*Fel:\s+Texten är för lång/)
    expect(control.text()).to.equal('Kassan\nsvarar inte')
  })

  it('says when it need not be filled in', () => {
    const text = (required?: boolean) =>
      show('components/field-text', { form, name: 'x', label: 'E-post', required })('label').text()
    expect([text(), text(false)]).to.deep.equal(['E-post', 'E-post (frivilligt)'])
  })

  it('never shows a password again', () => {
    const $ = show('components/field-text', { form, name: 'secret', label: 'Lösenord', type: 'password' })
    expect($('input').attr('value')).to.equal(undefined)
  })

  it('shows what was chosen', () => {
    const checked = ($: CheerioAPI) =>
      $('[checked], [selected]')
        .toArray()
        .map(node => $(node).attr('value'))
    expect(checked(show('components/field-choice', { form, name: 'level', label: 'Nivå', options }))).to.deep.equal([
      'local',
    ])
    expect(checked(show('components/field-choices', { form, name: 'kinds', label: 'Slag', options }))).to.deep.equal([
      'a',
      'c',
    ])
    expect(checked(show('components/field-select', { form, name: 'level', label: 'Nivå', options }))).to.deep.equal([
      'local',
    ])
    const months = ['2026-03', '2026-02']
    expect(checked(show('components/field-month', { form, name: 'month', label: 'Månad', months }))).to.deep.equal([
      '2026-02',
    ])
    expect(show('components/field-day', { form, name: 'day', label: 'Dag' })('input').attr('value')).to.equal(
      '2026-03-12',
    )
  })

  it('is reached from the error summary, whatever its kind', () => {
    const parts = [
      renderer.render('components/form-errors', { form, labels: { level: 'Nivå' } }, h),
      renderer.render('components/field-area', { form, name: 'what', label: 'Hinder' }, h),
      renderer.render('components/field-choice', { form, name: 'level', label: 'Nivå', options }, h),
      renderer.render('components/field-choices', { form, name: 'kinds', label: 'Slag', options }, h),
    ]
    const $ = load(parts.join(''))
    const links = $('.govuk-error-summary a').toArray()
    expect(links.map(link => $($(link).attr('href') ?? '').length)).to.deep.equal([1, 1, 1])
    expect($('.govuk-error-summary [role=alert] li').eq(1).text().trim()).to.equal('Nivå: Välj ett alternativ.')
    expect($('.govuk-error-summary').attr('tabindex')).to.equal('-1')
    expect($('.govuk-error-summary li').last().text().trim()).to.equal('Formuläret är redan skickat.')
  })

  it('has no error summary and no warning box without errors and warnings', () => {
    expect(show('components/form-errors', { form: emptyForm() })('body').text().trim()).to.equal('')
    expect(show('components/text-review', { form: emptyForm() })('body').text().trim()).to.equal('')
  })

  it('asks a person about each thing that the guard has found, and proposes what to put instead', () => {
    const found = [
      { key: '0000000a', field: 'what', kind: 'phone', text: '070-123 45 67', suggestion: null },
      { key: '0000000b', field: 'what', kind: 'date', text: 'den 12 mars', suggestion: 'i mars' },
    ] as const
    const $ = show('components/text-review', { form: { ...emptyForm({ 'granskat-0000000a': 'public' }), found } })
    expect($('label').first().text()).to.equal('”070-123 45 67” ser ut som ett telefonnummer')
    expect($('[name=granskat-0000000a] option[selected]').attr('value')).to.equal('public')
    const options = $('[name=granskat-0000000b] option').toArray()
    expect(options.map(option => $(option).attr('value'))).to.deep.equal([
      '',
      'byt',
      'nobody',
      'public',
      'general',
      'mistaken',
    ])
    expect($(options[1]).text()).to.equal('Byt ut mot ”i mars”')
    expect($.text())
      .to.include('granskad av dig')
      .and.not.to.match(/anonymiser/i)
  })
})

const chrome: Chrome = {
  title: 'Systemfel',
  problem: false,
  signedIn: { name: 'Kim Exempel', left: { idle: 1800, last: 36000 } },
  nav: [
    { href: '/', label: 'Start', current: false },
    { href: '/systemfel', label: 'Systemfel', current: true },
  ],
  searchable: true,
  notice: null,
  script: 'app',
  demo: false,
  fictitious: false,
  path: '/systemfel?niva=local',
  noindex: true,
  reference: null,
  body: html`<h1>Systemfel</h1>`,
}

describe('The page around every page', () => {
  it('has a language, a title, a skip link and landmarks', () => {
    const $ = show('layouts/page', chrome)
    expect($('html').attr('lang')).to.equal('sv')
    expect($('title').text()).to.equal('Systemfel – Systemfel')
    expect($('.govuk-skip-link').attr('href')).to.equal(`#${$('main').attr('id')}`)
    expect($('header, nav, main, footer').length).to.equal(4)
    expect($('nav [aria-current=page]').text()).to.equal('Systemfel')
    expect($('main h1').text()).to.equal('Systemfel')
  })

  it('says in the title that the form has errors', () => {
    expect(show('layouts/page', { ...chrome, problem: true })('title').text()).to.equal('Fel: Systemfel – Systemfel')
  })

  it('signs out and changes language by POST only, and comes back to the same page', () => {
    const $ = show('layouts/page', chrome)
    const actions = $('form[method=post]')
      .toArray()
      .map(node => $(node).attr('action'))
    expect(actions).to.deep.equal(['/logga-ut', '/sprak'])
    expect($('form[action="/sprak"] [name=returnTo]').val()).to.equal('/systemfel?niva=local')
    expect($('form[action="/sprak"] button[name=locale]').attr('value')).to.equal('en')
    expect($('a[href="/logga-ut"], a[href="/sprak"]').length).to.equal(0)
  })

  it('shows in English what is English', () => {
    const $ = show('layouts/page', chrome, 'en')
    expect($('html').attr('lang')).to.equal('en')
    expect($('form[action="/sprak"] button').attr('value')).to.equal('sv')
  })

  it('tells what was done, and that an example is made up', () => {
    expect(show('layouts/page', { ...chrome, notice: 'Rapporten är skickad.' })('[role=status]').text()).to.include(
      'skickad',
    )
    expect(show('layouts/page', { ...chrome, fictitious: true })('body').text()).to.include('Påhittat exempel')
    expect(show('layouts/page', { ...chrome, demo: true })('body').text()).to.include('demoläge')
    expect(show('layouts/page', chrome)('body').text()).not.to.include('Påhittat')
  })

  it('offers somebody with a link no navigation and no account', () => {
    const { signedIn: _, nav: __, ...bare } = chrome
    const $ = show('layouts/bare', bare)
    expect($('nav, form[action="/logga-ut"], header a').length).to.equal(0)
    expect($('meta[name=robots]').attr('content')).to.include('noindex')
  })
})

describe('A mail as HTML', () => {
  it('holds the paragraphs, the link in words and in letters, and nothing to load', () => {
    const link = { label: 'Svara här', url: 'https://systemfel.example/svar/abc' }
    const $ = show('layouts/mail', {
      subject: 'Begäran om svar',
      paragraphs: ['Ett.', 'Två <b>'],
      link,
      footer: ['Frågor?'],
    })
    expect($('img, link, script, style').length).to.equal(0)
    expect($('p').eq(1).text()).to.equal('Två <b>')
    expect($(`a[href="${link.url}"]`).text()).to.equal('Svara här')
    expect($('main').text()).to.include(link.url).and.include('Frågor?')
  })
})

describe('An error page', () => {
  const error = { title: 'Rubriken', message: null, reference: 'a1b2c3d4' }
  for (const view of ['denied', 'missing', 'expired', 'too-many', 'fault', 'busy'] as const)
    it(`${view} says what happened, what to do, and its reference`, () => {
      const $ = show(`errors/${view}`, error)
      expect($('h1').text()).to.equal('Rubriken')
      expect($('p').eq(0).text().length).to.be.greaterThan(20)
      expect($('p').eq(1).text().length).to.be.greaterThan(20)
      expect($('code').text()).to.equal('a1b2c3d4')
    })

  it('shows the exact reason when there is one', () => {
    expect(
      show('errors/denied', { ...error, message: 'Bara mötesansvarig.' })('p')
        .eq(0)
        .text(),
    ).to.equal('Bara mötesansvarig.')
  })

  it('of two editors shows both texts (C4)', () => {
    const mine = [{ label: 'Beskrivning', value: 'Min\ntext' }]
    const theirs = [{ label: 'Beskrivning', value: '' }]
    const $ = show('errors/conflict', {
      title: 'Någon hann före',
      reference: 'x',
      mine,
      theirs,
      backTo: '/systemfel/1',
    })
    expect($('section').eq(0).find('p').text()).to.equal('Min\ntext')
    expect($('section').eq(1).find('p').text()).to.equal('–')
    expect($('a.govuk-button').attr('href')).to.equal('/systemfel/1')
  })
})

describe('A list as a table', () => {
  const $ = show('components/table-list', {
    caption: 'Systemfel',
    columns: [{ label: 'Systemfel' }, { label: 'Läge' }, { label: 'Dagar', numeric: true }],
    rows: [[{ text: '<b>', href: '/systemfel/1', note: 'SF-1' }, { badge: { text: 'ny', tone: 'new' } }, { text: 0 }]],
  })

  it('names its rows and its columns, and each value on a narrow screen', () => {
    expect($('caption').text()).to.equal('Systemfel')
    expect($('th[scope=row] a').text()).to.equal('<b>')
    expect(
      $('td')
        .toArray()
        .map(cell => $(cell).attr('data-label')),
    ).to.deep.equal(['Läge', 'Dagar'])
    expect($('td').eq(1).text().trim()).to.equal('0')
  })

  it('says a state in words, not in colour only', () => {
    expect($('.govuk-tag').text()).to.equal('ny')
  })
})
