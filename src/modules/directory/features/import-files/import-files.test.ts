import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { newId } from '#src/platform/ids.ts'
import { silentLog } from '#src/platform/log.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { events } from '../../directory-events.ts'
import { endOldImportsJob } from '../../imports/end-old-imports-job.ts'
import { csv, establishments, type Row } from '../../imports/file-factories.ts'
import { runImportJob } from '../../imports/run-import-job.ts'
import { routes } from '../../routes.ts'

const NAME = 'gias-establishments'
const KEEPER = newId()
const SUPPORT = newId()
let app: TestApp

beforeAll(async () => {
  app = await testApp({
    routes,
    eventDefinitions: events,
    loadActor: async (_db, { accountId: id }) =>
      new Actor({
        identity: { kind: 'account', id },
        name: 'Priya Nair',
        door: 'staff',
        staffPowers: id === KEEPER ? ['manage-reference-data'] : ['support'],
      }),
  })
  await app.signInAs(KEEPER)
})
afterAll(() => app.close())

const twenty = (facts?: (place: number) => Row) => csv(NAME, establishments(20, facts))

async function upload(content: string | Buffer, name: string | null = NAME) {
  await app.get('/imports')
  const file = { name: 'edubasealldata20261120.csv', content }
  return app.submit(name === null ? {} : { name }, { form: 'main form', files: { file } })
}

/** The worker's part: the newest job that a page asked for. */
async function work(mode: 'preview' | 'apply'): Promise<string> {
  const { id } = await app.db
    .selectFrom('directory.imports')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  await runImportJob.run(jobContext(), { importId: id, mode })
  return id
}

const jobContext = () => ({
  db: app.db,
  actor: Actor.system('run-import', 'job', ['manage-reference-data']),
  now: app.clock.now(),
  process: newProcess('run-import'),
  baseUrl: 'https://training.test',
  signal: new AbortController().signal,
  log: silentLog,
})

const countSchools = async (): Promise<number> =>
  (await app.db.selectFrom('directory.schools').select('urn').execute()).length
const countFiles = async (): Promise<number> =>
  (await app.db.selectFrom('platform.stored_files').select('id').execute()).length
const mainText = () => app.page().html('main').text().replaceAll(/\s+/g, ' ')

describe('a file', () => {
  test('is kept and read by the worker, while its page shows how far it is', async () => {
    const page = await upload(gzipSync(twenty()))
    expect(page.path).toMatch(/^\/imports\/[0-9a-f-]{36}$/)
    expect(page.heading).toBe('Reading edubasealldata20261120.csv')
    expect(page.text).toContain('0 rows read')
    expect(await countFiles()).toBe(1)
  })

  test('is shown with what it would change, and has changed nothing', async () => {
    const id = await work('preview')
    await app.get(`/imports/${id}`)
    expect(mainText()).toContain('Ready to apply')
    expect(mainText()).toContain('What it would change')
    expect(app.page().html('table').first().text()).toMatch(/Added\s*20/)
    expect(mainText()).toContain('School 1 (URN 100001)')
    expect(await countSchools()).toBe(0)
  })

  test('is applied by the button, once', async () => {
    const applying = await app.submit({}, { form: 'main form' })
    expect(applying.heading).toBe('Reading edubasealldata20261120.csv')
    const id = await work('apply')
    await app.get(`/imports/${id}`)
    expect(mainText()).toContain('What it changed')
    expect(mainText()).toContain('edubasealldata20261120.csv applied: 20 added')
    expect(app.page().html('main form').length).toBe(0)
    expect(await countSchools()).toBe(20)
    expect(await countFiles()).toBe(0)
    await work('apply')
    expect(await countSchools()).toBe(20)
  })

  test('is in the list with its state', async () => {
    const page = await app.get('/imports')
    expect(page.html('tbody tr').first().text()).toMatch(/edubasealldata20261120.csv.*Applied/s)
  })
})

describe('a faulty file', () => {
  test('is refused with what to do, and not kept', async () => {
    await upload('<!doctype html><html></html>')
    const id = await work('preview')
    await app.get(`/imports/${id}`)
    expect(mainText()).toContain('Refused')
    expect(mainText()).toContain(
      'The file is a web page, XML or JSON, not rows: the download went wrong. Download the file again',
    )
    expect(app.page().html('main form').length).toBe(0)
    expect(await countFiles()).toBe(0)
  })

  test('shows the lines that condemned it', async () => {
    await upload(twenty(() => ({ LastChangedDate: '2026-09-01' })))
    const id = await work('preview')
    await app.get(`/imports/${id}`)
    expect(mainText()).toContain('20 of 20 rows cannot be used')
    expect(app.page().html('tbody tr').first().text()).toContain('LastChangedDate is “2026-09-01”')
  })
})

