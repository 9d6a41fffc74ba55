import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { prepareQueues } from '#src/platform/jobs/queues.ts'
import { silentLog } from '#src/platform/log.ts'
import type { TestApp } from '#test/app.ts'
import { composedApp } from '#test/composed-app.ts'
import { lintPage } from '#test/page-lint.ts'
import { aSchool } from '../../../directory/factories.ts'
import { aMemberOfStaff, aTutorOf, theSystem } from '../../factories.ts'
import { sendInvitationsJob } from '../../invitations/send-invitations-job.ts'
import { refreshMissingList } from '../../missing-list/missing-list-store.ts'
import { timeIn } from './plan-form.ts'

const PATH = '/staff/invitations'
let app: TestApp
beforeAll(async () => {
  app = await composedApp()
  await prepareQueues(app.databaseUrl)
  await app.signInAs((await aMemberOfStaff(app.db, { name: 'Priya Nair' })).accountId)
  for (const name of ['Ash School', 'Beech School', 'Cedar School']) await aSchool(app.db, { name })
  await aSchool(app.db, { name: 'No Address School', contacts: {} })
  await refresh()
})
afterAll(() => app.close())

/** What the worker does every two minutes, and when an invitation is planned or over. */
const refresh = () => app.db.transaction().execute((tx) => refreshMissingList(tx, app.clock.now()))

const text = () => app.page().html('main').text().replaceAll(/\s+/g, ' ')
const work = () =>
  sendInvitationsJob.run(
    {
      ...{ db: app.db, actor: theSystem(), now: app.clock.now(), process: newProcess('test') },
      ...{ baseUrl: 'https://training.test', signal: new AbortController().signal, log: silentLog },
    },
    {},
  )

test('before anybody has invited schools, the list leads to choosing them', async () => {
  const page = await app.get(PATH)
  expect(lintPage(page.html)).toEqual([])
  expect(text()).toContain('Nobody has invited schools yet')
})

describe('planning', () => {
  test('shows how many, where to, who is passed over and the words', async () => {
    await app.get('/staff/missing-tutors?q=school')
    expect(text()).toContain('Invite these 4 schools')
    const page = await app.get(`${PATH}/new?q=school`)
    expect(lintPage(page.html)).toEqual([])
    expect(page.heading).toBe('Invite 3 schools')
    expect(text()).toContain('Passed over 1: no email address')
    expect(text()).toContain('Ash School')
    expect(text()).toContain('Nominate the induction tutor of Ash School')
    expect(text()).toContain('(the school’s own link)')
  })

  test('asks for what is missing and keeps what was typed', async () => {
    await app.get(`${PATH}/new`)
    const again = await app.submit(
      {
        name: '',
        starts: 'later',
        'day-day': '31',
        'day-month': '2',
        'day-year': '2026',
        time: 'x',
        perMinute: '9000',
      },
      { form: 'main form' },
    )
    expect(again.status).toBe(422)
    expect(lintPage(again.html)).toEqual([])
    expect(again.errors).toEqual(
      expect.arrayContaining([
        'Enter a name for the invitation',
        'Enter how many schools a minute, from 1 to 3,000',
        'Enter the day on which it starts, such as 27 9 2026',
      ]),
    )
    expect(again.html('input[name=perMinute]').attr('value')).toBe('9000')
    expect(again.html('input[name=day-day]').attr('value')).toBe('31')
  })

  test.each([
    ['x', { time: 'later' }, 'Enter the time at which it starts, such as 8am or 14:30'],
    ['x', { 'day-year': '2020', time: '8am' }, 'The start must be in the future'],
    ['x', { 'day-year': '2028', time: '8am' }, 'The start must be within the next 90 days'],
  ])('refuses a start that cannot be: %s %o', async (name, when, error) => {
    await app.get(`${PATH}/new`)
    const day = { 'day-day': '1', 'day-month': '12', 'day-year': '2026' }
    const again = await app.submit({ name, starts: 'later', perMinute: '10', ...day, ...when }, { form: 'main form' })
    expect([again.status, again.errors.includes(error)]).toEqual([422, true])
  })

  test('a list that changed meanwhile is shown again', async () => {
    await app.get(`${PATH}/new`)
    await aSchool(app.db, { name: 'Doum School' })
    const again = await app.submit({ name: 'Autumn', starts: 'now', perMinute: '3000' }, { form: 'main form' })
    expect(again.status).toBe(422)
    expect(again.heading).toBe('Error: Invite 4 schools'.replace('Error: ', ''))
    expect(again.errors[0]).toContain('The list has changed')
    await refresh()
    expect((await app.get(`${PATH}/new`)).heading).toBe('Invite 4 schools')
  })
})

