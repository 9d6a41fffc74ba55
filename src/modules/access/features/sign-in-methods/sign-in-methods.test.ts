import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { comeThrough, composedSignInApp, dfeOrganisation, dfePerson, teacher } from '#test/composed-sign-in-app.ts'
import { type SignInApp, visitSignInService } from '#test/local-issuer.ts'
import { lintPage } from '#test/page-lint.ts'
import { aMemberOfStaff, aTutorOf, newestEmailTo } from '../../factories.ts'
import { identitiesOfAccount } from '../../identities/identities-store.ts'
import { membersOf } from '../../memberships/memberships-queries.ts'

let app: SignInApp
beforeAll(async () => {
  app = await composedSignInApp()
})
afterAll(() => app.close())
beforeEach(() => app.cookies.clear())

const ADDRESS = '/account/sign-in-methods'
const doorsOf = async (accountId: string) => (await identitiesOfAccount(app.db, accountId)).map(({ door }) => door)

async function connect(door: 'dfe-sign-in' | 'one-login', subject: string) {
  await app.get(ADDRESS)
  const departed = await app.submit({}, { form: `form:has([name=door][value=${door}])`, follow: false })
  const address = String(departed.headers['location'])
  return { address, shown: await app.get(await visitSignInService(address, subject)) }
}

test('a tutor connects One Login and disconnects it again; each change is told by email', async () => {
  const tutor = await aTutorOf(app.db, await aSchool(app.db))
  await app.signInAs(tutor.accountId)
  const before = await app.get(ADDRESS)
  expect([before.heading, before.text.includes(tutor.address)]).toEqual(['Ways to sign in', true])
  expect(lintPage(before.html)).toEqual([])
  const { address, shown } = await connect('one-login', teacher(app).subject)
  expect(new URL(address).searchParams.get('prompt')).toBe('login')
  expect([shown.path, await doorsOf(tutor.accountId)]).toEqual([ADDRESS, ['one-login']])
  expect((await newestEmailTo(app.db, tutor.address)).subject).toBe('GOV.UK One Login now opens your account')
  const asked = await app.get(String(shown.html('a[href*="disconnect"]').attr('href')))
  expect([asked.heading, lintPage(asked.html)]).toEqual(['Disconnect GOV.UK One Login', []])
  const done = await app.submit({}, { form: `form[action="${ADDRESS}/disconnect"]` })
  expect([done.path, await doorsOf(tutor.accountId)]).toEqual([`${ADDRESS}?done=disconnected`, []])
  expect((await newestEmailTo(app.db, tutor.address)).subject).toBe('GOV.UK One Login no longer opens your account')
})

test('what opens another account is not taken from it, and nothing is said of whose it is', async () => {
  const [owner, other] = [await aTutorOf(app.db, await aSchool(app.db)), await aTutorOf(app.db, await aSchool(app.db))]
  const { subject } = teacher(app)
  await app.signInAs(owner.accountId)
  await connect('one-login', subject)
  app.cookies.clear()
  await app.signInAs(other.accountId)
  const { shown } = await connect('one-login', subject)
  expect([shown.status, shown.heading]).toEqual([422, 'This GOV.UK One Login account is in use elsewhere'])
  expect(shown.text).not.toContain(owner.address)
  expect(lintPage(shown.html)).toEqual([])
  expect([await doorsOf(owner.accountId), await doorsOf(other.accountId)]).toEqual([['one-login'], []])
})

test('disconnecting DfE Sign-in ends what rests on it, and signs other browsers out', async () => {
  const school = await aSchool(app.db)
  const person = dfePerson(app, [dfeOrganisation({ urn: school.urn, roles: ['administrator'] })])
  await comeThrough(app, 'dfe-sign-in', person.subject)
  await app.submit({ name: 'Dana Hill' }, { form: 'form[action="/dfe-sign-in/account"]' })
  const accountId = (await membersOf(app.db, school.id))[0]?.accountId ?? ''
  const other = app.newBrowser()
  await app.signInAs(accountId, other)
  await app.get(ADDRESS)
  await app.get(String(app.page().html('a[href*="disconnect"]').attr('href')))
  const done = await app.submit({}, { form: `form[action="${ADDRESS}/disconnect"]` })
  expect(done.heading).toBe('Ways to sign in')
  expect([await membersOf(app.db, school.id), await doorsOf(accountId)]).toEqual([[], []])
  expect((await other.get('/home')).path).toMatch(/^\/sign-in/)
})

test('the last way in stays', async () => {
  const person = teacher(app)
  await comeThrough(app, 'one-login', person.subject)
  await app.submit({ name: 'Last Way' }, { form: 'form[action="/one-login/account"]' })
  const { id } = await app.db
    .selectFrom('access.accounts')
    .select('id')
    .where('name', '=', 'Last Way')
    .executeTakeFirstOrThrow()
  await app.db
    .updateTable('access.addresses')
    .set({ removed_at: app.clock.now() })
    .where('account_id', '=', id)
    .execute()
  await app.get(ADDRESS)
  await app.get(String(app.page().html('a[href*="disconnect"]').attr('href')))
  const refused = await app.submit({}, { form: `form[action="${ADDRESS}/disconnect"]` })
  expect([refused.status, refused.heading, await doorsOf(id)]).toEqual([
    422,
    'This is your only way to sign in',
    ['one-login'],
  ])
})

test('staff are offered nothing here, and cannot be talked into it', async () => {
  const staff = await aMemberOfStaff(app.db)
  await app.signInAs(staff.accountId)
  const shown = await app.get(ADDRESS)
  expect(shown.html('main form')).toHaveLength(0)
  expect(shown.text).toContain('opened by staff sign-in only')
  const tutor = await aTutorOf(app.db, await aSchool(app.db))
  const other = app.newBrowser()
  await app.signInAs(tutor.accountId, other)
  expect((await other.get(`${ADDRESS}/disconnect?method=somebody-elses`)).status).toBe(404)
})
