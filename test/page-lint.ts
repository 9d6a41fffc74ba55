import { type CheerioAPI, load } from 'cheerio'
import { SERVICE_NAME } from '#src/ui/navigation.tsx'

type Check = (page: CheerioAPI) => readonly string[]

/**
 * What is wrong with a page, by the rules of the GOV.UK Design System that axe does not know. An empty list is a good page:
 * `expect(lintPage(shown.html)).toEqual([])`.
 */
export function lintPage(page: CheerioAPI | string): readonly string[] {
  const html = typeof page === 'string' ? load(page) : page
  return CHECKS.flatMap((check) => check(html))
}

/** The same, and that it is a question page: a back link, and one button that goes on. */
export function lintQuestion(page: CheerioAPI | string): readonly string[] {
  const html = typeof page === 'string' ? load(page) : page
  return [
    ...lintPage(html),
    ...unless(html('.govuk-back-link').length === 1, 'a question page has one back link'),
    ...unless(html('main form[method=post] button').length === 1, 'a question page has one button'),
  ]
}

const unless = (condition: boolean, fault: string): readonly string[] => (condition ? [] : [fault])

const texts = (html: CheerioAPI, selector: string): readonly string[] =>
  html(selector)
    .toArray()
    .map((element) => html(element).text().replace(/\s+/g, ' ').trim())

const hasOneHeading: Check = (html) => {
  const levels = html('h1, h2, h3, h4')
    .toArray()
    .map((heading) => Number(heading.tagName.slice(1)))
  const skips = levels.filter((level, at) => at > 0 && level > (levels[at - 1] ?? 0) + 1)
  // The summary of errors stands above the h1 and begins with an h2.
  const isSummaryFirst = html('main h1, main h2').first().is('.govuk-error-summary__title')
  return [
    ...unless(html('h1').length === 1, `there are ${html('h1').length} h1`),
    ...unless(html('main h1').text().trim() !== '', 'the h1 is empty'),
    ...unless(skips.length === 0 || isSummaryFirst, 'a heading level is left out'),
  ]
}

const hasTitle: Check = (html) => {
  const title = html('head title').text()
  const hasErrors = html('.govuk-error-summary').length > 0
  return [
    ...unless(title.endsWith(` – ${SERVICE_NAME} – GOV.UK`), `the title does not end in the service's name: ${title}`),
    ...unless(!title.startsWith(' –'), 'the title does not name the page'),
    ...unless(title.startsWith('Error: ') === hasErrors, 'the title says "Error: " if and only if there are errors'),
    ...unless(html('html').attr('lang') === 'en', 'the language of the page is not named'),
  ]
}

const FIELDS = 'input, select, textarea'

const errorsLead: Check = (html) => {
  const inline = texts(html, '.govuk-error-message').map((text) => text.replace(/^Error: /, ''))
  const links = html('.govuk-error-summary__list a').toArray()
  const summary = texts(html, '.govuk-error-summary__list li')
  return [
    ...links.flatMap((link) => {
      const href = html(link).attr('href') ?? ''
      const target = href.startsWith('#') ? html(`[id="${href.slice(1)}"]`) : html('nothing')
      return unless(target.is(FIELDS), `the error link ${href} does not lead to a field`)
    }),
    ...summary.flatMap((text) => unless(inline.includes(text), `"${text}" does not stand beside a field`)),
    ...inline.flatMap((text) => unless(summary.includes(text), `"${text}" is not in the error summary`)),
    ...inline.flatMap((text) => unless(!BANNED.test(text), `"${text}" has a word that messages never use`)),
  ]
}

const BANNED = /\b(please|sorry|valid|invalid|forbidden|illegal|oops|required)\b/i

const fieldsAreNamed: Check = (html) =>
  html(FIELDS)
    .toArray()
    .filter((field) => !['hidden', 'submit'].includes(html(field).attr('type') ?? ''))
    // Drawn behind the input by the autocomplete, for the eye alone.
    .filter((field) => !html(field).is('.autocomplete__hint'))
    .flatMap((field) => {
      const id = html(field).attr('id') ?? ''
      const label = html(`label[for="${id}"]`)
      const describedBy = (html(field).attr('aria-describedby') ?? '').split(' ').filter(Boolean)
      return [
        ...unless(id !== '' && label.length === 1 && label.text().trim() !== '', `the field "${id}" has no label`),
        ...unless(html(field).attr('required') === undefined, `the field "${id}" is checked by the browser`),
        ...unless(html(field).attr('type') !== 'number', `the field "${id}" is of type number`),
        ...describedBy.flatMap((one) => unless(html(`[id="${one}"]`).length === 1, `"${id}" is described by nothing`)),
      ]
    })

