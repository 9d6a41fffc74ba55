import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { aLink, aLocalAuthority, aSchool } from '../../factories.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes })
  const { db } = app
  await aLocalAuthority(db, '202', 'Camden')
  await aLocalAuthority(db, '383', 'Leeds')
  const leeds = { laCode: '383', laName: 'Leeds', town: 'Leeds' }
  await aSchool(db, { urn: '900001', name: "Tŷ Gwyn & St Mary's Primary School", ...leeds, postcode: 'LS7 4AB' })
  await aSchool(db, { urn: '900002', name: 'Greenfield Academy', phaseCode: '4', phaseName: 'Secondary' })
  const closedOn = Temporal.PlainDate.from('2025-08-31')
  await aSchool(db, { urn: '900003', name: 'Greenfield Primary School', statusCode: '2', closedOn })
  await aLink(db, { urn: '900003', linkedUrn: '900002', linkedName: 'Greenfield Academy', type: 'Successor' })
  for (let number = 1; number <= 30; number += 1) await aSchool(db, { name: `Zebra Lane School ${number}`, ...leeds })
})
afterAll(() => app.close())

const results = () =>
  app
    .page()
    .html('main li h3')
    .toArray()
    .map((element) => app.page().html(element).text().replaceAll(/\s+/g, ' ').trim())
const title = () => app.page().html('head title').text()

test('without a question there is only the form', async () => {
  const { html, heading } = await app.get('/schools')
  expect(heading).toBe('Find a school')
  expect(title()).toBe('Find a school – Teacher training services – GOV.UK')
  expect(html('label[for=q]').text().trim()).toBe('School')
  expect(html('main h2, main h3').length).toBe(0)
})

describe('a search without JavaScript', () => {
  test('shows what was found, with what tells schools apart, and keeps what was typed', async () => {
    await app.get('/schools')
    const { html, text } = await app.get('/schools?q=saint+marys+leeds')
    expect(results()).toEqual(["Tŷ Gwyn & St Mary's Primary School"])
    expect(html('main h3 a').attr('href')).toBe('/schools/900001')
    expect(text).toContain('Leeds, LS7 4AB. Local authority: Leeds')
    expect(text).toContain('URN: 900001. Primary, Community school')
    expect(html('#q').val()).toBe('saint marys leeds')
    expect(title()).toBe('Schools for “saint marys leeds” – Teacher training services – GOV.UK')
  })

  test('lists open schools first and says who took over from a closed one', async () => {
    const { text, html } = await app.get('/schools?q=greenfield')
    expect(results()).toEqual(['Greenfield Academy', 'Greenfield Primary School Closed'])
    expect(text).toContain('Closed on 31 August 2025. Taken over by Greenfield Academy')
    expect(html('main p a[href="/schools/900002"]').text()).toBe('Greenfield Academy')
  })

  test('forgives a slip and says so', async () => {
    const { text } = await app.get('/schools?q=greenfeild')
    expect(results()).toEqual(['Greenfield Academy', 'Greenfield Primary School Closed'])
    expect(text).toContain('No school has all of “greenfeild” in its name or address. These are the closest.')
  })

  test('that finds nothing gives advice', async () => {
    const { text } = await app.get('/schools?q=xylophone&la=383')
    expect(title()).toBe('Schools for “xylophone”: none found – Teacher training services – GOV.UK')
    expect(text).toContain('No school is like “xylophone”')
    expect(text).toContain('taking off a filter')
    expect(text).toContain('its former name')
  })

  test('for nothing but “school” asks for more', async () => {
    const { errors } = await app.get('/schools?q=the+school')
    expect(errors).toEqual(['Enter more than the word “school”, such as the school’s name, its town or postcode'])
    expect(title()).toMatch(/^Error: Find a school/)
  })

  test('shows markup that was typed as text', async () => {
    const { html } = await app.get(`/schools?q=${encodeURIComponent('<script>alert(1)</script> greenfield "\'')}`)
    expect(html('main script').length).toBe(0)
    expect(html('#q').val()).toBe('<script>alert(1)</script> greenfield "\'')
  })

  test.each([
    ['NUL', '%00'],
    ['a picture', '%F0%9F%8F%AB'],
    ['a quote', "'); drop table"],
    ['a query', ':* & |'],
    ['something invisible', '%E2%80%8B'],
    ['5,000 letters', 'a'.repeat(5000)],
  ])('survives %s', async (_, text) => {
    expect((await app.get(`/schools?q=${text}`)).status).toBeLessThan(500)
  })
})

describe('pages', () => {
  test('are numbered in the title and lead on', async () => {
    const { html, text } = await app.get('/schools?q=zebra+lane')
    expect(results()).toHaveLength(25)
    expect(text).toContain('Showing 1 to 25 of 30 schools')
    expect(title()).toMatch(/^Schools for “zebra lane” \(page 1 of 2\)/)
    expect(html('.govuk-pagination__prev').length).toBe(0)
    await app.get(html('.govuk-pagination__next a').attr('href') ?? '')
    expect(results()).toHaveLength(5)
    expect(title()).toMatch(/\(page 2 of 2\)/)
  })

  test.each(['3', '0', 'x', '-1', '99999'])('that are not there lead to the first: %s', async (page) => {
    const { redirects } = await app.get(`/schools?q=zebra+lane&page=${page}`)
    expect(redirects).toEqual(['/schools?q=zebra+lane'])
  })
})

describe('filters', () => {
  test('narrow what was found, are shown, and can each be taken off', async () => {
    const { html } = await app.get('/schools?q=greenfield&la=202&status=open')
    expect(results()).toEqual(['Greenfield Academy'])
    expect(html('select[name=la]').val()).toBe('202')
    const off = html('.app-filter__active a')
      .toArray()
      .map((link) => html(link).attr('href'))
    expect(off).toEqual(['/schools?q=greenfield&status=open', '/schools?q=greenfield&la=202', '/schools?q=greenfield'])
  })

  test('alone list the schools of an authority', async () => {
    await app.get('/schools?la=383')
    expect(results()).toHaveLength(25)
    expect(title()).toMatch(/^Schools \(page 1 of 2\)/)
  })

  test('that do not exist are left out', async () => {
    await app.get('/schools?q=greenfield&la=x&phase=99&status=open%27')
    expect(results()).toHaveLength(2)
  })
})

describe('suggestions', () => {
  const suggestions = async (q: string) => {
    const response = await app.app.inject({ url: `/schools/suggestions?q=${encodeURIComponent(q)}` })
    expect(response.statusCode).toBe(200)
    return response.json()
  }

  test('come as URN, name and place', async () => {
    expect(await suggestions('greenf')).toEqual([
      { urn: '900002', name: 'Greenfield Academy', place: 'London, Camden' },
      { urn: '900003', name: 'Greenfield Primary School', place: 'London, Camden, closed' },
    ])
    expect(await suggestions('')).toEqual([])
  })

  test('lead straight to the school when one is chosen', async () => {
    const { redirects } = await app.get(`/schools?q=${encodeURIComponent('Greenfield Academy (900002)')}`)
    expect(redirects).toEqual(['/schools/900002'])
  })
})
