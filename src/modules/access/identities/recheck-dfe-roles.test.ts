import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { silentLog } from '#src/platform/log.ts'
import { comeThrough, composedSignInApp, dfeOrganisation, dfePerson } from '#test/composed-sign-in-app.ts'
import type { SignInApp } from '#test/local-issuer.ts'
import { loadActor } from '../accounts/actor-queries.ts'
import { contextFor, newestEmailTo } from '../factories.ts'
import { membersOf } from '../memberships/memberships-queries.ts'
import { recheckDfeRolesJob } from './recheck-dfe-roles-job.ts'

let app: SignInApp
beforeAll(async () => {
  app = await composedSignInApp()
})
afterAll(() => app.close())
beforeEach(() => {
  app.apiFaults.fault = 'none'
  app.cookies.clear()
})

const recheck = () =>
  recheckDfeRolesJob(app.dfeSignInApi).run(
    {
      ...contextFor(app.db, Actor.system('recheck-dfe-sign-in-roles'), app.clock.now()),
      signal: new AbortController().signal,
      log: silentLog,
    },
    {},
  )

/** Somebody who has just come in as administrator of a new school, through DfE Sign-in. */
async function anAdministrator() {
  const school = await aSchool(app.db, { name: 'Hill School' })
  const organisation = dfeOrganisation({ urn: school.urn, roles: ['administrator'] })
  const person = dfePerson(app, [organisation])
  await comeThrough(app, 'dfe-sign-in', person.subject)
  await app.submit({ name: 'Dana Hill' }, { form: 'form[action="/dfe-sign-in/account"]' })
  const removeRole = () =>
    app.people['dfe-sign-in'].splice(0, Infinity, { ...person, organisations: [{ ...organisation, roles: null }] })
  return { school, person, removeRole, provedAt: app.clock.now() }
}

const rolesNow = async (schoolId: string, provedAt = app.clock.now()) => {
  const [member] = await membersOf(app.db, schoolId)
  const session = { accountId: member?.accountId ?? '', actingFor: null, viewAs: null, provedAt }
  const actor = member ? await loadActor(app.db, session, app.clock.now()) : null
  return actor?.memberships.map(({ role }) => role) ?? []
}

test('a role that was taken away ends within a quarter of an hour, with the session, and its holder is told', async () => {
  const { school, person, removeRole } = await anAdministrator()
  removeRole()
  await recheck()
  expect(await rolesNow(school.id)).toEqual(['administrator'])
  app.clock.moveOn({ minutes: 11 })
  expect((await app.get('/home')).path).toBe('/home')
  await recheck()
  expect(await membersOf(app.db, school.id)).toEqual([])
  expect((await newestEmailTo(app.db, person.email)).subject).toBe('Your access to Hill School has changed')
  expect((await app.get('/home')).path).toMatch(/^\/sign-in/)
})

test('a role that is confirmed goes on, and is asked about only while its holder is signed in', async () => {
  const { school, provedAt } = await anAdministrator()
  app.clock.moveOn({ minutes: 11 })
  await app.get('/home')
  await recheck()
  app.clock.moveOn({ minutes: 10 })
  expect(await rolesNow(school.id, provedAt)).toEqual(['administrator'])
  app.clock.moveOn({ hours: 3 })
  await recheck()
  expect(await rolesNow(school.id, provedAt)).toEqual([])
})

test('while DfE Sign-in gives no answer a role counts for a quarter of an hour, then no longer, and comes back', async () => {
  const { school, provedAt } = await anAdministrator()
  app.apiFaults.fault = 'down'
  app.clock.moveOn({ minutes: 14 })
  await app.get('/home')
  await recheck()
  expect(await rolesNow(school.id, provedAt)).toEqual(['administrator'])
  app.clock.moveOn({ minutes: 2 })
  await recheck()
  expect(await rolesNow(school.id, provedAt)).toEqual([])
  expect((await membersOf(app.db, school.id)).map(({ role }) => role)).toEqual(['administrator'])
  app.apiFaults.fault = 'none'
  app.clock.moveOn({ minutes: 2 })
  await recheck()
  expect(await rolesNow(school.id, provedAt)).toEqual(['administrator'])
})

test('a role that others gave does not rest on DfE Sign-in', async () => {
  const { school, provedAt, removeRole } = await anAdministrator()
  await app.db.deleteFrom('access.dfe_sign_in_roles').execute()
  removeRole()
  app.clock.moveOn({ minutes: 30 })
  await recheck()
  expect(await rolesNow(school.id, provedAt)).toEqual(['administrator'])
})