const formsAreOurs: Check = (html) =>
  html('form[method=post]')
    .toArray()
    .flatMap((form) => {
      const at = html(form).attr('action')
      return [
        ...unless(html(form).find('input[name=_csrf]').length === 1, `the form to ${at} has no CSRF token`),
        ...unless(html(form).find('input[name=_key]').length === 1, `the form to ${at} has no idempotency key`),
        ...unless(at?.startsWith('/') === true, `the form to ${at} does not name its address`),
      ]
    })

const tablesAreNamed: Check = (html) =>
  html('table')
    .toArray()
    .flatMap((table) => [
      ...unless(html(table).find('caption').text().trim() !== '', 'a table has no caption'),
      ...unless(html(table).find('th:not([scope])').length === 0, 'a table heading has no scope'),
    ])

const idsAreUnique: Check = (html) => {
  const ids = html('[id]')
    .toArray()
    .map((element) => html(element).attr('id') ?? '')
  return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `the id "${id}" is used twice`)
}

const linksLead: Check = (html) =>
  html('a')
    .toArray()
    .flatMap((link) => {
      const href = html(link).attr('href')
      return [
        ...unless(html(link).text().trim() !== '', `the link to ${href} has no words`),
        ...unless(href !== undefined && href !== '' && href !== '#', 'a link leads nowhere'),
        ...unless(
          !/^(click here|here|more|read more)$/i.test(html(link).text().trim()),
          'a link does not say where it leads',
        ),
      ]
    })

const keyboardWorks: Check = (html) => {
  const skip = html('.govuk-skip-link').attr('href') ?? ''
  const positive = html('[tabindex]')
    .toArray()
    .filter((element) => Number(html(element).attr('tabindex')) > 0)
  return [
    ...unless(skip.startsWith('#') && html(skip).length === 1, 'the skip link leads nowhere'),
    ...unless(positive.length === 0, 'an element comes before its turn by tabindex'),
  ]
}

/** What the content security policy would stop anyway, silently. */
const nothingIsInline: Check = (html) => {
  const handlers = html('*')
    .toArray()
    // The school picker's own script sets styles, which the content security policy lets scripts do.
    .filter((element) => html(element).closest('.autocomplete__wrapper').length === 0)
    .flatMap((element) =>
      Object.keys(html(element).attr() ?? {}).filter((name) => name === 'style' || /^on[a-z]+$/.test(name)),
    )
  const scripts = html('script')
    .toArray()
    .filter((script) => html(script).attr('nonce') === undefined && html(script).attr('src') === undefined)
  return [
    ...unless(handlers.length === 0, `inline ${handlers.join(', ')}`),
    ...unless(scripts.length === 0, 'a script has no nonce'),
    ...unless(html('style').length === 0, 'styles are inline'),
  ]
}

const hasFooter: Check = (html) =>
  ['/accessibility-statement', '/cookies', '/privacy'].flatMap((path) =>
    unless(html(`footer a[href="${path}"]`).length === 1, `the footer does not lead to ${path}`),
  )

const isPlain: Check = (html) =>
  texts(html, 'main p, main li, main h1, main h2, main h3, main label, main legend, main button')
    .filter((text) => /\b(can|don|won|isn|doesn|didn|shouldn|couldn|wouldn|aren|hasn|haven)['’]t\b/i.test(text))
    .map((text) => `"${text}" has a negative contraction`)

const CHECKS: readonly Check[] = [
  hasOneHeading,
  hasTitle,
  errorsLead,
  fieldsAreNamed,
  formsAreOurs,
  tablesAreNamed,
  idsAreUnique,
  linksLead,
  keyboardWorks,
  nothingIsInline,
  hasFooter,
  isPlain,
]
