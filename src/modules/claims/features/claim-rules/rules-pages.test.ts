import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { aMemberOfStaff } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { aClaimWindow } from '../../factories.ts'
import { rulesRoutes } from '../../routes/rules-routes.ts'
import { yearsEvents } from '../../years/years-events.ts'

let app: TestApp
let keeper: string
let payer: string
let windowId: string
let urn: string
beforeAll(async () => {
  app = await testApp({
    routes: rulesRoutes,
    eventDefinitions: yearsEvents,
    loadActor: async (_db, { accountId: id }) =>
      new Actor({
        ...{
          identity: { kind: 'account', id },
          name: id === keeper ? 'Devika' : 'Samir',
          door: 'staff',
          isFresh: true,
        },
        staffPowers: id === keeper ? ['manage-reference-data'] : ['pay'],
      }),
  })
  keeper = (await aMemberOfStaff(app.db, { name: 'Devika', powers: ['manage-reference-data'] })).accountId
  payer = (await aMemberOfStaff(app.db, { name: 'Samir', powers: ['pay'] })).accountId
  windowId = await aClaimWindow(app.db)
  urn = (await aSchool(app.db, { name: 'Larkhollow Primary School' })).urn
  await app.signInAs(keeper)
})
afterAll(() => app.close())

const at = (rest: string) => `/staff/claims/${rest}`
const MAIN = { form: 'main form[method="post"]' }
const text = () => app.page().html('main').text().replaceAll(/\s+/g, ' ')
const day = (field: string, iso: string) => {
  const [year = '', month = '', date = ''] = iso.split('-')
  return { [`${field}-day`]: date, [`${field}-month`]: month, [`${field}-year`]: year }
}

test.each([
  ...['windows', 'windows/new', 'rates', 'rates/new', 'rules', 'rules/figures/download-link', 'rules/years/new'],
  ...['rules/years/2025', 'rules/funding-areas', 'conditions', 'conditions/new', 'conditions/2025-1'],
  ...['eligible-schools', 'eligible-schools/upload', 'eligible-schools/by-hand'],
])('%s is a page, and its form sent empty says what to enter', async (path) => {
  const shown = await app.get(at(path))
  expect([shown.status, lintPage(shown.html)]).toEqual([200, []])
  if (shown.html('main form[method="post"]').length === 0) return
  const names = shown.html('main form[method="post"] :is(input, textarea)').get()
  const empty = Object.fromEntries(
    names.flatMap((one) => (one.attribs['type'] ? [] : [[one.attribs['name'] ?? '', '']])),
  )
  const again = await app.submit({ ...empty }, { form: 'main form[method="post"]' })
  expect([again.status, lintPage(again.html)]).toEqual([422, []])
})

describe('windows', () => {
  test('one is added; another that overlaps is told which', async () => {
    const fill = { year: '2025', ...day('from', '2027-01-11'), ...day('lastDay', '2027-02-12'), reason: 'Agreed' }
    await app.get(at('windows/new'))
    await app.submit(fill, MAIN)
    expect(text()).toContain('Claim window 11 January 2027 to 12 February 2027')
    expect(lintPage(app.page().html)).toEqual([])
    await app.get(at('windows/new'))
    const again = await app.submit({ ...fill, ...day('from', '2027-02-12') }, MAIN)
    expect(lintPage(again.html)).toEqual([])
    expect(again.text).toContain('must not be open together with the window of 11 January 2027 to 12 February 2027')
  })

  test('a colleague’s change since is shown with who made it, and what was typed is kept', async () => {
    const [mine, other] = [app, app.newBrowser()]
    await app.signInAs(keeper, other)
    await mine.get(at(`windows/${windowId}/dates`))
    await other.get(at(`windows/${windowId}/dates`))
    await other.submit({ ...day('lastDay', '2026-12-17'), reason: 'The payer asked' }, MAIN)
    const told = await mine.submit({ ...day('lastDay', '2026-12-11'), reason: 'Holidays' }, MAIN)
    expect([told.status, lintPage(told.html)]).toEqual([409, []])
    expect(text()).toContain('last day from 18 December 2026 to 17 December 2026')
    expect(text()).toContain('Reason: The payer asked')
    expect(told.html('#lastDay-day').attr('value')).toBe('11')
    await mine.submit({}, MAIN)
    expect(text()).toContain('Last day 11 December 2026')
  })

  test('one that has not opened is removed with a reason', async () => {
    const link = (await app.get(at('windows'))).html('a:contains("11 January 2027")').attr('href') ?? ''
    await app.get(`${link}/removal`)
    expect(lintPage(app.page().html)).toEqual([])
    await app.submit({ reason: 'Not needed' }, MAIN)
    expect(text()).toContain('removed before it opened')
    await app.get(at(`windows/${windowId}/removal`))
    expect((await app.submit({ reason: 'Not needed' }, MAIN)).text).toContain('Claiming has begun, so the window stays')
  })
})

