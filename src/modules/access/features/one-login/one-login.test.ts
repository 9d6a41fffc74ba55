import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { comeThrough, composedSignInApp, teacher } from '#test/composed-sign-in-app.ts'
import type { SignInApp } from '#test/local-issuer.ts'
import { lintPage } from '#test/page-lint.ts'
import { accountWithAddresses } from '../../accounts/accounts-queries.ts'
import { aTutorOf, newestEmailTo } from '../../factories.ts'
import { identitiesOfAccount } from '../../identities/identities-store.ts'

let app: SignInApp
beforeAll(async () => {
  app = await composedSignInApp()
})
afterAll(() => app.close())
beforeEach(() => app.cookies.clear())

const MAKE = 'form[action="/one-login/account"]'
const come = (subject: string) => comeThrough(app, 'one-login', subject)

const newestSession = () =>
  app.db
    .selectFrom('platform.sessions')
    .select(['account_id', 'method', 'door'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()

test('a new teacher gives a name, and has an account with the mailbox that One Login has verified', async () => {
  expect(lintPage((await app.get('/one-login')).html)).toEqual([])
  const person = teacher(app)
  const asked = await come(person.subject)
  expect(asked.heading).toBe('You have not used GOV.UK One Login with this service before')
  expect(lintPage(asked.html)).toEqual([])
  const missing = await app.submit({ name: '' }, { form: MAKE })
  expect([missing.status, missing.errors]).toEqual([422, ['Enter your full name']])
  const home = await app.submit({ name: 'Tia Cher' }, { form: MAKE })
  expect(home.path).toMatch(/^\/home/)
  const session = await newestSession()
  expect(session).toMatchObject({ method: 'one-login', door: 'one-login' })
  const found = await accountWithAddresses(app.db, session.account_id)
  expect(found?.account.name).toBe('Tia Cher')
  expect(found?.addresses).toEqual([{ address: person.email, verifiedAt: app.clock.now() }])
  app.cookies.clear()
  await come(person.subject)
  expect((await newestSession()).account_id).toBe(session.account_id)
})

test('a teacher whose address is known proves that they read it, and has the account that there is', async () => {
  const tutor = await aTutorOf(app.db, await aSchool(app.db))
  const person = teacher(app, tutor.address.toUpperCase())
  await come(person.subject)
  const refused = await app.submit({ name: 'Somebody' }, { form: MAKE })
  expect([refused.status, refused.heading]).toEqual([422, 'Prove that you read your email first'])
  await app.submit({}, { form: 'form[action="/sign-in"]' })
  const { code } = await newestEmailTo(app.db, person.email)
  await app.submit({ code }, { form: 'form[action="/sign-in/code"]' })
  await app.submit({}, { form: 'form[action="/one-login/connect"]' })
  expect(await newestSession()).toMatchObject({ account_id: tutor.accountId, method: 'one-login' })
  expect((await identitiesOfAccount(app.db, tutor.accountId)).map(({ door }) => door)).toEqual(['one-login'])
  expect((await newestEmailTo(app.db, tutor.address)).subject).toBe('GOV.UK One Login now opens your account')
})

test('a mailbox that One Login has not verified is not taken for one', async () => {
  const person = { ...teacher(app), emailVerified: false }
  app.people['one-login'].splice(-1, 1, person)
  await come(person.subject)
  await app.submit({ name: 'Una Verified' }, { form: MAKE })
  const found = await accountWithAddresses(app.db, (await newestSession()).account_id)
  expect(found?.addresses.map(({ verifiedAt }) => verifiedAt)).toEqual([null])
})

test('an account is made once, however often the way to it is gone', async () => {
  const person = teacher(app)
  await come(person.subject)
  const cookies = new Map(app.cookies)
  await app.submit({ name: 'Twice Over' }, { form: MAKE })
  app.cookies.clear()
  for (const [name, value] of cookies) app.cookies.set(name, value)
  expect((await app.get('/one-login/new')).path).toBe('/one-login')
  const made = await app.db.selectFrom('access.accounts').select('id').where('name', '=', 'Twice Over').execute()
  expect(made).toHaveLength(1)
})
