import { afterAll, beforeAll, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { aMemberOfStaff, contextFor } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { aPartner } from '#src/modules/directory/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { offersOf } from '../../courses/courses-queries.ts'
import { anNpqProvider, aTeacher } from '../../factories.ts'
import { events } from '../../npq-events.ts'
import { offersRoutes } from '../../routes/offers-routes.ts'
import { setCourseOffers } from './set-course-offers.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: offersRoutes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

const OFFER = { course: 'npq-senco', cohort: '2026b' } as const
const PATH = '/staff/npq/offers/2026b/npq-senco'
const MAIN = { form: 'main form' }
const asData = async () => app.signInAs((await aMemberOfStaff(app.db, { powers: ['manage-reference-data'] })).accountId)
const set = (providerIds: readonly string[], actor = Actor.system('test', 'job', ['manage-reference-data'])) =>
  execute(contextFor(app.db, actor), setCourseOffers, { ...OFFER, providerIds: [...providerIds] })

test('staff tick who offers a course and say why; it is listed, kept in the history and can be taken back', async () => {
  const [ash, beech] = [
    await aPartner(app.db, 'Ash Institute', ['npq-provider']),
    await anNpqProvider(app.db, 'Beech Institute'),
  ]
  await asData()
  const shown = await app.get(PATH)
  expect(lintPage(shown.html)).toEqual([])
  const noReason = await app.submit({ providers: [ash, beech.id], reason: ' ' }, MAIN)
  expect([noReason.status, ...noReason.errors]).toEqual([422, 'Enter the reason'])
  expect(noReason.html('input[name=providers]:checked').length).toBe(2)
  const saved = await app.submit({ providers: [ash, beech.id], reason: 'Notice of 3 November' }, MAIN)
  expect(saved.text).toContain('Saved: providers of Special educational needs co-ordinator (SENCO) NPQ')
  expect(saved.text).toContain('Ash Institute, Beech Institute')
  expect(lintPage(saved.html)).toEqual([])
  await app.get(PATH)
  const same = await app.submit({ providers: [ash, beech.id], reason: 'Again' }, MAIN)
  expect(same.errors).toEqual(['Select other providers than those that offer it now'])
  await set([ash])
  expect(await offersOf(app.db, OFFER)).toEqual([{ providerId: ash, hint: null }])
  await set([ash, beech.id])
  expect(await offersOf(app.db, OFFER)).toHaveLength(2)
})

test('refuses who is no provider, a cohort that does not exist and whoever may not', async () => {
  const company = await aPartner(app.db, 'Cedar Catering', ['delivery-partner'])
  expect(await set([company])).toMatchObject({ refusal: { code: 'no-provider' } })
  expect(await set([newId()])).toMatchObject({ refusal: { code: 'no-provider' } })
  expect(await set([company], Actor.system('test', 'job', ['support']))).toMatchObject({
    refusal: { code: 'not-allowed' },
  })
  expect((await app.get('/staff/npq/offers/2031b/npq-senco')).status).toBe(404)
  await app.signInAs((await aTeacher(app.db)).accountId)
  expect((await app.get('/staff/npq/offers')).status).toBe(404)
})

test('of many changes at once the last one counts and each of them is whole', async () => {
  const providers = await Promise.all(
    ['D', 'E', 'F'].map((name) => aPartner(app.db, `${name} Institute`, ['npq-provider'])),
  )
  const results = await Promise.all(providers.map((id) => set([id])))
  expect(results.every(({ ok }) => ok)).toBe(true)
  expect(await offersOf(app.db, OFFER)).toHaveLength(1)
})
