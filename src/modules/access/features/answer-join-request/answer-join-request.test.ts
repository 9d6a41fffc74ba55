import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSchool, aTrust } from '#src/modules/directory/factories.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aMemberOfStaff, aTutorOf } from '../../factories.ts'
import { aJoinRequest, aPersonAt } from '../../join-requests/factories.ts'
import { joinRequestById } from '../../join-requests/join-requests-queries.ts'
import { membersOf } from '../../memberships/memberships-queries.ts'
import { joinRequestRoutes } from '../../routes/join-request-routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: joinRequestRoutes, loadActor, eventDefinitions: events, errorPages })
})
afterAll(() => app.close())

const APPROVE = { form: 'form[action$="/approve"]' }
const REFUSE = { form: 'form[action$="/refuse"]' }

const newestTo = async (address: string) => {
  const email = (await developmentEmails(app.db)).find(({ to }) => to === address)
  if (!email) throw new Error(`Nothing was sent to ${address}`)
  return email
}

/** The link in the newest message to an approver. */
async function linkTo(address: string): Promise<string> {
  const { links } = await newestTo(address)
  return new URL(links.find((link) => link.includes('/answer-join-request/')) ?? 'https://none.test/').pathname
}

async function openedBy(address: string, browser = app.newBrowser()): Promise<Browser> {
  await browser.get(await linkTo(address))
  return browser
}

const rolesAt = async (school: { id: string }) =>
  (await membersOf(app.db, school.id)).map(({ name, role, address }) => `${name} ${role} ${address}`).sort()

async function aSchoolWithTwo() {
  const school = await aSchool(app.db)
  const first = await aPersonAt(app.db, school, { name: 'Ada First' })
  const second = await aPersonAt(app.db, school, { name: 'Ben Second' })
  return { school, first, second }
}

