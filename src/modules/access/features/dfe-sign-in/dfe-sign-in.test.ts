import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aLink, aSchool, aTrust } from '#src/modules/directory/factories.ts'
import { comeThrough, composedSignInApp, dfeOrganisation, dfePerson } from '#test/composed-sign-in-app.ts'
import { answerAt, type SignInApp } from '#test/local-issuer.ts'
import { lintPage } from '#test/page-lint.ts'
import { aMemberOfStaff, aTutorOf, newestEmailTo } from '../../factories.ts'
import { identitiesOfAccount } from '../../identities/identities-store.ts'
import { membersOf } from '../../memberships/memberships-queries.ts'

let app: SignInApp
beforeAll(async () => {
  app = await composedSignInApp()
})
afterAll(() => app.close())
beforeEach(() => {
  app.faultsOf['dfe-sign-in'].fault = 'none'
  app.apiFaults.fault = 'none'
  app.cookies.clear()
})

const NEW_HERE = 'You have not used DfE Sign-in with this service before'
const MAKE = 'form[action="/dfe-sign-in/account"]'
const PROVE = 'form[action="/sign-in"]'

const come = (subject: string, before = () => {}) => comeThrough(app, 'dfe-sign-in', subject, before)
const isSignedIn = () => app.cookies.has('__Host-session')

