import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { aMemberOfStaff, aPersonAt } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { queriesOf } from '#test/queries-of.ts'
import type { Claim } from '../../claims/claim.ts'
import { events } from '../../claims-events.ts'
import { aClaim, aClaimWindow, aMentor, anIttProvider } from '../../factories.ts'
import { staffClaimsRoutes } from '../../routes/staff-claims-routes.ts'

let app: TestApp
let [me, other] = ['', '']
const claims = new Map<string, Claim>()
beforeAll(async () => {
  app = await testApp({
    routes: staffClaimsRoutes,
    eventDefinitions: events,
    loadActor: async (_db, { accountId: id }) =>
      new Actor({
        ...{ identity: { kind: 'account', id }, name: id === me ? 'Priya' : 'Eleanor', door: 'staff' },
        staffPowers: id === me ? ['support'] : ['pay'],
      }),
  })
  const { db } = app
  me = (await aMemberOfStaff(db, { name: 'Priya' })).accountId
  other = (await aMemberOfStaff(db, { name: 'Eleanor', powers: ['pay'] })).accountId
  const windowId = await aClaimWindow(db)
  const schools = [
    await aSchool(db, { name: 'Larkhollow Primary School' }),
    await aSchool(db, { name: '=Garnetstead' }),
  ]
  const provider = await anIttProvider(db, 'Harbour and Moor')
  const [larkhollow, garnetstead] = schools
  if (!larkhollow || !garnetstead) throw new Error('Two schools')
  const { accountId } = await aPersonAt(db, larkhollow, {
    name: 'Kezia',
    address: 'kezia@larkhollow.example',
    role: 'claims',
  })
  const make = async (name: string, facts: Partial<Parameters<typeof aClaim>[1]>, mentor: string, hours = 8) => {
    const school = facts.school ?? larkhollow
    const found = await aMentor(db, school, { name: mentor })
    claims.set(name, await aClaim(db, { provider, windowId, ...facts, school, mentors: [{ ...found, hours }] }))
  }
  await make('sent', { submittedBy: accountId }, 'Siobhán O’Neill')
  await make('paid', { school: garnetstead, status: 'paid' }, 'Jack Smith', 16)
  await make('disputed', { school: garnetstead, status: 'provider-disagrees' }, 'Jack Smith', 4)
  await make('draft', { status: 'draft' }, 'Ines Duarte')
  await app.signInAs(me)
})
afterAll(() => app.close())

const claim = (name: string): Claim => {
  const found = claims.get(name)
  if (!found) throw new Error(name)
  return found
}
const SEARCH = '/staff/claims'
const references = () =>
  app
    .page()
    .html('tbody tr th a')
    .toArray()
    .map((link) => app.page().html(link).text())
const found = async (query: Readonly<Record<string, string>>) => {
  const shown = await app.get(`${SEARCH}?${new URLSearchParams(query)}`)
  expect(lintPage(shown.html)).toEqual([])
  return references()
}
const refs = (...names: readonly string[]) => names.map((name) => claim(name).reference)

