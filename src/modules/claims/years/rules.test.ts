import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { aMemberOfStaff } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { claimById } from '../claims/claims-queries.ts'
import { aClaim, aClaimWindow, aMentor, anIttProvider } from '../factories.ts'
import { addGrantConditions } from './add-grant-conditions.ts'
import { changeFigure } from './change-figure.ts'
import { conditionsText, sectionsOf } from './conditions-text-rules.ts'
import { decideRate } from './decide-rate.ts'
import { figuresOn } from './figures-queries.ts'
import { proposeRate } from './propose-rate.ts'
import { draftsIn } from './rates-queries.ts'
import { setFundingArea } from './set-funding-area.ts'
import { addClaimYear, changeCaps } from './set-year.ts'
import { areaOfDistrict, claimYear, ratesOf } from './years-queries.ts'

let database: TestDatabase
const people = new Map<string, string>()
beforeAll(async () => {
  database = await testDatabase()
  for (const name of ['Devika', 'Eleanor', 'Samir']) {
    people.set(name, (await aMemberOfStaff(database.db, { name, powers: ['pay'] })).accountId)
  }
})
afterAll(() => database.close())

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')
const as = (
  name: string,
  { isFresh = true, reason = 'As published' }: { isFresh?: boolean; reason?: string | null } = {},
) => ({
  ...{ db: database.db, now: NOW, baseUrl: 'https://training.test', process: newProcess('a test', null, reason) },
  actor: new Actor({
    ...{ identity: { kind: 'account', id: people.get(name) ?? '' }, name, door: 'staff', isFresh },
    staffPowers: ['pay', 'manage-reference-data'],
  }),
})
const source = 'Conditions of grant, corrected'

