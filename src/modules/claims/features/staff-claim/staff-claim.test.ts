import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Actor, type StaffPower } from '#src/kit/actor.ts'
import { aMemberOfStaff, aPersonAt, newestEmailTo } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { queriesOf } from '#test/queries-of.ts'
import type { CLAIM_STATUSES } from '../../claims/claim-states.ts'
import { aClaim, aClaimWindow, aMentor, anIttProvider } from '../../factories.ts'
import { noteEvents } from '../../notes/note-events.ts'
import { staffClaimsRoutes } from '../../routes/staff-claims-routes.ts'
import { staffMoves } from './staff-moves.ts'

let app: TestApp
let [me, colleague, path, draftPath] = ['', '', '', '']
beforeAll(async () => {
  app = await testApp({
    routes: staffClaimsRoutes,
    eventDefinitions: noteEvents,
    loadActor: async (_db, { accountId: id }) =>
      new Actor({
        ...{ identity: { kind: 'account', id }, name: id === me ? 'Priya' : 'Eleanor', door: 'staff' },
        staffPowers: ['support'],
      }),
  })
  const { db } = app
  me = (await aMemberOfStaff(db, { name: 'Priya' })).accountId
  colleague = (await aMemberOfStaff(db, { name: 'Eleanor', powers: ['pay'] })).accountId
  const school = await aSchool(db, { name: 'Larkhollow Primary School' })
  const [windowId, provider] = [await aClaimWindow(db), await anIttProvider(db, 'Harbour and Moor')]
  await aPersonAt(db, school, { name: 'Kezia', address: 'kezia@larkhollow.example', role: 'claims' })
  await aPersonAt(db, school, { name: 'Helen', address: 'helen@larkhollow.example', role: 'viewer' })
  const facts = { school, provider, windowId }
  const mentor = async (name: string) => [await aMentor(db, school, { name })]
  path = `/staff/claims/${(await aClaim(db, { ...facts, mentors: await mentor('Ines Duarte') })).id}`
  const draft = await aClaim(db, { ...facts, mentors: await mentor('Zainab Rauf'), status: 'draft' })
  draftPath = `/staff/claims/${draft.id}`
  await app.signInAs(me)
})
afterAll(() => app.close())

const text = () => app.page().html('main').text().replaceAll(/\s+/g, ' ')
/** To whom staff have written. */
const about = async () =>
  (await developmentEmails(app.db)).flatMap(({ subject, to }) => (subject.includes('Message about') ? [to] : []))
const at = (rest: string) => ({ form: `form[action$="/${rest}"]` })

describe('the page of a claim', () => {
  test('has what is claimed, people with their addresses, and what can be done, in few questions', async () => {
    const queries = await queriesOf(app, () => app.get(path))
    expect([app.page().status, lintPage(app.page().html)]).toEqual([200, []])
    expect(queries).toBeLessThanOrEqual(15)
    expect(text()).toContain('kezia@larkhollow.example')
    expect(text()).toContain('Amount £428.80')
    expect(text()).toContain('Withdraw it for the school')
    expect(text()).not.toContain('Send it to the payer with a batch')
  })

  test('of a draft is there too', async () => {
    const shown = await app.get(draftPath)
    expect([shown.status, lintPage(shown.html)]).toEqual([200, []])
    expect(text()).toContain('Discard the draft for the school')
  })
})

test('a note is kept for staff, an empty one is not', async () => {
  await app.get(path)
  expect((await app.submit({ note: ' ' }, at('notes'))).status).toBe(422)
  expect(lintPage(app.page().html)).toEqual([])
  await app.submit({ note: 'They telephoned' }, at('notes'))
  expect(text()).toContain('Note for staffThey telephonedPriya')
  expect(text()).toContain('Private note added')
  expect(await about()).toEqual([])
})

test('a message goes to who claims at the school, and is kept', async () => {
  await app.get(path)
  await app.submit({ to: 'school', message: 'Which trainee was it?' }, at('messages'))
  expect(text()).toContain('Message to Larkhollow Primary SchoolWhich trainee was it?')
  expect((await newestEmailTo(app.db, 'kezia@larkhollow.example')).text).toContain('Which trainee was it?')
  expect(await about()).toEqual(['kezia@larkhollow.example'])
  await app.submit({ to: 'provider', message: 'And you?' }, at('messages'))
  expect(text()).toContain('Nobody there can be written to')
  await app.get(draftPath)
  await app.submit({ to: 'provider', message: 'And you?' }, at('messages'))
  expect(text()).toContain('the provider does not see a claim before it is sent')
})

test('a colleague’s change since is shown, and what was typed is kept', async () => {
  const other = app.newBrowser()
  await app.signInAs(colleague, other)
  await app.get(path)
  await other.get(path)
  await other.submit({ assignee: me }, at('assignment'))
  const told = await app.submit({ note: 'My long note' }, at('notes'))
  expect([told.status, lintPage(told.html)]).toEqual([409, []])
  expect(text()).toContain('Assigned to Priya by Eleanor')
  expect(text()).toContain('My long note')
  await app.submit({}, at('notes'))
  expect(text()).toContain('Note for staffMy long note')
  await app.submit({ assignee: 'nobody' }, at('assignment'))
  expect(text()).toContain('No longer assigned to Priya')
  expect((await app.submit({ assignee: crypto.randomUUID() }, at('assignment'))).text).toContain(
    'who helps with claims',
  )
})

describe('what staff can do', () => {
  const actor = (...staffPowers: readonly StaffPower[]) =>
    new Actor({ identity: { kind: 'account', id: me }, name: 'Priya', door: 'staff', staffPowers })

  test('is what the transition table allows in the status, by power', () => {
    const texts = (status: (typeof CLAIM_STATUSES)[number], ...powers: readonly StaffPower[]) =>
      staffMoves(actor(...powers), { id: 'x', status }).map((move) => move.text)
    expect(texts('submitted', 'support')).toEqual(['Withdraw it for the school'])
    expect(texts('submitted', 'pay')).toEqual(['Send it to the payer with a batch'])
    expect(texts('paid', 'support', 'pay')).toEqual(['Have it audited with a sample', 'Propose a clawback'])
    expect(texts('provider-disagrees', 'support')).toEqual(['Decide the audit'])
    expect(texts('clawback-proposed', 'pay')).toContain('Approve or refuse the clawback')
    for (const status of ['discarded', 'withdrawn', 'not-paid', 'clawed-back'] as const) {
      expect(texts(status, 'support', 'pay')).toEqual([])
    }
  })
})
