import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Fault } from '#src/main/dev/sign-in-service/faults.ts'
import { LOCAL_ISSUER } from '#src/main/dev/sign-in-service/issuer-name.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { DOORS, type DoorName } from '#src/platform/oidc/sign-in-port.ts'
import { composedSignInApp, dfeOrganisation, dfePerson, proveAt, teacher } from '#test/composed-sign-in-app.ts'
import type { SignInApp } from '#test/local-issuer.ts'
import { lintPage } from '#test/page-lint.ts'
import { addStaff } from '../accounts/add-staff.ts'
import { contextFor, newestEmailTo, theSystem } from '../factories.ts'

let app: SignInApp
const subjects: Record<DoorName, string> = { staff: 'sam', 'dfe-sign-in': '', 'one-login': '' }

beforeAll(async () => {
  app = await composedSignInApp()
  const sam = { name: 'Sam Support', address: 'sam@education.example', issuer: LOCAL_ISSUER, subject: 'sam' }
  await execute(contextFor(app.db, theSystem()), addStaff, { ...sam, powers: ['support'] })
  const { urn } = await aSchool(app.db)
  subjects['dfe-sign-in'] = dfePerson(app, [dfeOrganisation({ urn, roles: ['administrator'] })]).subject
  subjects['one-login'] = teacher(app).subject
  for (const door of ['dfe-sign-in', 'one-login'] as const) {
    await app.get(await proveAt(app, door, subjects[door]))
    await app.submit({ name: 'Known Already' }, { form: `form[action="/${door}/account"]` })
  }
})
afterAll(() => app.close())
beforeEach(() => {
  for (const door of DOORS) app.faultsOf[door].fault = 'none'
  app.cookies.clear()
})

/** There and, if the service lets them, back. */
const visit = (door: DoorName, fault: Fault = 'none') =>
  proveAt(app, door === 'staff' ? 'staff-sign-in' : door, subjects[door], () => {
    app.faultsOf[door].fault = fault
  })

const sessions = async () => (await app.db.selectFrom('platform.sessions').select('id').execute()).length

/** Nobody is in who was not before, and the page says what to do: again, or in another way. */
async function expectShut(follow: () => Promise<unknown>) {
  const before = await sessions()
  await follow()
  const { status, heading, html } = app.page()
  expect([await sessions(), app.cookies.has('__Host-session')]).toEqual([before, false])
  expect(lintPage(html)).toEqual([])
  expect(html('main form button').length + html('main a').length).toBeGreaterThan(0)
  return [status, heading]
}

/** GOV.UK One Login alone says how strong its proof was; only what asks for an age learns one. */
const ONLY_AT: Partial<Record<Fault, DoorName>> = { weak: 'one-login' }

const FORGERIES = [
  'wrong-nonce',
  'wrong-audience',
  'wrong-issuer',
  'wrong-signature',
  'no-signature',
  'public-key-as-secret',
  'no-token',
  'expired',
  'future',
  'weak',
  'error',
] as const