describe('a rate', () => {
  const proposal = { year: 2025, area: 'rest-of-england', pencePerHour: 4318, source } as const
  const now = (at = NOW) => ratesOf(database.db, 2025, at)

  test('counts once another person approves it; a claim that was sent keeps its own', async () => {
    const { db } = database
    const [school, provider, windowId] = [
      await aSchool(db, { districtCode: 'E08000035' }),
      await anIttProvider(db),
      await aClaimWindow(db),
    ]
    const mentors = [await aMentor(db, school)]
    const sent = await aClaim(db, { school, provider, windowId, mentors })
    await aClaim(db, { school, provider, windowId, mentors: [await aMentor(db, school)], status: 'draft' })
    const asked = { year: 2025, area: 'rest-of-england', day: '2026-11-23' } as const
    expect(await draftsIn(db, asked)).toEqual({ drafts: 1, hours: 8 })
    const proposed = await execute(as('Devika'), proposeRate, proposal)
    const rateId = proposed.ok ? proposed.value.rateId : ''
    expect(await now()).toMatchObject({ 'rest-of-england': 4380 })
    const own = await execute(as('Devika'), decideRate, { rateId, approved: true })
    expect(own).toMatchObject({ refusal: { code: 'needs-another-person' } })
    const stale = await execute(as('Samir', { isFresh: false }), decideRate, { rateId, approved: true })
    expect(stale).toMatchObject({ refusal: { code: 'not-allowed', facts: { reason: 'fresh-sign-in' } } })
    const both = await Promise.all(
      ['Samir', 'Eleanor'].map((name) => execute(as(name), decideRate, { rateId, approved: name === 'Samir' })),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    const approved = both[0]?.ok === true
    expect(await now()).toMatchObject({ 'rest-of-england': approved ? 4318 : 4380, fringe: 4510 })
    expect(await now(NOW.subtract({ hours: 1 }))).toMatchObject({ 'rest-of-england': 4380 })
    expect((await claimById(db, sent.id))?.submitted).toMatchObject({ pencePerHour: 4380, amount: 35_040 })
  })

  test('one proposal for an area and year waits at a time, the same rate is none', async () => {
    const fringe = { ...proposal, area: 'fringe' } as const
    const both = await Promise.all(['Devika', 'Samir'].map((name) => execute(as(name), proposeRate, fringe)))
    expect(both.map((one) => (one.ok ? 'ok' : one.refusal.code)).sort()).toEqual(['already-proposed', 'ok'])
    const same = await execute(as('Devika'), proposeRate, { ...proposal, area: 'inner-london', pencePerHour: 5360 })
    expect(same).toMatchObject({ refusal: { code: 'same-rate' } })
  })

  test('the database refuses that one person proposes and decides', async () => {
    const id = people.get('Devika') ?? ''
    const update = database.db
      .updateTable('claims.rates')
      .set({ proposed_by: id, status: 'approved', decided_by: id, decided_at: NOW })
      .where('area', '=', 'fringe')
      .where('status', '=', 'proposed')
    await expect(update.execute()).rejects.toThrow('check constraint')
  })
})

describe('a figure', () => {
  const change = (value: number, from: string) =>
    execute(as('Devika'), changeFigure, { figure: 'draft-reserves-hours', value, from, source })

  test('counts from its day on and the one before stays', async () => {
    expect(await change(21, '2026-12-01')).toMatchObject({ ok: true, value: { counts: false } })
    expect((await figuresOn(database.db, NOW))['draft-reserves-hours']).toBe(14)
    expect((await figuresOn(database.db, Temporal.Instant.from('2026-12-01T00:00:00Z')))['draft-reserves-hours']).toBe(
      21,
    )
  })

  test.each([
    [28, '2026-12-01', 'day-taken'],
    [21, '2026-12-05', 'same-value'],
    [28, '2026-11-22', 'in-the-past'],
    [28, '2028-11-22', 'too-far-ahead'],
  ])('%i from %s is refused: %s', async (value, from, code) => {
    expect(await change(value, from)).toMatchObject({ refusal: { code } })
  })

  test('a share is at most all', async () => {
    const input = { figure: 'sampled-value-share', value: 101, from: '2026-12-01', source } as const
    expect(await execute(as('Devika'), changeFigure, input)).toMatchObject({ refusal: { code: 'more-than-all' } })
  })
})

describe('a year', () => {
  const seen = { initialCap: 16, refresherCap: 6 }

  test('is added after the last', async () => {
    const next = { year: 2027, initialCap: 16, refresherCap: 6, trainingFrom: '2027-04-06', source }
    expect(await execute(as('Devika'), addClaimYear, { ...next, year: 2029 })).toMatchObject({
      refusal: { code: 'not-the-next' },
    })
    expect(await execute(as('Devika'), addClaimYear, next)).toMatchObject({ ok: true })
    expect(await claimYear(database.db, 2027)).toMatchObject({ initialCap: 16, source })
  })

  test('its hours are never lowered once claims were sent', async () => {
    const lower = { year: 2025, initialCap: 12, refresherCap: 6, source, seen }
    expect(await execute(as('Devika'), changeCaps, lower)).toMatchObject({ refusal: { code: 'lower-than-sent' } })
    expect(await execute(as('Devika'), changeCaps, { ...lower, initialCap: 18 })).toMatchObject({ ok: true })
    expect(await execute(as('Devika'), changeCaps, { ...lower, initialCap: 20 })).toMatchObject({
      refusal: { code: 'changed-meanwhile' },
    })
  })
})

test('a district changes its area from a day on', async () => {
  const set = { district: 'E09000009', name: 'Ealing', area: 'outer-london', from: '2027-04-01', source } as const
  expect(await execute(as('Devika'), setFundingArea, set)).toMatchObject({ ok: true })
  const on = (day: string) => areaOfDistrict(database.db, 'E09000009', Temporal.PlainDate.from(day))
  expect([await on('2027-03-31'), await on('2027-04-01')]).toEqual(['inner-london', 'outer-london'])
  const rest = { ...set, district: 'E07000217', name: 'Woking', area: 'rest-of-england' } as const
  expect(await execute(as('Devika'), setFundingArea, rest)).toMatchObject({ ok: true })
  expect(await areaOfDistrict(database.db, 'E07000217', Temporal.PlainDate.from('2027-04-01'))).toBe('rest-of-england')
})

describe('conditions of the grant', () => {
  const text = '# Who may claim\n\nA school in England.\n\nNot in Wales.\n\n# Evidence\nKeep it.'

  test('are written with headings and paragraphs, and come back the same', () => {
    const sections = sectionsOf(text)
    expect(sections?.map(({ heading, paragraphs }) => [heading, paragraphs.length])).toEqual([
      ['Who may claim', 2],
      ['Evidence', 1],
    ])
    expect(sectionsOf(conditionsText(sections ?? []))).toEqual(sections)
  })

  test.each(['Words alone', 'Words\n# Heading\n\nMore', '# Heading without words', ''])('%j are none', (typed) => {
    expect(sectionsOf(typed)).toBeNull()
  })

  test('a version is added for a year; the same words again are none', async () => {
    const input = { year: 2025, from: '2026-11-23', source, sections: [...(sectionsOf(text) ?? [])] }
    expect(await execute(as('Devika'), addGrantConditions, input)).toMatchObject({ value: { version: '2025-2' } })
    const later = { ...input, from: '2026-12-01' }
    expect(await execute(as('Devika'), addGrantConditions, later)).toMatchObject({ refusal: { code: 'same-text' } })
    const other = { ...later, sections: [{ heading: 'One', paragraphs: ['Other words.'] }] }
    expect(await execute(as('Devika'), addGrantConditions, other)).toMatchObject({ value: { version: '2025-3' } })
  })
})
