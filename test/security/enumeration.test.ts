import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { aTutorOf } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import type { TestApp } from '#test/app.ts'
import { composedApp } from '#test/composed-app.ts'
import { ask, QUESTIONS, type Question } from './questions.ts'

// Whoever tries addresses learns nothing from any answer: same status, same bytes, same statements. What times tell is measured
// by bin/bench enumeration, with a thousand addresses of each kind.

/** Of each kind; every one costs a slow hash. */
const ADDRESSES = 8

let app: TestApp
const urns: string[] = []
const known: string[] = []
const unknown: string[] = []
beforeAll(async () => {
  app = await composedApp()
  for (let at = 0; at < ADDRESSES; at += 1) {
    urns.push((await aSchool(app.db)).urn)
    // All of one length, so that not even a length tells.
    const number = String(at).padStart(4, '0')
    known.push((await aTutorOf(app.db, await aSchool(app.db), { address: `known${number}@pupil.example` })).address)
    unknown.push(`other${number}@pupil.example`)
  }
})
afterAll(() => app.close())

const textOf = (query: unknown): string =>
  typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : String(query)

async function answersTo(question: Question, addresses: readonly string[], network: number) {
  const spy = vi.spyOn(pg.Client.prototype, 'query')
  const answers = new Set<string>()
  const statements = new Set<string>()
  for (const [at, address] of addresses.entries()) {
    spy.mockClear()
    answers.add(
      (await ask(app.app, { question, address, ip: `10.${network}.0.${at + 1}`, urn: urns[at] ?? '' })).answer,
    )
    statements.add(spy.mock.calls.map(([query]) => textOf(query)).join('; '))
  }
  spy.mockRestore()
  return { answers: [...answers], statements: [...statements] }
}

test.each(QUESTIONS)(
  '$name answers known and unknown addresses alike, by the same statements',
  { timeout: 120_000 },
  async (question) => {
    const network = QUESTIONS.indexOf(question)
    const ofKnown = await answersTo(question, known, 1 + network * 2)
    const ofUnknown = await answersTo(question, unknown, 2 + network * 2)
    expect(ofKnown.answers.length).toBe(1)
    expect(ofUnknown.answers).toEqual(ofKnown.answers)
    expect(ofKnown.answers[0]).toContain('"status":303')
    expect(ofUnknown.statements).toEqual(ofKnown.statements)
  },
)