describe.each(DOORS)('the door %s', (door) => {
  test.each(FORGERIES.filter((fault) => (ONLY_AT[fault] ?? door) === door))(
    'lets nobody in whose service answers with a fault: %s',
    async (fault) => {
      const shown = await expectShut(async () => app.get(await visit(door, fault)))
      expect(shown).toEqual([403, 'We could not sign you in'])
    },
  )

  test.each(['clock-behind', 'clock-ahead'] as const)(
    'lets in whoever comes while clocks differ a little: %s',
    async (fault) => {
      await app.get(await visit(door, fault))
      expect(app.cookies.has('__Host-session')).toBe(true)
    },
  )

  test('says so when somebody stopped there', async () => {
    expect(await expectShut(async () => app.get(await visit(door, 'cancelled')))).toEqual([
      200,
      'You have not signed in',
    ])
  })

  test.each(['down', 'slow'] as const)('shows other ways when its service gives no answer: %s', async (fault) => {
    const back = await visit(door)
    app.faultsOf[door].fault = fault
    const [status, heading] = await expectShut(() => app.get(back))
    expect([status, String(heading)]).toEqual([
      503,
      expect.stringMatching(/^You cannot sign in (this way )?at the moment$/),
    ])
    expect(app.page().html('a[href="/sign-in"], form').length).toBeGreaterThan(0)
  })

  test('lets nobody in twice with one way back', async () => {
    const back = await visit(door)
    const cookies = new Map(app.cookies)
    await app.get(back)
    expect(app.cookies.has('__Host-session')).toBe(true)
    app.cookies.clear()
    expect(await expectShut(() => app.get(back))).toEqual([403, 'Start signing in again'])
    for (const [name, value] of cookies) app.cookies.set(name, value)
    expect(await expectShut(() => app.get(back))).toEqual([403, 'We could not sign you in'])
  })

  test.each([
    ['another state', (back: URL) => back.searchParams.set('state', 'x'.repeat(43))],
    ['another service’s name (RFC 9207)', (back: URL) => back.searchParams.set('iss', 'https://another-issuer.test')],
    ['no name of a service (RFC 9207)', (back: URL) => back.searchParams.delete('iss')],
    ['no code', (back: URL) => back.searchParams.delete('code')],
    ['another code', (back: URL) => back.searchParams.set('code', 'x'.repeat(43))],
  ])('lets nobody in with %s', async (_case, spoil) => {
    const back = new URL(await visit(door), app.baseUrl)
    spoil(back)
    const shown = await expectShut(() => app.get(`${back.pathname}${back.search}`))
    expect(shown).toEqual([403, 'We could not sign you in'])
  })

  test('takes no code of another door', async () => {
    const other = DOORS.find((name) => name !== door) ?? 'staff'
    const theirs = new URL(await visit(other), app.baseUrl)
    const ours = new URL(await visit(door), app.baseUrl)
    theirs.pathname = ours.pathname
    expect(await expectShut(() => app.get(`${theirs.pathname}${theirs.search}`))).toEqual([
      403,
      'We could not sign you in',
    ])
    // With the state of a visit of its own, as somebody would send it who mixes two doors up on purpose.
    const mixed = new URL(await visit(door), app.baseUrl)
    mixed.searchParams.set('code', theirs.searchParams.get('code') ?? '')
    expect(await expectShut(() => app.get(`${mixed.pathname}${mixed.search}`))).toEqual([
      403,
      'We could not sign you in',
    ])
  })

  test('ends after ten minutes, and in another browser', async () => {
    const back = await visit(door)
    expect((await app.newBrowser().get(back)).heading).toBe('Start signing in again')
    app.clock.moveOn({ minutes: 11 })
    expect(await expectShut(() => app.get(back))).toEqual([403, 'Start signing in again'])
  })
})

test('the request for a code asks each service for what it needs', async () => {
  const asked = async (door: DoorName) => {
    const departing = await app.doors[door]?.begin({ now: app.clock.now() })
    return departing?.ok ? Object.fromEntries(new URL(departing.value.address).searchParams) : {}
  }
  const always = {
    response_type: 'code',
    code_challenge_method: 'S256',
    state: expect.any(String),
    nonce: expect.any(String),
  }
  expect(await asked('staff')).toMatchObject({ ...always, scope: 'openid', max_age: '43200' })
  expect(await asked('dfe-sign-in')).toMatchObject({ ...always, scope: 'openid profile email organisation' })
  expect(await asked('one-login')).toMatchObject({ ...always, scope: 'openid email', vtr: '["Cl.Cm"]' })
})

test('staff come in by their own door and no other: not by email, not by the doors of others', async () => {
  const { id } = await app.db
    .selectFrom('access.accounts')
    .select('id')
    .where('name', '=', 'Sam Support')
    .executeTakeFirstOrThrow()
  await app.get('/sign-in')
  await app.submit({ email: 'sam@education.example' })
  const email = await newestEmailTo(app.db, 'sam@education.example')
  expect([email.code, email.text.includes('/staff-sign-in')]).toEqual(['', true])
  for (const door of ['dfe-sign-in', 'one-login'] as const) {
    const subject = subjects[door]
    await app.db.updateTable('access.identities').set({ account_id: id }).where('subject', '=', subject).execute()
    expect(await expectShut(async () => app.get(await visit(door)))).toEqual([403, 'Sign in as staff instead'])
  }
  await app.get(await visit('staff'))
  expect(app.page().path).toBe('/staff')
})
