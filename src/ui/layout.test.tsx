import { load } from 'cheerio'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#src/kit/actor.ts'
import { testActor, testFrame } from '#test/frame.ts'
import { TextField } from './fields.tsx'
import { freshForm } from './form.tsx'
import { formPage } from './form-page.tsx'
import { page } from './layout.tsx'
import { environment } from './templates.ts'

const simple = page({ title: 'One <b> & "two"' }, <h1>One {'<b>'}</h1>)

test('what is not markup is escaped, in the title and in the page', () => {
  const html = simple.render(testFrame({ nonce: '"><script>' }))
  expect(html).toContain('<title>One &lt;b&gt; &amp; &quot;two&quot; – Teacher training services – GOV.UK</title>')
  expect(html).toContain('<h1>One &lt;b&gt;</h1>')
  expect(html).not.toContain('"><script>')
})

test('every script has the nonce of its page, and the page is never mixed with another', () => {
  const [one, two] = ['bm9uY2Ux', 'bm9uY2Uy'].map((nonce) => simple.render(testFrame({ nonce })))
  expect(one?.match(/nonce="bm9uY2Ux"/g)).toHaveLength(2)
  expect(one?.replaceAll('bm9uY2Ux', 'bm9uY2Uy')).toBe(two)
})

test('the page has the bytes of the official page template', () => {
  const html = simple.render(testFrame())
  const official = environment.getTemplate('govuk/template.njk').render({})
  const header = (text: string) => text.slice(text.indexOf('<div class="govuk-header"'), text.indexOf('</svg>'))
  expect(header(html)).toBe(header(official))
})

const shown = (actor: Actor, path = '/schools/100001') => {
  const html = load(simple.render(testFrame({ actor, path })))
  const items = html('.govuk-service-navigation__item')
    .toArray()
    .map((item) => html(item).text().trim())
  return { html, items, current: html('[aria-current]').text().trim() }
}

describe('navigation', () => {
  test.each([
    [
      'somebody unknown',
      testActor({ identity: { kind: 'anonymous', id: null } }),
      ['Find a school', 'Sign in'],
      'Find a school',
    ],
    [
      'the holder of a link',
      testActor({ identity: { kind: 'link-holder', id: 'x' } }),
      ['Find a school', 'Sign in'],
      'Find a school',
    ],
    ['a tutor', testActor(), ['Home', 'Find a school', 'Your account: Alex Example', 'Sign out'], 'Find a school'],
    [
      'support',
      testActor({ staffPowers: ['support'] }),
      ['Staff home', 'Schools', 'Organisations', 'Your account: Alex Example', 'Sign out'],
      'Schools',
    ],
    [
      'data staff',
      testActor({ staffPowers: ['manage-reference-data'] }),
      ['Staff home', 'Schools', 'Organisations', 'Imports', 'Your account: Alex Example', 'Sign out'],
      'Schools',
    ],
  ])('of %s', (_who, actor, items, current) => {
    expect(shown(actor)).toMatchObject({ items, current })
  })

  test('signing out is a form with secrets of its own page', () => {
    for (const csrfToken of ['token-one', 'token-two$&']) {
      const html = load(simple.render(testFrame({ actor: testActor(), csrfToken })))
      const form = html('form[action="/sign-out"]')
      expect(form.attr('method')).toBe('post')
      expect(form.find('[name=_csrf]').attr('value')).toBe(csrfToken)
    }
  })

  test('a page of somebody unknown asks for no secret, so that it sets no cookie', () => {
    const frame = {
      ...testFrame(),
      get csrfToken(): string {
        throw new Error('asked for')
      },
    }
    expect(simple.render(frame)).toContain('One')
  })
})

test('a component outside a page says so', () => {
  expect(() => String(<TextField name="a" label="A" />)).toThrow('The field a is outside a form')
})

test('what was typed comes back as it was, and cannot break out of its field', () => {
  const typed = '"><script>alert(1)</script> \'\\ &amp; {{ 7 * 7 }}'
  const form = freshForm('/x?a=1&b="2"', { back: '/b', values: { a: typed }, hidden: { h: typed } })
  const html = load(formPage(form, { title: 'A' }, <TextField name="a" label="A" heading />).render(testFrame()))
  expect(html('#a').attr('value')).toBe(typed)
  expect(html('[name=h]').attr('value')).toBe(typed)
  expect(html('main form').attr('action')).toBe('/x?a=1&b="2"')
  expect(html('main script')).toHaveLength(0)
})