describe('answering with the link in the email', () => {
  test('shows who asks in full, and looking at it as often as one likes changes nothing', async () => {
    const { school, first } = await aSchoolWithTwo()
    const { id } = await aJoinRequest(app.db, school, { address: 'full.address@x.example', note: 'Year 4' })
    const before = await joinRequestById(app.db, id)
    const browser = await openedBy(first.address)
    for (let visit = 0; visit < 5; visit += 1) await openedBy(first.address, browser)
    expect(browser.page().path).toBe('/answer-join-request')
    expect(browser.page().text).toContain('full.address@x.example')
    expect(browser.page().text).toContain('Year 4')
    expect(browser.page().html('input[name=role]:checked').val()).toBe('viewer')
    expect(lintPage(browser.page().html)).toEqual([])
    expect(await joinRequestById(app.db, id)).toEqual(before)
  })

  test('approves with another role than was asked for, tells the person how to sign in, and the second who was first', async () => {
    const { school, first, second } = await aSchoolWithTwo()
    const { address } = await aJoinRequest(app.db, school, { name: 'Carys Rees' })
    const browser = await openedBy(first.address)
    const link = await linkTo(second.address)
    const done = await browser.submit({ role: 'claims' }, APPROVE)
    expect(done.heading).toBe('Request approved')
    expect(lintPage(done.html)).toEqual([])
    expect(await rolesAt(school)).toContain(`Carys Rees claims ${address}`)
    const told = await newestTo(address)
    expect(told.template).toBe('joinRequestApprovedEmail')
    expect(told.text).toContain('You have the role ‘Claims’')
    expect(told.links).toContain('https://training.test/sign-in')
    const later = app.newBrowser()
    const shown = await later.get(link)
    expect(shown.heading).toBe('This request has been answered')
    expect(shown.text).toContain('Already approved by Ada First at 10am on 23 November 2026.')
    expect(lintPage(shown.html)).toEqual([])
  })

  test('refuses only with a reason, which whoever asked reads without a name', async () => {
    const { school, first } = await aSchoolWithTwo()
    const { address, path } = await aJoinRequest(app.db, school)
    const browser = await openedBy(first.address)
    const empty = await browser.submit({ because: ' ' }, REFUSE)
    expect([empty.status, ...empty.errors]).toEqual([422, 'Enter why you refuse this request'])
    expect(lintPage(empty.html)).toEqual([])
    const done = await browser.submit({ because: 'We do not know you' }, REFUSE)
    expect(done.heading).toBe('Request refused')
    expect(await rolesAt(school)).toHaveLength(2)
    const told = await newestTo(address)
    expect(told.text).toContain('“We do not know you”')
    expect(told.text).not.toContain('Ada')
    const standing = await app.newBrowser().get(path)
    expect(standing.text).toContain('Somebody who manages access there refused it')
    expect(standing.text).toContain('We do not know you')
    expect(lintPage(standing.html)).toEqual([])
  })

  test('of two at once counts the first; the other is told who and when', async () => {
    for (let trial = 0; trial < 5; trial += 1) {
      const { school, first, second } = await aSchoolWithTwo()
      await aJoinRequest(app.db, school, { name: 'Carys Rees' })
      const [one, other] = await Promise.all([openedBy(first.address), openedBy(second.address)])
      const shown = await Promise.all([one.submit({}, APPROVE), other.submit({ because: 'No' }, REFUSE)])
      const headings = shown.map(({ heading }) => heading).sort()
      expect(headings[1]).toBe('This request has been answered')
      expect(headings[0]).toMatch(/^Request (approved|refused)$/)
      const late = shown.find(({ status }) => status === 422)
      expect(late?.text).toMatch(/Already (approved by Ada First|refused by Ben Second) at 10am on 23 November 2026/)
      expect(await rolesAt(school)).toHaveLength(headings[0] === 'Request approved' ? 3 : 2)
    }
  })

  test('by a double click gives one role and sends one message', async () => {
    const { school, first } = await aSchoolWithTwo()
    const { address } = await aJoinRequest(app.db, school)
    const browser = await openedBy(first.address)
    const answers = await Promise.all([
      browser.submit({}, { ...APPROVE, follow: false }),
      browser.submit({}, { ...APPROVE, follow: false }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await rolesAt(school)).toHaveLength(3)
    const sent = (await developmentEmails(app.db)).filter(({ to }) => to === address)
    expect(sent.map(({ template }) => template).sort()).toEqual([
      'joinRequestApprovedEmail',
      'joinRequestReceivedEmail',
    ])
  })

  test('needs a whole link of this kind, in any case, that is not too old', async () => {
    const { school, first } = await aSchoolWithTwo()
    const { path } = await aJoinRequest(app.db, school)
    const link = await linkTo(first.address)
    const token = link.replace(/.*\//, '')
    const heading = async (one: string) => (await app.newBrowser().get(`/answer-join-request/link/${one}`)).heading
    expect(await heading(token.toUpperCase())).toContain('Answer a request')
    expect(await heading(`${token}=0D=0A`)).toContain('Answer a request')
    for (const wrong of [token.slice(0, -1), 'b'.repeat(52), path.replace('/join-requests/', '')]) {
      expect(await heading(wrong)).toBe('This link does not work')
    }
    app.clock.moveOn({ hours: 21 * 24 })
    const old = await app.newBrowser().get(link)
    expect(old.heading).toBe('This link has expired')
    expect(lintPage(old.html)).toEqual([])
    app.clock.moveOn({ hours: -21 * 24 })
  })

  test('is over with the role of whoever got it, also between looking and pressing', async () => {
    const { school, first } = await aSchoolWithTwo()
    await aJoinRequest(app.db, school)
    const browser = await openedBy(first.address)
    await app.db
      .updateTable('access.memberships')
      .set({ ended_at: app.clock.now(), ended_because: 'removed' })
      .where('account_id', '=', first.accountId)
      .execute()
    const shown = await browser.submit({}, APPROVE)
    expect([shown.status, shown.heading]).toEqual([422, 'You cannot answer this request any more'])
    expect(await rolesAt(school)).toHaveLength(1)
    expect((await app.newBrowser().get(await linkTo(first.address))).heading).toContain('You cannot answer')
  })

  test('says that the school has closed meanwhile, and gives nobody a role', async () => {
    const { school, first } = await aSchoolWithTwo()
    await aJoinRequest(app.db, school)
    const browser = await openedBy(first.address)
    await app.db.updateTable('directory.schools').set({ status_code: '2' }).where('urn', '=', school.urn).execute()
    const shown = await browser.submit({}, APPROVE)
    expect(shown.heading).toContain('cannot use this service any more')
    expect(lintPage(shown.html)).toEqual([])
    expect(await rolesAt(school)).toHaveLength(2)
  })
})

describe('somebody who takes over as induction tutor', () => {
  test('gets nothing by itself: approving leads to the handover', async () => {
    const school = await aSchool(app.db)
    const tutor = await aTutorOf(app.db, school)
    const { address } = await aJoinRequest(app.db, school, { role: 'induction-tutor' })
    const browser = await openedBy(tutor.address)
    expect((await browser.submit({}, APPROVE)).errors).toEqual(['Select what they can do'])
    const done = await browser.submit({ role: 'none' }, APPROVE)
    expect(done.html(`a[href="/organisations/${school.id}/handover"]`).length).toBe(1)
    expect(await rolesAt(school)).toHaveLength(1)
    expect((await newestTo(address)).subject).toContain('agrees to hand over to you')
  })

  test('is administrator meanwhile where the approver says so; the school’s mailbox names tutors with its own link', async () => {
    const school = await aSchool(app.db, { contacts: { main: 'office@over.example' } })
    const { address } = await aJoinRequest(app.db, school, { role: 'induction-tutor', name: 'Nia Ito' })
    const browser = await openedBy('office@over.example')
    const done = await browser.submit({ role: 'administrator' }, APPROVE)
    expect(done.html(`a[href="/schools/${school.urn}/access"]`).length).toBe(1)
    expect(await rolesAt(school)).toEqual([`Nia Ito administrator ${address}`])
    const again = await app.newBrowser().get(await linkTo('office@over.example'))
    expect(again.text).toContain('Already approved by whoever reads the school’s email, o•••e@over.example')
  })
})

describe('answering when signed in', () => {
  async function visit(accountId: string | null, path: string) {
    const browser = app.newBrowser()
    if (accountId) await app.signInAs(accountId, browser)
    await browser.get(path, { follow: false })
    return browser
  }

  test('is for whoever manages access there, and "not found" for everybody else and below another organisation', async () => {
    const { school, first } = await aSchoolWithTwo()
    const trust = await aTrust(app.db, 'Alder Trust', [school.id])
    const trustee = await aPersonAt(app.db, { id: trust })
    const viewer = await aPersonAt(app.db, school, { role: 'viewer' })
    const elsewhere = await aSchool(app.db)
    const stranger = await aPersonAt(app.db, elsewhere)
    const powerless = await aMemberOfStaff(app.db, { powers: ['operate'] })
    const { id } = await aJoinRequest(app.db, school)
    const path = `/organisations/${school.id}/join-requests/${id}`
    const statusFor = async (accountId: string | null, at = path) => (await visit(accountId, at)).page().status
    expect(await statusFor(first.accountId)).toBe(200)
    expect(await statusFor(trustee.accountId)).toBe(200)
    expect(await statusFor(viewer.accountId)).toBe(404)
    expect(await statusFor(stranger.accountId)).toBe(404)
    expect(await statusFor(powerless.accountId)).toBe(404)
    expect(await statusFor(null)).toBe(303)
    expect(await statusFor(stranger.accountId, `/organisations/${elsewhere.id}/join-requests/${id}`)).toBe(404)
    const posted = await (await visit(first.accountId, path)).submit(
      {},
      { ...APPROVE, action: `/organisations/${elsewhere.id}/join-requests/${id}/approve` },
    )
    expect(posted.status).toBe(404)
    expect(await rolesAt(school)).toHaveLength(3)
  })

  test('staff give a reason, which the history keeps; the school reads that it was support', async () => {
    const { school, first } = await aSchoolWithTwo()
    const staff = await aMemberOfStaff(app.db, { name: 'Priya Nair' })
    const { id } = await aJoinRequest(app.db, school)
    const browser = await visit(staff.accountId, `/organisations/${school.id}/join-requests/${id}`)
    expect((await browser.submit({ reason: '' }, APPROVE)).errors).toEqual(['Enter why you approve this request'])
    await browser.submit({ reason: 'Called the office back' }, APPROVE)
    expect(browser.page().heading).toBe('Request approved')
    const { reason } = await app.db
      .selectFrom('audit.events as event')
      .innerJoin('audit.processes as process', 'process.id', 'event.process_id')
      .select('process.reason')
      .where('event.name', '=', 'access.join-request-approved')
      .orderBy('event.id', 'desc')
      .executeTakeFirstOrThrow()
    expect(reason).toBe('Called the office back')
    expect((await app.newBrowser().get(await linkTo(first.address))).text).toContain('approved by Priya Nair (support)')
  })
})