const newestSession = () =>
  app.db
    .selectFrom('platform.sessions')
    .select(['account_id', 'method', 'acting_for', 'door', 'proved_at', 'id_token'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()

/** A new administrator of a new school, who has come in for the first time. */
async function aNewAdministrator() {
  const school = await aSchool(app.db, { name: 'Hill School' })
  const organisation = dfeOrganisation({ name: 'Hill School', urn: school.urn, roles: ['administrator'] })
  const person = dfePerson(app, [organisation])
  await come(person.subject)
  await app.submit({ name: 'Dana Hill' }, { form: MAKE })
  return { school, person, organisation, accountId: (await newestSession()).account_id }
}

test('the door says plainly that an account there is no access here', async () => {
  const shown = await app.get('/dfe-sign-in')
  expect(shown.heading).toBe('Sign in with DfE Sign-in')
  expect(shown.text).toContain('Having a DfE Sign-in account does not give you access to this service by itself')
  expect(lintPage(shown.html)).toEqual([])
})

describe('somebody whom we do not know', () => {
  test('whose approver gave them a role makes an account with it, and is in', async () => {
    const { school, person, accountId } = await aNewAdministrator()
    expect(isSignedIn()).toBe(true)
    expect(await newestSession()).toMatchObject({ method: 'dfe-sign-in', acting_for: school.id, door: 'dfe-sign-in' })
    const [member, ...others] = await membersOf(app.db, school.id)
    expect([member?.accountId, member?.role, others]).toEqual([accountId, 'administrator', []])
    expect((await newestEmailTo(app.db, person.email)).subject).toBe('You have access to Hill School')
    expect((await identitiesOfAccount(app.db, accountId)).map(({ subject }) => subject)).toEqual([person.subject])
  })

  test('with the address of an account is not let into it, nor given a second one', async () => {
    const school = await aSchool(app.db)
    const tutor = await aTutorOf(app.db, school)
    const person = dfePerson(app, [dfeOrganisation({ urn: school.urn, roles: ['administrator'] })], tutor.address)
    expect((await come(person.subject)).heading).toBe(NEW_HERE)
    const refused = await app.submit({ name: 'Somebody' }, { form: MAKE })
    expect([refused.status, refused.heading]).toEqual([422, 'Prove that you read your email first'])
    expect(lintPage(refused.html)).toEqual([])
    expect(isSignedIn()).toBe(false)
    expect(await identitiesOfAccount(app.db, tutor.accountId)).toEqual([])
    expect((await membersOf(app.db, school.id)).map(({ role }) => role)).toEqual(['induction-tutor'])
  })

  test('connects an account by reading its mailbox in the same browser; its owner is told', async () => {
    const school = await aSchool(app.db)
    const tutor = await aTutorOf(app.db, school)
    const person = dfePerson(app, [dfeOrganisation({ urn: school.urn, roles: ['claims'] })])
    await come(person.subject)
    await app.submit({ email: tutor.address }, { form: PROVE })
    const { code } = await newestEmailTo(app.db, tutor.address)
    const asked = await app.submit({ code }, { form: 'form[action="/sign-in/code"]' })
    expect([asked.path, asked.heading]).toEqual(['/dfe-sign-in/connect', 'Connect DfE Sign-in to your account'])
    expect(lintPage(asked.html)).toEqual([])
    await app.submit({}, { form: 'form[action="/dfe-sign-in/connect"]' })
    expect(await newestSession()).toMatchObject({ account_id: tutor.accountId, method: 'dfe-sign-in' })
    expect((await newestEmailTo(app.db, tutor.address)).subject).toMatch(/^(DfE Sign-in now opens|You have access to)/)
    expect((await membersOf(app.db, school.id)).map(({ role }) => role).toSorted()).toEqual([
      'claims',
      'induction-tutor',
    ])
    app.cookies.clear()
    await come(person.subject)
    expect(await newestSession()).toMatchObject({ account_id: tutor.accountId, acting_for: school.id })
  })

  test('connects nothing in another browser, an hour later, or twice', async () => {
    const school = await aSchool(app.db)
    const tutor = await aTutorOf(app.db, school)
    await come(dfePerson(app, []).subject)
    const other = app.newBrowser()
    await app.signInAs(tutor.accountId, other)
    expect((await other.get('/dfe-sign-in/connect')).path).toBe('/home')
    await app.signInAs(tutor.accountId)
    await app.get('/dfe-sign-in/connect')
    app.clock.moveOn({ minutes: 61 })
    const late = await app.submit({}, { form: 'form[action="/dfe-sign-in/connect"]' })
    expect([late.status, late.heading]).toEqual([403, 'Start signing in again'])
    expect(await identitiesOfAccount(app.db, tutor.accountId)).toEqual([])
  })

  test.each([
    ['without a role is led to ask for access', null, 'Ask for access to Valley School (URN '],
    ['with a role that we do not know is given nothing', ['superuser'], 'Ask for access to Valley School (URN '],
  ])('%s', async (_case, roles, link) => {
    const { urn } = await aSchool(app.db, { name: 'Valley School' })
    const shown = await come(dfePerson(app, [dfeOrganisation({ urn, roles })]).subject)
    expect(shown.html(`a[href="/schools/${urn}/access"]`).text()).toContain(link)
    expect(shown.html(MAKE)).toHaveLength(0)
    expect(lintPage(shown.html)).toEqual([])
  })

  test('asks to join with the name and the address that DfE Sign-in has told', async () => {
    const { urn } = await aSchool(app.db)
    const person = dfePerson(app, [dfeOrganisation({ urn, roles: null })])
    await come(person.subject)
    const { html } = await app.get(`/schools/${urn}/join-request`)
    expect([html('[name=name]').val(), html('[name=email]').val()]).toEqual([person.name, person.email])
  })

  test('cannot make an account by sending the form that they were not shown', async () => {
    const { urn } = await aSchool(app.db)
    await come(dfePerson(app, [dfeOrganisation({ urn, roles: null })]).subject)
    const shown = await app.submit({ name: 'Mallory' }, { form: PROVE, action: '/dfe-sign-in/account' })
    expect([shown.path, shown.heading, isSignedIn()]).toEqual(['/dfe-sign-in/new', NEW_HERE, false])
  })

  test('of a closed school is led to its successor', async () => {
    const [closed, successor] = [
      await aSchool(app.db, { statusCode: '2' }),
      await aSchool(app.db, { name: 'New School' }),
    ]
    await aLink(app.db, { urn: closed.urn, linkedUrn: successor.urn, linkedName: 'New School', type: 'Successor' })
    const person = dfePerson(app, [dfeOrganisation({ name: 'Old School', urn: closed.urn, roles: ['administrator'] })])
    const shown = await come(person.subject)
    expect(shown.text).toContain(`Old School has closed. New School (URN ${successor.urn}) took over from it.`)
    expect(shown.html(`a[href="/schools/${successor.urn}/access"]`)).toHaveLength(1)
  })

  test.each([
    [
      'an organisation without a number',
      [dfeOrganisation({ name: 'Lead Ltd', roles: ['administrator'] })],
      'no number for Lead Ltd',
    ],
    [
      'a number that nobody has',
      [dfeOrganisation({ name: 'Lost School', urn: '999999', roles: ['administrator'] })],
      'Lost School',
    ],
    ['no organisation', [], 'does not say which organisation you work for'],
  ])('of %s is told the way in by email', async (_case, organisations, words) => {
    const shown = await come(dfePerson(app, organisations).subject)
    expect(shown.text).toContain(words)
    expect(shown.text).toContain('Ask somebody at your organisation who has access to add you')
    expect(shown.html(MAKE)).toHaveLength(0)
    expect(lintPage(shown.html)).toEqual([])
  })

  test('of a trust gets the role at the trust, by its UID', async () => {
    const school = await aSchool(app.db)
    const trust = await aTrust(app.db, 'The Trust', [school.id])
    await come(dfePerson(app, [dfeOrganisation({ uid: trust, roles: ['administrator'] })]).subject)
    await app.submit({ name: 'Tess Trust' }, { form: MAKE })
    expect((await membersOf(app.db, trust)).map(({ name, role }) => [name, role])).toEqual([
      ['Tess Trust', 'administrator'],
    ])
  })

  test('who types no name is asked again, and nothing is lost', async () => {
    const { urn } = await aSchool(app.db)
    await come(dfePerson(app, [dfeOrganisation({ urn, roles: ['viewer'] })]).subject)
    const shown = await app.submit({ name: ' ' }, { form: MAKE })
    expect([shown.status, shown.errors]).toEqual([422, ['Enter your full name']])
    await app.submit({ name: 'Vera' }, { form: MAKE })
    expect(isSignedIn()).toBe(true)
  })
})

test('somebody with several organisations chooses, and gets what they have at that one', async () => {
  const [one, other] = [await aSchool(app.db, { name: 'One' }), await aSchool(app.db, { name: 'Other' })]
  const organisations = [
    dfeOrganisation({ name: 'One', urn: one.urn, roles: null }),
    dfeOrganisation({ name: 'Other', urn: other.urn, roles: ['viewer'] }),
  ]
  const asked = await come(dfePerson(app, organisations).subject)
  expect([asked.path, asked.heading]).toEqual([
    '/dfe-sign-in/organisation',
    'Which organisation are you signing in for?',
  ])
  expect(lintPage(asked.html)).toEqual([])
  const missing = await app.submit({})
  expect([missing.status, missing.errors]).toEqual([422, ['Select the organisation that you are signing in for']])
  expect((await app.submit({ organisation: crypto.randomUUID() })).status).toBe(422)
  await app.submit({ organisation: organisations[1]?.id ?? '' })
  await app.submit({ name: 'Sev Eral' }, { form: MAKE })
  expect(await newestSession()).toMatchObject({ acting_for: other.id })
})

describe('somebody whom we know', () => {
  test('whose role was taken away comes in without it and is told', async () => {
    const { school, person, organisation } = await aNewAdministrator()
    app.people['dfe-sign-in'].splice(0, Infinity, { ...person, organisations: [{ ...organisation, roles: null }] })
    app.cookies.clear()
    await come(person.subject)
    expect([isSignedIn(), (await newestSession()).acting_for]).toEqual([true, null])
    expect(await membersOf(app.db, school.id)).toEqual([])
    expect((await newestEmailTo(app.db, person.email)).subject).toBe('Your access to Hill School has changed')
  })

  test('whose role was changed has the new one', async () => {
    const { school, person, organisation } = await aNewAdministrator()
    app.people['dfe-sign-in'].splice(0, Infinity, {
      ...person,
      organisations: [{ ...organisation, roles: ['Viewer'] }],
    })
    app.cookies.clear()
    await come(person.subject)
    expect((await membersOf(app.db, school.id)).map(({ role }) => role)).toEqual(['viewer'])
  })

  test.each(['down', 'slow', 'error', 'garbage'] as const)(
    'is not let in while nobody can say what they may do: %s',
    async (fault) => {
      const { person } = await aNewAdministrator()
      app.cookies.clear()
      const shown = await come(person.subject, () => {
        app.apiFaults.fault = fault
      })
      expect([shown.status, shown.heading, isSignedIn()]).toEqual([
        503,
        'You cannot sign in this way at the moment',
        false,
      ])
      expect(shown.html('a[href="/sign-in"]').length).toBeGreaterThan(0)
      expect(lintPage(shown.html)).toEqual([])
    },
  )

  test('whose account is disabled, or of staff, is not let in', async () => {
    const { person, accountId } = await aNewAdministrator()
    const staff = await aMemberOfStaff(app.db)
    app.cookies.clear()
    await app.db
      .updateTable('access.accounts')
      .set({ disabled_at: app.clock.now() })
      .where('id', '=', accountId)
      .execute()
    expect((await come(person.subject)).heading).toBe('You cannot sign in with this account')
    await app.db
      .updateTable('access.identities')
      .set({ account_id: staff.accountId })
      .where('subject', '=', person.subject)
      .execute()
    const shown = await come(person.subject)
    expect([shown.status, shown.heading, isSignedIn()]).toEqual([403, 'Sign in as staff instead', false])
  })
})

test('signing out goes by way of the service, which ends its session too', async () => {
  const { person } = await aNewAdministrator()
  const session = await newestSession()
  expect(session.id_token?.includes(person.email)).toBe(false)
  await app.get('/home')
  const leaving = await app.submit({}, { form: 'form[action="/sign-out"]', follow: false })
  const address = new URL(String(leaving.headers['location']))
  expect(address.pathname).toBe('/dev/dfe-sign-in/session/end')
  expect(await answerAt(address.href)).toEqual({ status: 303, location: `${app.baseUrl}/` })
  expect(isSignedIn()).toBe(false)
})
