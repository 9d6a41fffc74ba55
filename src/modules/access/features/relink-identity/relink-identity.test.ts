import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { LOCAL_ISSUER } from '#src/main/dev/sign-in-service/issuer-name.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { comeThrough, composedSignInApp, teacher } from '#test/composed-sign-in-app.ts'
import { type SignInApp, visitSignInService } from '#test/local-issuer.ts'
import { lintPage } from '#test/page-lint.ts'
import { addStaff } from '../../accounts/add-staff.ts'
import { aTutorOf, contextFor, newestEmailTo, theSystem } from '../../factories.ts'
import { identitiesOfAccount } from '../../identities/identities-store.ts'

let app: SignInApp
beforeAll(async () => {
  app = await composedSignInApp()
  for (const name of ['priya', 'rosa']) {
    const given = { name, address: `${name}@education.example`, issuer: LOCAL_ISSUER, subject: name }
    await execute(contextFor(app.db, theSystem()), addStaff, { ...given, powers: ['support'] })
  }
})
afterAll(() => app.close())
beforeEach(() => app.cookies.clear())

/** Two people: the first has a One Login that is the second's. */
async function mixedUp() {
  const [wrong, right] = [await aTutorOf(app.db, await aSchool(app.db)), await aTutorOf(app.db, await aSchool(app.db))]
  const browser = app.newBrowser()
  const { subject } = teacher(app)
  await app.signInAs(wrong.accountId, browser)
  await comeThrough(browser, 'one-login', subject)
  await browser.get('/one-login/connect')
  await browser.submit({}, { form: 'form[action="/one-login/connect"]' })
  return { wrong, right, browser }
}

async function goThroughStaffDoor(form: string, subject: string) {
  const departed = await app.submit({}, { form, follow: false })
  const address = String(departed.headers['location'])
  return { address, shown: await app.get(await visitSignInService(address, subject)) }
}

async function signInAsStaff() {
  await app.get('/staff-sign-in')
  await goThroughStaffDoor('form[action="/staff-sign-in"]', 'priya')
}

const doorsOf = async (accountId: string) => (await identitiesOfAccount(app.db, accountId)).map(({ door }) => door)
const secret = () => app.cookies.get('__Host-session')

test('staff move an identity to its owner, with a reason, after proving anew who they are in the same session', async () => {
  const { wrong, right, browser } = await mixedUp()
  await signInAsStaff()
  const session = secret()
  app.clock.moveOn({ minutes: 20 })
  const listed = await app.get(`/people/${wrong.accountId}/identities`)
  expect([listed.status, lintPage(listed.html)]).toEqual([200, []])
  const asked = await app.get(String(listed.html('a[href*="/identities/move"]').attr('href')))
  expect([asked.path.split('?')[0], asked.heading]).toEqual(['/staff-sign-in/again', 'Sign in again to go on'])
  expect(lintPage(asked.html)).toEqual([])
  const { address, shown } = await goThroughStaffDoor('form[action="/staff-sign-in/again"]', 'priya')
  expect(Object.fromEntries(new URL(address).searchParams)).toMatchObject({ prompt: 'login', max_age: '300' })
  expect([shown.heading, secret()]).toEqual(['Move GOV.UK One Login to another account', session])
  const empty = await app.submit({}, { form: 'main form' })
  expect([empty.status, empty.errors.length, lintPage(empty.html)]).toEqual([422, 2, []])
  const nobody = await app.submit({ address: 'nobody@nowhere.example', reason: 'Ticket 12' }, { form: 'main form' })
  expect(nobody.errors[0]).toMatch(/^No account has this email address/)
  const moved = await app.submit({ address: right.address, reason: 'Ticket 12' }, { form: 'main form' })
  expect(moved.path).toBe(`/people/${right.accountId}`)
  expect([await doorsOf(wrong.accountId), await doorsOf(right.accountId)]).toEqual([[], ['one-login']])
  expect((await newestEmailTo(app.db, wrong.address)).subject).toBe('GOV.UK One Login no longer opens your account')
  expect((await newestEmailTo(app.db, right.address)).subject).toBe('GOV.UK One Login now opens your account')
  expect((await browser.get('/home')).path).toMatch(/^\/sign-in/)
  const process = await app.db.selectFrom('audit.processes').select('reason').where('reason', 'is not', null).execute()
  expect(process.map(({ reason }) => reason)).toContain('Ticket 12')
})

test('who proves to be somebody else stays who they are, and is not fresh', async () => {
  const { wrong } = await mixedUp()
  await signInAsStaff()
  app.clock.moveOn({ minutes: 20 })
  const method = (await app.get(`/people/${wrong.accountId}/identities`))
    .html('a[href*="/identities/move"]')
    .attr('href')
  await app.get(String(method))
  const { shown } = await goThroughStaffDoor('form[action="/staff-sign-in/again"]', 'rosa')
  expect([shown.status, shown.heading]).toEqual([403, 'You signed in as somebody else'])
  expect((await app.get(String(method))).heading).toBe('Sign in again to go on')
  expect((await app.get('/staff')).status).toBe(200)
})

test('an old sign-in at the service is not taken for a fresh one', async () => {
  const { wrong } = await mixedUp()
  app.faults.fault = 'stale'
  await signInAsStaff()
  app.faults.fault = 'none'
  const method = (await app.get(`/people/${wrong.accountId}/identities`))
    .html('a[href*="/identities/move"]')
    .attr('href')
  expect((await app.get(String(method))).heading).toBe('Sign in again to go on')
  const departed = await app.submit({}, { form: 'form[action="/staff-sign-in/again"]', follow: false })
  app.faults.fault = 'stale'
  const shown = await app.get(await visitSignInService(String(departed.headers['location']), 'priya'))
  app.faults.fault = 'none'
  expect([shown.status, shown.heading]).toEqual([403, 'We could not sign you in'])
})

test('an account of staff is neither taken from nor given to, and others see nothing of this', async () => {
  const { wrong, right, browser } = await mixedUp()
  await signInAsStaff()
  const { id } = await app.db
    .selectFrom('access.accounts')
    .select('id')
    .where('name', '=', 'rosa')
    .executeTakeFirstOrThrow()
  expect((await app.get(`/people/${id}/identities`)).status).toBe(403)
  const listed = await app.get(`/people/${wrong.accountId}/identities`)
  await app.get(String(listed.html('a[href*="/identities/move"]').attr('href')))
  const refused = await app.submit({ address: 'rosa@education.example', reason: 'Why not' }, { form: 'main form' })
  expect([refused.status, refused.errors]).toEqual([
    422,
    ['This is an account of staff. Enter an address of somebody else'],
  ])
  expect((await browser.get(`/people/${right.accountId}/identities`)).status).toBe(404)
})
