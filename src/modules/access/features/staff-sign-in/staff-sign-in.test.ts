import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { everyone } from '#src/kit/policy.ts'
import type { Fault } from '#src/main/dev/sign-in-service/faults.ts'
import { LOCAL_ISSUER } from '#src/main/dev/sign-in-service/issuer-name.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import { arrival, departure, page, show } from '#src/platform/http/route.ts'
import { silentLog } from '#src/platform/log.ts'
import { openIdConnect } from '#src/platform/oidc/openid-connect.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { testApp } from '#test/app.ts'
import { type SignInApp, signInApp, visitSignInService } from '#test/local-issuer.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { addStaff } from '../../accounts/add-staff.ts'
import { comeBack, goToSignInService, showStaffSignIn } from './handlers.ts'
import { staffSignIn } from './staff-sign-in.ts'

const feature = 'staff-sign-in'
const routes = [
  page('GET /staff-sign-in', { feature, policy: everyone, handle: showStaffSignIn }),
  departure('POST /staff-sign-in', { feature, policy: everyone, handle: goToSignInService }),
  arrival('GET /staff-sign-in/callback', { feature, policy: everyone, commands: [staffSignIn], handle: comeBack }),
  page('GET /staff', {
    feature,
    policy: everyone,
    handle: ({ actor }) => show({ render: () => `<h1>Staff: ${actor.name}</h1>` }),
  }),
]

let app: SignInApp
beforeAll(async () => {
  app = await signInApp({ routes, errorPages, loadActor })
  await addStaffMember('Sam Support', 'sam')
})
afterAll(() => app.close())
beforeEach(() => {
  app.faults.fault = 'none'
  app.cookies.clear()
})

async function addStaffMember(name: string, subject: string) {
  const now = app.clock.now()
  const context = { db: app.db, actor: Actor.system('test'), now, process: newProcess('test'), baseUrl: app.baseUrl }
  const address = `${subject}@education.gov.uk`
  const added = await execute(context, addStaff, { name, address, issuer: LOCAL_ISSUER, subject, powers: ['support'] })
  if (!added.ok) throw new Error(added.refusal.code)
  return added.value.accountId
}

async function begin() {
  await app.get('/staff-sign-in')
  const departed = await app.submit({}, { follow: false })
  return String(departed.headers['location'])
}

async function signInAs(subject: string, fault: Fault = 'none') {
  const address = await begin()
  app.faults.fault = fault
  return app.get(await visitSignInService(address, subject))
}

const sessionCount = async () =>
  (await app.db.selectFrom('platform.sessions').select('id').where('method', '=', 'dfe-sign-in').execute()).length