describe('search', () => {
  test('lists what was sent, the drafts only when asked for', async () => {
    expect((await found({})).sort()).toEqual(refs('sent', 'paid', 'disputed').sort())
    expect(await found({ status: 'draft' })).toEqual(refs('draft'))
    expect(await found({ q: claim('draft').reference })).toEqual(refs('draft'))
  })

  test.each([
    ['the reference with spaces', () => claim('sent').reference.replace(/(..)/g, '$1 '), ['sent']],
    ['a mentor without accents', () => 'siobhan oneill', ['sent']],
    ['the number of a mentor', () => claim('paid').lines[0]?.mentorTrn ?? '', ['paid']],
    ['the beginning of a school', () => 'larkh', ['sent']],
    ['the URN of a school', () => claim('sent').submitted?.schoolUrn ?? '', ['sent']],
    ['a provider', () => 'harbour', ['sent', 'paid', 'disputed']],
    ['the address of who claims', () => 'KEZIA@lark', ['sent']],
    ['nobody’s address', () => 'nobody@lark', []],
    ['two people of the same name', () => 'jack smith', ['paid', 'disputed']],
  ])('finds by %s', async (_what, typed, names) => {
    expect((await found({ q: typed() })).sort()).toEqual(refs(...names).sort())
  })

  test('a mistyped reference is told apart from one that is not there', async () => {
    const wrong = claim('sent').reference.replace(/.$/, (digit) => String((Number(digit) + 1) % 10))
    expect(await found({ q: wrong })).toEqual([])
    expect(app.page().text).toContain('is not the reference of a claim: its last digit does not fit')
  })

  test('filters, each taken off by itself, and counts of each status', async () => {
    expect(await found({ status: 'paid', year: '2025', training: 'initial' })).toEqual(refs('paid'))
    expect(app.page().html('.app-filter__tag').length).toBe(3)
    expect(await found({ training: 'refresher' })).toEqual([])
    expect(await found({ 'from-day': '24', 'from-month': '11', 'from-year': '2026' })).toEqual([])
    await found({})
    const counts = app.page().html('nav[aria-label="Claims by status"] li').toArray()
    expect(counts.map((one) => app.page().html(one).text().replaceAll(/\s+/g, ' '))).toEqual([
      'Not sent yet 1',
      'Sent to DfE 1',
      'Paid 1',
      'Provider disagrees 1',
    ])
  })

  test('sorts by several columns, both ways', async () => {
    expect((await found({ sort: 'amount' }))[0]).toBe(claim('paid').reference)
    expect((await found({ sort: 'amount', order: 'asc' }))[0]).toBe(claim('disputed').reference)
    expect((await found({ sort: 'school', order: 'desc' }))[0]).toBe(claim('sent').reference)
    expect(app.page().html('th[aria-sort=descending]').text()).toContain('School')
  })

  test('what waits for me depends on what I may do', async () => {
    expect(await found({ waits: 'me' })).toEqual(refs('disputed'))
    const paying = app.newBrowser()
    await app.signInAs(other, paying)
    const shown = await paying.get(`${SEARCH}?waits=me`)
    expect(shown.html('tbody tr').length).toBe(1)
    expect(shown.text).toContain(claim('sent').reference)
  })

  test('a search is kept under a name, and taken off again', async () => {
    await found({ status: 'paid', q: 'jack' })
    await app.submit({ name: '' }, { form: 'form[action$="/views"]' })
    expect([app.page().status, app.page().errors]).toEqual([422, ['Enter a name for the view']])
    const long = 'Paid to Jacks '.repeat(5).trim()
    await app.submit({ name: long }, { form: 'form[action$="/views"]' })
    expect([app.page().errors.length, lintPage(app.page().html)]).toEqual([1, []])
    expect(app.page().html('form[action$="/views"] input[name=name]').val()).toBe(long)
    expect(references()).toEqual(refs('paid'))
    await app.submit({ name: 'Paid to Jacks' }, { form: 'form[action$="/views"]' })
    const view = app.page().html('a:contains("Paid to Jacks")').attr('href') ?? ''
    await app.get(view)
    expect(references()).toEqual(refs('paid'))
    await app.submit({}, { form: 'form[action$="/views/removal"]' })
    expect(app.page().text).not.toContain('Paid to Jacks')
  })

  const fileOf = async (query: string) => {
    await app.get(`${SEARCH}/export${query}`)
    await app.submit({ reason: 'The audit office asks for it' }, { form: 'main form' })
    return app.page().html('body').text().trim().split(/\r?\n/)
  }

  test('the file has all columns filled and runs nothing', async () => {
    const [head = '', row = ''] = await fileOf('?status=paid')
    expect(head).toContain('claim_reference,school_urn,school_name,school_local_authority')
    expect(head.split(',')).toHaveLength(12)
    const { reference } = claim('paid')
    expect(row).toContain(`${reference},`)
    expect(row).toContain("'=Garnetstead")
    expect(row).toMatch(/,857\.60,2026-11-23,paid,$/)
    expect(await fileOf('')).toHaveLength(4)
  })

  test('staff say why they take the file, and colleagues see that they did', async () => {
    await app.get(`${SEARCH}/export?status=paid&q=KEZIA%40lark`)
    expect(lintPage(app.page().html)).toEqual([])
    await app.submit({ reason: ' ' }, { form: 'main form' })
    expect(app.page().status).toBe(422)
    expect(app.page().text).toContain('Enter why you need the file')
    expect(await fileOf('?status=paid&q=jack')).toHaveLength(2)
    await fileOf('?q=KEZIA%40lark')
    const colleague = app.newBrowser()
    await app.signInAs(other, colleague)
    const shown = await colleague.get(`${SEARCH}/downloads`)
    expect(lintPage(shown.html)).toEqual([])
    const entries = shown.html('.moj-timeline__item').toArray()
    const told = entries.map((one) => shown.html(one).text().replaceAll(/\s+/g, ' '))
    expect(told[0]).toMatch(/1 row, Search: an email address by Priya.*Reason: The audit office asks for it/)
    expect(told[1]).toContain('claims-2026-11-23.csv downloaded: 1 row, Search: jack; Status: Paid by Priya')
    expect(shown.text.toLowerCase()).not.toContain('kezia@')
  })

  test('asks few questions', async () => {
    const queries = await queriesOf(app, () => app.get(`${SEARCH}?q=jack&sort=amount`))
    expect(queries).toBeLessThanOrEqual(15)
  })
})