test('a rate waits for another person, who sees what it would change', async () => {
  await app.get(at('rates/new'))
  await app.submit(
    { year: '2025', area: 'fringe', pencePerHour: '£45,10x', source: 'Grant', reason: 'Corrected' },
    MAIN,
  )
  expect(text()).toContain('Rate must be an amount in pounds, like 43.80')
  await app.submit({ pencePerHour: '£45.90' }, MAIN)
  expect(lintPage(app.page().html)).toEqual([])
  expect(text()).toContain('Difference for an hour +£0.80')
  expect(text()).toContain('Another payment officer decides it')
  const { path } = app.page()
  const other = app.newBrowser()
  await app.signInAs(payer, other)
  await other.get(path)
  expect((await other.submit({ reason: 'Checked' }, MAIN)).text).toContain('Select whether you approve the rate')
  const done = await other.submit({ decision: 'approve', reason: 'Checked against the letter' }, MAIN)
  expect(lintPage(done.html)).toEqual([])
  expect(done.text).toContain('Checked against the letter')
  expect((await other.get(at('rates'))).text).toContain('£45.90')
  expect((await other.get(at('rates/new'))).status).toBe(404)
})

test('a figure, the hours of a year and a funding area count from their day', async () => {
  await app.get(at('rules/figures/high-value-school'))
  await app.submit({ value: '600000', ...day('from', '2026-12-01'), source: 'Letter', reason: 'Asked' }, MAIN)
  expect(text()).toContain('£6,000 from 1 December 2026')
  await app.get(at('rules/years/2025'))
  await app.submit({ initialCap: '18', source: 'Letter', reason: 'Asked' }, MAIN)
  expect(text()).toContain('18 at first instead of 16')
  await app.get(at('rules/funding-areas'))
  const area = { district: 'e09000009', name: 'Ealing', area: 'outer-london', source: 'Letter', reason: 'Asked' }
  await app.submit({ ...area, ...day('from', '2027-04-01') }, MAIN)
  expect(text()).toContain('Ealing (E09000009) is Outer London instead of Inner London from 1 April 2027')
})

test('conditions are looked at before they are kept', async () => {
  await app.get(at('conditions/new'))
  const given = { year: '2025', ...day('from', '2026-12-01'), source: 'Published', reason: 'Corrected' }
  expect((await app.submit({ ...given, text: 'Words alone' }, MAIN)).text).toContain('Begin every section')
  const preview = await app.submit({ text: '# Who may claim\n\nA school in England.' }, MAIN)
  expect(lintPage(preview.html)).toEqual([])
  expect(text()).toContain('They count from 1 December 2026 for 2025 to 2026')
  await app.submit({}, { form: 'form:has(button:contains("Change them"))' })
  expect(app.page().html('#text').text()).toContain('# Who may claim')
  await app.submit({}, MAIN)
  await app.submit({}, { form: 'form:has(button:contains("Add these conditions"))' })
  expect(text()).toContain('Conditions of the grant 2025-2')
})

describe('eligible schools', () => {
  const upload = async (content: string) => {
    await app.get(at('eligible-schools/upload'))
    return app.submit({ year: '2025' }, { form: 'main form', files: { file: { name: 'list.csv', content } } })
  }

  test('a list is looked at, then all of it is added', async () => {
    const shown = await upload(`name,urn\nAnother name,${urn}\n`)
    expect(lintPage(shown.html)).toEqual([])
    expect(text()).toContain('Schools that would be added for 2025 to 2026: 1.')
    expect(text()).toContain('Names that differ from the register (1)')
    expect((await app.submit({ reason: '' }, { form: 'form:has(button[value=apply])' })).status).toBe(422)
    await app.submit({ reason: 'Asked' }, { form: 'form:has(button[value=apply])' })
    expect(text()).toContain('Larkhollow Primary School')
    expect(lintPage(app.page().html)).toEqual([])
  })

  test('a list with a fault can only be put away', async () => {
    const shown = await upload('name,urn\nNobody,999999\n')
    expect(lintPage(shown.html)).toEqual([])
    expect(text()).toContain('No school has this URN')
    expect(shown.html('button[value=apply]').length).toBe(0)
    await app.submit({ decision: 'discard' }, { form: 'form:has(button[value=discard])' })
    expect(app.page().path).toBe(at('eligible-schools'))
  })

  test('one school is taken off and added by hand with a reason', async () => {
    const send = async (decision: string) => {
      await app.get(at('eligible-schools/by-hand'))
      return app.submit({ urn, year: '2025', decision, reason: 'It telephoned' }, MAIN)
    }
    expect((await send('add')).text).toContain('The school is on the list already')
    expect((await send('remove')).text).toContain('can no longer begin a claim')
    expect((await send('add')).text).toContain('added by hand')
  })
})
