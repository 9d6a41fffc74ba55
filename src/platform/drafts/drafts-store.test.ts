import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { DRAFT_DAYS } from './drafts-rules.ts'
import { deleteExpiredDrafts, findDraft, finishDraft, saveAnswer, startDraft } from './drafts-store.ts'

const now = Temporal.Instant.from('2026-11-23T10:00:00Z')
const later = now.add({ hours: DRAFT_DAYS * 24 })
const key = { journey: 'nominate', version: 1, subject: '/schools/100001/nominate', owner: 'proof:1' }

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const begin = () => startDraft(database.db, { key, now })
const find = (id: string, other: Partial<typeof key> = {}, at = now) =>
  findDraft(database.db, { key: { ...key, ...other }, id, now: at })
const save = (id: string, step: string, answer: Record<string, string>, at = now) =>
  saveAnswer(database.db, { key, id, now: at, step, answer })

test('a new draft is empty', async () => {
  const id = await begin()
  expect(await find(id)).toEqual({ id, answers: {}, revision: 1, leadsTo: null })
})

test('answers are kept as they were typed, and each raises the revision', async () => {
  const id = await begin()
  expect(await save(id, 'name', { name: ' Zoë O’Neill "x" \\ ' })).toBe(true)
  expect(await save(id, 'name', { name: 'Zoë' })).toBe(true)
  expect(await find(id)).toMatchObject({ answers: { name: { name: 'Zoë' } }, revision: 3 })
})

test('answers given at the same moment in two tabs are both kept', async () => {
  const id = await begin()
  await Promise.all(Array.from({ length: 10 }, (_none, at) => save(id, `step-${at}`, { at: String(at) })))
  const draft = await find(id)
  expect(Object.keys(draft?.answers ?? {})).toHaveLength(10)
  expect(draft?.revision).toBe(11)
})

test.each([{ owner: 'proof:2' }, { journey: 'other' }, { version: 2 }, { subject: '/schools/100002/nominate' }])(
  'a draft does not answer to %j',
  async (other) => {
    const id = await begin()
    expect(await find(id, other)).toBe(null)
    expect(await saveAnswer(database.db, { key: { ...key, ...other }, id, now, step: 'a', answer: {} })).toBe(false)
    expect(await find(id)).toMatchObject({ answers: {}, revision: 1 })
  },
)

test('a draft lives for its time after the last answer', async () => {
  const id = await begin()
  const almost = later.subtract({ seconds: 1 })
  expect(await save(id, 'name', { name: 'Zoë' }, almost)).toBe(true)
  expect(await find(id, {}, later)).not.toBe(null)
  const end = almost.add({ hours: DRAFT_DAYS * 24 })
  expect(await find(id, {}, end)).toBe(null)
  expect(await save(id, 'name', { name: 'Late' }, end)).toBe(false)
})

test('a finished draft has no answers, takes none and leads where it led', async () => {
  const id = await begin()
  await save(id, 'name', { name: 'Zoë' })
  await finishDraft(database.db, { key, id, now, leadsTo: '/done' })
  expect(await save(id, 'name', { name: 'Again' })).toBe(false)
  expect(await find(id)).toMatchObject({ answers: {}, leadsTo: '/done' })
})

test('the clean-up deletes what is too old, and nothing else', async () => {
  const old = await begin()
  const young = await startDraft(database.db, { key, now: now.add({ hours: 1 }) })
  expect(await deleteExpiredDrafts(database.db, later)).toBeGreaterThanOrEqual(1)
  expect(await find(old)).toBe(null)
  expect(await find(young)).not.toBe(null)
})
