import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadActor } from '#src/modules/access/accounts/actor-queries.ts'
import { aLink, aSchool } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { aRegistered, begin, pick, rows, send, toSchool } from '#test/work-walk.ts'
import { aDeclaration, anNpqProvider } from '../../factories.ts'
import { events } from '../../npq-events.ts'
import { registrationById } from '../../registrations/registrations-queries.ts'
import { lockRegistration, saveRegistration } from '../../registrations/registrations-store.ts'
import { statusRoutes } from '../../routes/status-routes.ts'
import { changeWork } from '../../work-change/work-change-factories.ts'
import { workDetailsOf } from '../../work-details/work-details-queries.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: statusRoutes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

describe('3: funding', () => {
  test('hazard 2: lost with another school: shown with both outcomes, and asks who pays; switching back asks no more', async () => {
    const vale = await aSchool(app.db, { name: 'Vale College', typeCode: '11' })
    const good = await aSchool(app.db, { name: 'Dale Primary School' })
    const { browser, start, registration } = await aRegistered(app)
    await toSchool(browser, start, vale.id)
    await send(browser, { kind: 'correction' })
    expect(browser.page().heading).toBe('Your scholarship funding would change')
    expect(rows(browser.page())).toEqual([
      expect.stringContaining('Funding now Eligible'),
      expect.stringContaining('Funding after this change Not eligible Your workplace is not one of the settings'),
    ])
    await send(browser)
    expect(browser.page().heading).toBe('How will you pay for your course?')
    expect((await send(browser)).errors).toEqual(['Select who pays for your course'])
    const check = await send(browser, { payer: 'trust' })
    expect(rows(check)).toContainEqual('Who pays My trust pays Change who pays for your course (Work details)')
    await browser.get(check.html('a:contains("your workplace")').attr('href') ?? '')
    await pick(browser, good.id)
    expect(browser.page().heading).toBe('Check your answers and confirm')
    expect(browser.page().text).not.toContain('Who pays')
    await send(browser)
    expect(await registrationById(app.db, registration.id)).toMatchObject({ fundingChoice: null })
  })

  test('gained: says that who pays is not needed any more', async () => {
    const vale = await aSchool(app.db, { typeCode: '11' })
    const work = { worksInEngland: true, setting: 'a_school', organisationId: vale.id } as const
    const { browser, start, registration } = await aRegistered(app, { work })
    await toSchool(browser, start, (await aSchool(app.db)).id)
    await send(browser, { kind: 'correction' })
    expect(browser.page().text).toContain('You told us who pays for your course')
    await send(browser)
    await send(browser)
    expect(await registrationById(app.db, registration.id)).toMatchObject({ fundingChoice: null })
  })

  test('under review: says so', async () => {
    const { browser, start, registration } = await aRegistered(app)
    await begin(browser, start)
    await send(browser)
    await send(browser, { setting: 'another_setting' })
    await send(browser, { employmentType: 'local_authority_virtual_school' })
    await send(browser, { role: 'Teacher' })
    await send(browser, { employerName: 'Hill Council' })
    await send(browser, { kind: 'correction' })
    expect(browser.page().text).toContain('In review')
    expect(browser.page().text).toContain('We will tell you by email what we decide.')
    const check = await send(browser)
    expect(rows(check).some((row) => row.startsWith('Workplace'))).toBe(false)
    await send(browser)
    expect(await registrationById(app.db, registration.id)).toMatchObject({ reviewStatus: 'needs_review' })
    const [now] = await workDetailsOf(app.db, registration.id)
    expect(now?.details).not.toHaveProperty('organisationId')
  })

  test('9: with a funded place, which stays, and nobody is asked who pays', async () => {
    const vale = await aSchool(app.db, { typeCode: '11' })
    const { browser, start, registration } = await aRegistered(app, { status: 'accepted', fundedPlace: true })
    await toSchool(browser, start, vale.id)
    await send(browser, { kind: 'correction' })
    expect(browser.page().text).toContain('You keep your funded place for now.')
    expect((await send(browser)).heading).toBe('Check your answers and confirm')
    await send(browser)
    expect(await registrationById(app.db, registration.id)).toMatchObject({ fundedPlace: true })
  })

  test('fixed once training has started: nothing is shown but that', async () => {
    const vale = await aSchool(app.db, { typeCode: '11' })
    const { browser, start, registration } = await aRegistered(app, { status: 'accepted', fundedPlace: true })
    await aDeclaration(app.db, registration)
    await browser.get(start)
    expect(browser.page().text).toContain('Your training has started, so your funding stays as it was decided')
    await toSchool(browser, start, vale.id)
    const check = await send(browser, { kind: 'correction' })
    expect(rows(check)).toContainEqual('What this change does Nothing: funding is fixed')
    expect((await send(browser)).heading).toBe('Work details changed')
  })
})

