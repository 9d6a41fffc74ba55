import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { aMemberOfStaff } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { aDeclaration, aRegistration, aTeacher } from '../../factories.ts'
import { events } from '../../npq-events.ts'
import { registrationById } from '../../registrations/registrations-queries.ts'
import { consoleRoutes } from '../../routes/console-routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: consoleRoutes, loadActor, eventDefinitions: events })
  await app.signInAs((await aMemberOfStaff(app.db)).accountId)
})
afterAll(() => app.close())

const MAIN = { form: 'main form' }
const pathOf = ({ id }: { readonly id: string }) => `/staff/npq/registrations/${id}`

test('staff see what its owner is told, what the API shows, every decision and what they can do', async () => {
  const teacher = await aTeacher(app.db, { name: 'Ottilie Marsh', trn: '7766554' })
  const registration = await aRegistration(app.db, { teacher, status: 'accepted', fundedPlace: true })
  const queries = vi.spyOn(pg.Client.prototype, 'query')
  const shown = await app.get(pathOf(registration))
  const counted = queries.mock.calls.length
  queries.mockRestore()
  expect(lintPage(shown.html)).toEqual([])
  expect(shown.heading).toBe('Ottilie Marsh')
  for (const text of [
    registration.id,
    registration.personId,
    '7766554',
    'The rules',
    'Make it pending again',
    'Reject it',
  ]) {
    expect(shown.text).toContain(text)
  }
  expect(JSON.parse(shown.html('pre').text())).toMatchObject({
    id: registration.id,
    attributes: { status: 'accepted', funded_place: true },
  })
  // Who is looking, the page and the frame: a session and its actor are four of them.
  expect(counted).toBeLessThanOrEqual(20)
})

test('makes it pending again with a reason, once', async () => {
  const registration = await aRegistration(app.db, { status: 'accepted', fundedPlace: true })
  const other = app.newBrowser()
  await app.signInAs((await aMemberOfStaff(app.db)).accountId, other)
  await other.get(`${pathOf(registration)}/revert`)
  await app.get(`${pathOf(registration)}/revert`)
  expect(lintPage(app.page().html)).toEqual([])
  expect((await app.submit({ reason: '' }, MAIN)).errors).toEqual(['Enter the reason'])
  const done = await app.submit({ reason: 'Accepted by mistake, says the provider' }, MAIN)
  expect(done.text).toContain('The registration is pending again')
  expect(done.text).toContain('Accepted by mistake, says the provider')
  expect(await registrationById(app.db, registration.id)).toMatchObject({ status: 'pending', fundedPlace: null })
  const late = await other.submit({ reason: 'Me too' }, MAIN)
  expect([late.status, late.heading]).toEqual([409, 'Nothing was changed'])
  expect(late.text).toContain('a colleague or the provider was faster')
  expect(lintPage(late.html)).toEqual([])
})

test('does not take away what training has begun on', async () => {
  const registration = await aRegistration(app.db, { status: 'accepted', fundedPlace: true })
  await aDeclaration(app.db, registration)
  for (const word of ['revert', 'reject']) {
    await app.get(`${pathOf(registration)}/${word}`)
    const stopped = await app.submit({ reason: 'Try', because: 'rejected_by_provider' }, MAIN)
    expect([stopped.status, stopped.text.includes('void the declarations first')]).toEqual([409, true])
  }
  expect((await registrationById(app.db, registration.id))?.status).toBe('accepted')
})

test('rejects with a reason that the person reads', async () => {
  const registration = await aRegistration(app.db)
  await app.get(`${pathOf(registration)}/reject`)
  expect(lintPage(app.page().html)).toEqual([])
  expect((await app.submit({ reason: 'x' }, MAIN)).errors).toEqual(['Select why it is rejected'])
  const done = await app.submit({ reason: 'The provider asked', because: 'rejected_by_provider' }, MAIN)
  expect(done.text).toContain('The registration has been rejected')
  expect(await registrationById(app.db, registration.id)).toMatchObject({ status: 'rejected' })
})