describe('a planned batch', () => {
  let path = ''
  test('can be seen, is sent by the worker, and shows what became of it', async () => {
    await app.get(`${PATH}/new`)
    const planned = await app.submit(
      {
        name: 'Autumn',
        starts: 'later',
        'day-day': '1',
        'day-month': '12',
        'day-year': '2026',
        time: '8 am',
        perMinute: '2',
      },
      { form: 'main form' },
    )
    path = planned.path
    expect(planned.heading).toBe('Autumn')
    expect(lintPage(planned.html)).toEqual([])
    expect(text()).toContain('Starts 8am on 1 December 2026')
    expect(text()).toContain('Are waiting 4')
    app.clock.moveTo(Temporal.Instant.from('2026-12-01T08:00:00Z'))
    await app.signInAs((await aMemberOfStaff(app.db)).accountId)
    const stop = new AbortController()
    const context = {
      db: app.db,
      actor: theSystem(),
      now: app.clock.now(),
      process: newProcess('test'),
      baseUrl: 'https://training.test',
    }
    const run = sendInvitationsJob.run({ ...context, signal: stop.signal, log: silentLog }, {})
    for (let tries = 0; tries < 300; tries += 1) {
      const progress = await app.get(path)
      if (progress.text.includes('3 of 5 schools done')) break
    }
    expect(app.page().heading).toBe('Sending ‘Autumn’')
    expect(lintPage(app.page().html)).toEqual([])
    stop.abort()
    await run
  })

  test('can be stopped once, after asking', async () => {
    const asked = await app.get(`${path}/stop`)
    expect(asked.heading).toBe('Stop ‘Autumn’?')
    expect(lintPage(asked.html)).toEqual([])
    const stopped = await app.submit({}, { form: 'main form' })
    expect(stopped.path).toBe(path)
    expect(text()).toContain('Stopped')
    expect(text()).toContain('Passed over: The invitation was stopped 2')
    expect((await app.get(`${path}/stop`)).path).toBe(path)
  })

  test('gives a file of every school', async () => {
    const file = await app.get(`${path}/export`)
    const lines = file.html('body').text().replace('\uFEFF', '').trim().split(/\r?\n/)
    expect(lines).toHaveLength(6)
    expect(lines.slice(1).filter((line) => line.includes(',Sent,'))).toHaveLength(2)
    expect(lines.filter((line) => line.includes('The invitation was stopped'))).toHaveLength(2)
    expect(lines.filter((line) => line.includes('No email address'))).toHaveLength(1)
  })

  test('stands in the list, and its schools’ timelines say whose it was', async () => {
    await app.get(PATH)
    expect(text()).toMatch(/Autumn Stopped .* Priya Nair 2 0/)
    const { urn } = await app.db
      .selectFrom('access.invitations as invitation')
      .innerJoin('directory.schools as school', 'school.organisation_id', 'invitation.organisation_id')
      .select('school.urn')
      .where('invitation.status', '=', 'sent')
      .executeTakeFirstOrThrow()
    await app.get(`/schools/${urn}`)
    expect(text()).toContain('Reason: Invitation “Autumn” by Priya Nair')
  })

  test('one that starts now finishes', async () => {
    app.clock.moveOn({ hours: 8 * 24 })
    await app.signInAs((await aMemberOfStaff(app.db)).accountId)
    await refresh()
    await app.get(`${PATH}/new`)
    await app.submit({ name: 'Again', starts: 'now', perMinute: '3,000' }, { form: 'main form' })
    await work()
    const page = await app.get(app.page().path)
    expect(lintPage(page.html)).toEqual([])
    expect(text()).toContain('Finished')
    expect(text()).toContain('Were sent the link 4')
    // Until the list is made again its figures are those of before; planning again is refused with those of now.
    await app.get(`${PATH}/new`)
    expect(app.page().heading).toBe('Invite 4 schools')
    const again = await app.submit({ name: 'Twice', starts: 'now', perMinute: '3,000' }, { form: 'main form' })
    expect([again.status, again.heading]).toEqual([422, 'There is nobody to invite'])
    await refresh()
    await app.get(`${PATH}/new`)
    expect(app.page().heading).toBe('There is nobody to invite')
  })
})

test('others find nothing', async () => {
  const tutor = app.newBrowser()
  await app.signInAs((await aTutorOf(app.db, await aSchool(app.db))).accountId, tutor)
  const { id } = await app.db.selectFrom('access.invitation_batches').select('id').limit(1).executeTakeFirstOrThrow()
  for (const path of ['', '/new', `/${id}`, `/${id}/export`, `/${id}/stop`]) {
    expect((await tutor.get(`${PATH}${path}`)).status).toBe(404)
  }
})

test.each([
  ['8am', '08:00:00'],
  ['8:30 PM', '20:30:00'],
  ['12am', '00:00:00'],
  ['14.30', '14:30:00'],
  ['midday', '12:00:00'],
  ['7', '07:00:00'],
  ['25:00', undefined],
  ['0am', undefined],
  ['9:75', undefined],
  ['soon', undefined],
])('the time %s is %s', (typed, time) => {
  expect(timeIn(typed)?.toString()).toBe(time)
})
