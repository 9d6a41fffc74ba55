import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { aMemberOfStaff } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { newId } from '#src/platform/ids.ts'
import { silentLog } from '#src/platform/log.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { workOnBulkJob } from '../../bulk/work-on-bulk-job.ts'
import { aDeclaration, anNpqProvider, aRegistration, aTeacher } from '../../factories.ts'
import { events } from '../../npq-events.ts'
import { registrationById } from '../../registrations/registrations-queries.ts'
import { bulkRoutes } from '../../routes/bulk-routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: bulkRoutes, loadActor, eventDefinitions: events })
  await app.signInAs((await aMemberOfStaff(app.db, { name: 'Priya Nair' })).accountId)
})
afterAll(() => app.close())

const MAIN = { form: 'main form' }

async function upload(content: string, values = {}) {
  await app.get('/staff/npq/bulk')
  const file = { name: 'registrations.csv', content }
  return app.submit({ kind: 'revert-to-pending', reason: 'Ticket 42', ...values }, { ...MAIN, files: { file } })
}

/** The worker's part. */
async function work(signal = new AbortController().signal): Promise<void> {
  const { id } = await app.db
    .selectFrom('npq.bulk_runs')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const context = { db: app.db, now: app.clock.now(), process: newProcess('work'), baseUrl: 'https://training.test' }
  const actor = Actor.system('work-on-bulk-file', 'job', ['support'])
  await workOnBulkJob.run({ ...context, actor, signal, log: silentLog }, { runId: id, by: 'Priya Nair' })
}

const statusOf = async (id: string) => (await registrationById(app.db, id))?.status
const look = () => app.get(app.page().path)

test('a file is tried row by row and changes nothing until somebody who has seen the trial decides', async () => {
  const accepted = await aRegistration(app.db, { status: 'accepted', fundedPlace: true })
  const started = await aRegistration(app.db, { status: 'accepted' })
  await aDeclaration(app.db, started)
  const pending = await aRegistration(app.db)
  const lines = [accepted.id, started.id, pending.id, newId(), 'hello', `${accepted.id},too,many`]
  const uploaded = await upload(
    `note,Registration_ID\r\n${lines.map((line) => (line.includes(',') ? line : `x,${line}`)).join('\r\n')}\r\n`,
  )
  expect(uploaded.heading).toBe('Trying registrations.csv')
  expect(lintPage(uploaded.html)).toEqual([])
  await work()
  const tried = await look()
  expect(lintPage(tried.html)).toEqual([])
  expect(tried.text).toContain('1 row would change a registration')
  for (const because of [
    'must void the declarations',
    'It is pending already',
    'There is no registration',
    'is no id',
    '3 cells',
  ]) {
    expect(tried.text).toContain(because)
  }
  expect(await statusOf(accepted.id)).toBe('accepted')
  const going = await app.submit({ decision: 'go' }, MAIN)
  expect(going.heading).toBe('Making the changes of registrations.csv')
  await work()
  const done = await look()
  expect(done.text).toContain('1 row changed a registration')
  expect(await statusOf(accepted.id)).toBe('pending')
  const events = await app.db
    .selectFrom('audit.processes')
    .select(['actor_name', 'reason'])
    .where('reason', '=', 'Ticket 42 (registrations.csv)')
    .execute()
  expect(events).toEqual([{ actor_name: 'Priya Nair, by a file', reason: 'Ticket 42 (registrations.csv)' }])
  // The worker that comes again finds nothing to do.
  await work()
  expect((await look()).text).toContain('1 row changed a registration')
})

test('moves registrations to a provider by its name, and says why a row cannot', async () => {
  const [to, elsewhere] = [
    await anNpqProvider(app.db, 'Juniper Institute', { courses: ['npq-headship'] }),
    await anNpqProvider(app.db, 'Rowan Institute', { courses: ['npq-senco'] }),
  ]
  const registration = await aRegistration(app.db, { teacher: await aTeacher(app.db) })
  await upload(
    `registration_id,provider\n${registration.id},${to.name}\n${registration.id},${elsewhere.name}\n${registration.id},Nobody`,
    {
      kind: 'transfer-provider',
    },
  )
  await work()
  const tried = await look()
  expect(tried.text).toContain('The provider does not offer the course in the cohort')
  expect(tried.text).toContain('No NPQ provider of today has this name')
  await app.submit({ decision: 'go' }, MAIN)
  await work()
  expect((await registrationById(app.db, registration.id))?.providerId).toBe(to.id)
})

test('files that are no such table are refused with what to do, and what was typed stays', async () => {
  const nothing = await upload('registration_id\n', { reason: '' })
  expect(nothing.errors).toEqual(['Enter the reason'])
  expect((await upload('urn\n1')).errors[0]).toMatch(/registration_id/)
  expect((await upload('registration_id\n')).status).toBe(422)
  expect((await upload('<html><body>no</body></html>')).status).toBe(422)
  const many = `registration_id\n${Array.from({ length: 5_001 }, () => newId()).join('\n')}`
  expect((await upload(many)).status).toBe(422)
  expect(lintPage(app.page().html)).toEqual([])
})

test('hazard 13: a row that fails in a way that nobody expected costs no other row', async () => {
  const three = []
  for (let at = 0; at < 3; at += 1) three.push(await aRegistration(app.db, { status: 'rejected' }))
  const [first, broken, last] = three.map(({ id }) => id)
  await upload(`registration_id\n${[first, broken, last].join('\n')}`)
  await work()
  expect((await look()).text).toContain('3 rows would change a registration')
  await app.submit({ decision: 'go' }, MAIN)
  const mend = await breakUpdatesOf(broken ?? '')
  await work()
  const done = await look()
  expect(done.text).toContain('2 rows changed a registration')
  expect(done.text).toContain('Something went wrong with this row')
  await mend()
  expect(await Promise.all([first, broken, last].map((id) => statusOf(id ?? '')))).toEqual([
    ...['pending', 'rejected', 'pending'],
  ])
})

/** The database itself fails for one registration, until that is mended. */
async function breakUpdatesOf(id: string) {
  const run = (text: string) => sql.raw(text).execute(app.ownerDb)
  await run(`create function npq.breaks() returns trigger language plpgsql as 'begin raise exception $$broken$$; end'`)
  await run(
    `create trigger breaks before update on npq.registrations for each row when (old.id = '${id}') execute function npq.breaks()`,
  )
  return () => run('drop function npq.breaks() cascade')
}

test('a worker that is stopped leaves the rest, and the next one goes on', async () => {
  const two = [await aRegistration(app.db, { status: 'rejected' }), await aRegistration(app.db, { status: 'rejected' })]
  await upload(`registration_id\n${two.map(({ id }) => id).join('\n')}`)
  const stopped = new AbortController()
  stopped.abort()
  await expect(work(stopped.signal)).rejects.toThrow('Stopped')
  expect((await look()).heading).toBe('Trying registrations.csv')
  await work()
  expect((await look()).text).toContain('2 rows would change a registration')
  await app.submit({ decision: 'discard' }, MAIN)
  expect((await look()).text).toContain('Put away')
  expect(await statusOf(two[0]?.id ?? '')).toBe('rejected')
})
