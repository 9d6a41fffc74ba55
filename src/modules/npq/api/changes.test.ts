import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { anApiToken } from '#src/modules/access/factories.ts'
import type { TestApp } from '#test/app.ts'
import { composedApp } from '#test/composed-app.ts'
import { anNpqProvider, aRegistration } from '../factories.ts'
import { recordChange } from '../registrations/changes-store.ts'
import { ChangesAnswer } from './change-schema.ts'

let app: TestApp
beforeAll(async () => {
  app = await composedApp()
})
afterAll(() => app.close())

const NOW = Temporal.Instant.from('2026-11-24T10:00:00Z')

async function aCaller(name: string) {
  const provider = await anNpqProvider(app.db, name)
  const { authorization } = await anApiToken(app.db, provider)
  const get = async (query = '') => app.app.inject({ url: `/api/v3/npq-changes${query}`, headers: { authorization } })
  return { provider, get, feed: async (query = '') => ChangesAnswer.parse((await get(query)).json()) }
}

const moveOfWork = (registration: Awaited<ReturnType<typeof aRegistration>>, employer: string) =>
  app.db.transaction().execute((tx) =>
    recordChange(tx, {
      ...{ registration, kind: 'work-details-changed', now: NOW, effectiveOn: Temporal.PlainDate.from('2026-11-01') },
      before: { employer_name: 'Larkhollow Primary School', works_in_school: true, funded_place: null },
      after: { employer_name: employer, works_in_school: true, funded_place: null },
    }),
  )

test('a change of work details is told once, in its place, with before, after and the day', async () => {
  const { provider, feed } = await aCaller('Feed Provider')
  const registration = await aRegistration(app.db, { provider })
  for (const employer of ['First', 'Second', 'Third']) await moveOfWork(registration, employer)
  const all = await feed()
  expect(all.data.map(({ attributes }) => attributes.after['employer_name'])).toEqual(['First', 'Second', 'Third'])
  expect(all.data[0]).toMatchObject({
    type: 'npq_change',
    attributes: {
      ...{ npq_application_id: registration.id, participant_id: registration.personId, kind: 'work-details-changed' },
      ...{ before: { employer_name: 'Larkhollow Primary School' }, effective_on: '2026-11-01' },
      happened_at: '2026-11-24T10:00:00.000Z',
    },
  })
  const first = await feed('?page[per_page]=2')
  expect([first.data.length, first.meta.has_more]).toEqual([2, true])
  const rest = await feed(`?after=${first.meta.next_after}&page[per_page]=2`)
  expect([rest.data.length, rest.meta.has_more]).toEqual([1, false])
  const end = await feed(`?after=${rest.meta.next_after}`)
  expect(end).toEqual({ data: [], meta: { next_after: rest.meta.next_after, has_more: false } })
})

test('is for the provider that had the application then, and for no other', async () => {
  const [mine, other] = [await aCaller('Mine'), await aCaller('Other')]
  await moveOfWork(await aRegistration(app.db, { provider: mine.provider }), 'Elsewhere')
  expect((await mine.feed()).data).toHaveLength(1)
  expect((await other.feed()).data).toEqual([])
})

test.each(['after=-1', 'after=x', 'after=1.5', 'after=99999999999999999', 'page[page]=2'])(
  'a wrong parameter, %s, is refused',
  async (query) => {
    const { get } = await aCaller(`Wrong ${query}`)
    const response = await get(`?${query}`)
    expect(response.statusCode).toBe(400)
    expect(response.json().errors[0].title).toBe(query.split('=')[0])
  },
)