test('staff sign in through the sign-in service and land on their home page', async () => {
  const shown = await signInAs('sam')
  expect([shown.path, shown.heading]).toEqual(['/staff', 'Staff: Sam Support'])
  const event = await app.db
    .selectFrom('audit.events')
    .select(['name', 'payload'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(event).toEqual({ name: 'access.signed-in', payload: { method: 'dfe-sign-in' } })
  expect((await app.get('/staff-sign-in')).path).toBe('/staff')
})

test('the request for a code has a state, a nonce and a PKCE challenge', async () => {
  const { searchParams } = new URL(await begin())
  expect(Object.fromEntries(searchParams)).toMatchObject({
    response_type: 'code',
    scope: 'openid',
    code_challenge_method: 'S256',
    state: expect.stringMatching(/^.{43}$/),
    nonce: expect.stringMatching(/^.{43}$/),
    code_challenge: expect.stringMatching(/^.{43}$/),
  })
})

test('where they were going is remembered, unless it is elsewhere', async () => {
  for (const [wanted, reached] of [
    ['/staff?tab=2', '/staff?tab=2'],
    ['//evil.test', '/staff'],
  ] as const) {
    app.cookies.clear()
    await app.get(`/staff-sign-in?return=${encodeURIComponent(wanted)}`)
    const departed = await app.submit({}, { follow: false })
    const shown = await app.get(await visitSignInService(String(departed.headers['location']), 'sam'))
    expect(shown.path).toBe(reached)
  }
})

describe('nobody gets in', () => {
  const expectNoSession = async (enter: () => Promise<{ status: number; heading: string }>) => {
    const before = await sessionCount()
    const shown = await enter()
    expect(await sessionCount()).toBe(before)
    expect(app.cookies.has('__Host-session')).toBe(false)
    return [shown.status, shown.heading]
  }

  test('whom we do not know, and they are told how to get access', async () => {
    expect(await expectNoSession(() => signInAs('somebody-we-do-not-know'))).toEqual([
      403,
      'You do not have access yet',
    ])
    expect(app.page().text).toContain('somebody-we-do-not-know')
  })

  test('whose account is disabled', async () => {
    const id = await addStaffMember('Dee Disabled', 'dee')
    const address = await begin()
    const back = await visitSignInService(address, 'dee')
    await app.db.updateTable('access.accounts').set({ disabled_at: app.clock.now() }).where('id', '=', id).execute()
    expect(await expectNoSession(() => app.get(back))).toEqual([403, 'You do not have access yet'])
  })

  test('whose powers have ended', async () => {
    const id = await addStaffMember('Pat Powerless', 'pat')
    await app.db
      .updateTable('access.staff_powers')
      .set({ ended_at: app.clock.now() })
      .where('account_id', '=', id)
      .execute()
    expect(await expectNoSession(() => signInAs('pat'))).toEqual([403, 'You do not have access yet'])
  })

  test('with the same e-mail address at another issuer: identities are never joined by address', async () => {
    const { issuer } = await app.db
      .selectFrom('access.identities')
      .select('issuer')
      .where('subject', '=', 'sam')
      .executeTakeFirstOrThrow()
    expect(issuer).toBe(LOCAL_ISSUER)
    await app.db.updateTable('access.identities').set({ issuer: 'another' }).where('subject', '=', 'sam').execute()
    const address = await begin()
    await app.db.updateTable('access.identities').set({ issuer: LOCAL_ISSUER }).where('subject', '=', 'sam').execute()
    const back = await visitSignInService(address, 'sam')
    await app.db.updateTable('access.identities').set({ issuer: 'another' }).where('subject', '=', 'sam').execute()
    expect(await expectNoSession(() => app.get(back))).toEqual([403, 'You do not have access yet'])
    await app.db.updateTable('access.identities').set({ issuer: LOCAL_ISSUER }).where('subject', '=', 'sam').execute()
  })

  test.each([
    'wrong-nonce',
    'wrong-audience',
    'wrong-issuer',
    'wrong-signature',
    'no-signature',
    'expired',
    'error',
  ] as const)('when the sign-in service answers with a fault: %s', async (fault) => {
    expect(await expectNoSession(() => signInAs('sam', fault))).toEqual([403, 'We could not sign you in'])
  })

  test('who stopped there', async () => {
    expect(await expectNoSession(() => signInAs('sam', 'cancelled'))).toEqual([200, 'You have not signed in'])
  })

  test('when the sign-in service stops answering half way', async () => {
    const back = await visitSignInService(await begin(), 'sam')
    for (const fault of ['down', 'slow'] as const) {
      app.faults.fault = fault
      const again = await visitAgain(back)
      expect(again).toEqual([503, 'You cannot sign in at the moment'])
    }
  })

  /** With the attempt still in the browser, as if the first answer had been lost. */
  async function visitAgain(back: string) {
    const cookies = new Map(app.cookies)
    const answer = await expectNoSession(() => app.get(back))
    for (const [name, value] of cookies) app.cookies.set(name, value)
    return answer
  }

  test('with a code that was used before', async () => {
    const back = await visitSignInService(await begin(), 'sam')
    const cookies = new Map(app.cookies)
    expect((await app.get(back)).path).toBe('/staff')
    app.cookies.clear()
    for (const [name, value] of cookies) app.cookies.set(name, value)
    expect(await expectNoSession(() => app.get(back))).toEqual([403, 'We could not sign you in'])
  })

  test('after more than ten minutes, in another browser, or twice', async () => {
    const back = await visitSignInService(await begin(), 'sam')
    const other = app.newBrowser()
    expect((await other.get(back)).heading).toBe('Start signing in again')
    app.clock.moveOn({ minutes: 11 })
    expect(await expectNoSession(() => app.get(back))).toEqual([403, 'Start signing in again'])
  })

  test('with a state that is not the one of this visit', async () => {
    const back = await visitSignInService(await begin(), 'sam')
    expect(await expectNoSession(() => app.get(back.replace(/state=.{10}/, 'state=aaaaaaaaaa')))).toEqual([
      403,
      'We could not sign you in',
    ])
  })

  test('when the sign-in service cannot be found at all', async () => {
    const lost = await testApp({
      routes,
      errorPages,
      loadActor,
      doors: {
        staff: openIdConnect({
          door: 'staff',
          issuer: 'http://127.0.0.1:9/',
          clientId: 'x',
          proof: { secret: 'x' },
          callback: 'http://127.0.0.1/x',
          home: 'http://127.0.0.1/',
          sealKey: Buffer.alloc(32),
          log: silentLog,
          allowsHttp: true,
          timeoutSeconds: 1,
        }),
      },
    })
    await lost.get('/staff-sign-in')
    const shown = await lost.submit()
    expect([shown.status, shown.heading]).toEqual([503, 'You cannot sign in at the moment'])
    await lost.close()
  })
})