describe('an unusual file', () => {
  test('asks why it is right, and is applied with the answer', async () => {
    await upload(twenty((place) => (place < 2 ? { 'EstablishmentStatus (code)': '2' } : {})))
    const id = await work('preview')
    await app.get(`/imports/${id}`)
    expect(mainText()).toContain('The file closes 2 of 20 open schools.')
    const again = await app.submit({ reason: ' ' }, { form: 'main form' })
    expect([again.status, again.errors]).toEqual([422, ['Enter why the file is right']])
    await app.submit({ reason: 'The council closed two' }, { form: 'main form' })
    await work('apply')
    await app.get(`/imports/${id}`)
    expect(mainText()).toContain('Applied although unusual')
    expect(mainText()).toContain('accepted because: The council closed two')
  })
})

describe('the upload form', () => {
  test('says what is missing and keeps what was chosen', async () => {
    await app.get('/imports')
    const empty = await app.submit({}, { form: 'main form', files: {} })
    expect(empty.status).toBe(422)
    expect(empty.errors).toEqual(expect.arrayContaining(['Select what kind of file it is', 'Select a file']))
    const chosen = await app.submit({ name: NAME }, { form: 'main form', files: {} })
    expect(chosen.html(`input[value=${NAME}]`).attr('checked')).toBeDefined()
  })

  test('refuses a file of no bytes at once', async () => {
    expect((await upload('')).errors).toContain('The selected file is empty')
  })

  test('refuses a kind that does not exist', async () => {
    expect((await upload(twenty(), 'gias-everything')).errors).toContain('Select what kind of file it is')
  })
})

describe('nobody else', () => {
  test('sees or starts imports', async () => {
    const support = app.newBrowser()
    await app.signInAs(SUPPORT, support)
    expect((await support.get('/imports')).status).toBe(404)
    expect((await app.newBrowser().get('/imports', { follow: false })).headers['location']).toMatch(/^\/sign-in/)
  })

  test('finds an import that does not exist', async () => {
    expect((await app.get(`/imports/${newId()}`)).status).toBe(404)
    expect((await app.get('/imports/1')).status).toBe(404)
  })
})

describe('a worker', () => {
  test('that loses its connection leaves the import running, and the next attempt does all of it', async () => {
    await upload(twenty((place) => ({ EstablishmentName: `Renamed ${place}` })))
    await work('preview')
    const applying = await app.get(app.page().path)
    await app.submit({}, { form: 'main form' })
    const killed = work('apply')
    const isKilled = expect(killed).rejects.toThrow()
    for (let tries = 0; tries < 200; tries += 1) if ((await killImports()) > 0) break
    await isKilled
    expect((await app.get(applying.path)).heading).toBe('Reading edubasealldata20261120.csv')
    const renamed = () =>
      app.db.selectFrom('directory.schools').select('urn').where('name', 'like', 'Renamed %').execute()
    expect(await renamed()).toEqual([])
    await work('apply')
    expect(await renamed()).toHaveLength(20)
    await app.get(applying.path)
    expect(mainText()).toContain('What it changed')
  })
})

/** Ends the connection of every import that has taken its turn. */
async function killImports(): Promise<number> {
  const { rows } = await sql<{ killed: boolean }>`
    select pg_terminate_backend(pid) as killed from pg_locks
    where locktype = 'advisory' and granted and pid <> pg_backend_pid()
      and database = (select oid from pg_database where datname = current_database())`.execute(app.ownerDb)
  return rows.length
}

test('rows that could not be used are forgotten after a month', async () => {
  const countRejects = async () => (await app.db.selectFrom('directory.import_rejects').select('line').execute()).length
  expect(await countRejects()).toBeGreaterThan(0)
  await endOldImportsJob.run(jobContext(), {})
  expect(await countRejects()).toBeGreaterThan(0)
  app.clock.moveOn({ hours: 31 * 24 })
  await endOldImportsJob.run(jobContext(), {})
  expect(await countRejects()).toBe(0)
  await app.signInAs(KEEPER)
})

test('a file that nobody applies is let go after a week', async () => {
  await upload(twenty())
  const id = await work('preview')
  await endOldImportsJob.run(jobContext(), {})
  expect(await countFiles()).toBe(1)
  app.clock.moveOn({ hours: 8 * 24 })
  await endOldImportsJob.run(jobContext(), {})
  expect(await countFiles()).toBe(0)
  await app.signInAs(KEEPER)
  await app.get(`/imports/${id}`)
  expect(mainText()).toContain('Nobody applied the file in time')
})