describe('while somebody changes it', () => {
  const accepted = (id: string) =>
    app.db.transaction().execute(async (tx) => {
      const locked = await lockRegistration(tx, id)
      const now = app.clock.now()
      if (locked) {
        await saveRegistration(tx, { ...locked, status: 'accepted', trainingStatus: 'active', acceptedAt: now }, now)
      }
    })

  test('12: the provider accepts: they are told, read what holds now, and go on', async () => {
    const provider = await anNpqProvider(app.db, 'Ambition')
    const { browser, start, registration } = await aRegistered(app, { provider })
    await toSchool(browser, start, (await aSchool(app.db)).id)
    await send(browser, { kind: 'correction' })
    await accepted(registration.id)
    const told = await send(browser)
    expect(told.heading).toBe('Your registration has changed since you began')
    expect(told.text).toContain('Ambition has accepted your registration.')
    expect((await send(browser)).heading).toBe('Check your answers and confirm')
    expect((await send(browser)).heading).toBe('Work details changed')
  })

  test('another tab changes it: nothing is sent, and the answers are kept', async () => {
    const { browser, start, registration } = await aRegistered(app)
    await toSchool(browser, start, (await aSchool(app.db)).id)
    await send(browser, { kind: 'correction' })
    await changeWork(app.db, registration.id, {
      worksInEngland: true,
      setting: 'a_school',
      organisationId: (await aSchool(app.db)).id,
    })
    const told = await send(browser)
    expect(told).toMatchObject({ status: 422, heading: 'Your registration has changed since you began' })
    expect(await workDetailsOf(app.db, registration.id)).toHaveLength(2)
    expect((await browser.get(told.path)).heading).toBe('Check your answers and confirm')
    expect((await send(browser)).heading).toBe('Work details changed')
  })

  test('it ends: they are told why, and what they can do', async () => {
    const { browser, start, registration } = await aRegistered(app)
    await toSchool(browser, start, (await aSchool(app.db)).id)
    await app.db.transaction().execute(async (tx) => {
      const locked = await lockRegistration(tx, registration.id)
      const now = app.clock.now()
      if (locked) await saveRegistration(tx, { ...locked, status: 'withdrawn', endedAt: now }, now)
    })
    const told = await browser.get(browser.page().path)
    expect(told.heading).toBe('This registration cannot be changed any more')
    expect(told.html('main .govuk-button').attr('href')).toBe('/npq/work-details')
    expect((await browser.get(start)).heading).toBe('This registration cannot be changed any more')
  })

  test('the workplace closes: the school that took over is offered', async () => {
    const closing = await aSchool(app.db, { name: 'Hill Primary School' })
    const { browser, start } = await aRegistered(app)
    await toSchool(browser, start, closing.id)
    await send(browser, { kind: 'correction' })
    const heir = await aSchool(app.db, { name: 'Hill Academy' })
    await app.db.updateTable('directory.schools').set({ status_code: '2' }).where('urn', '=', closing.urn).execute()
    await aLink(app.db, { urn: closing.urn, linkedUrn: heir.urn, linkedName: heir.name, type: 'Successor' })
    const told = await send(browser)
    expect(told.heading).toBe('Hill Primary School has closed')
    expect(told.text).toContain('Hill Academy')
  })
})
