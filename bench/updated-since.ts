import { endpoints } from '#src/main/compose.ts'
import { anApiToken } from '#src/modules/access/factories.ts'
import { loadApiActor } from '#src/modules/access/public.ts'
import { type Database, openDatabase, openPool } from '#src/platform/db/database.ts'
import { testServer } from '#test/server.ts'
import { asAdministrator, databaseName, ensureTemplate, onDatabase } from '#test/template.ts'
import { benchApp } from './comparing/app.ts'
import { feedBy, type Mirror, mirrorBy, whole } from './updated-since/clients.ts'
import { aWorld, type World, writeUntil } from './updated-since/writers.ts'

const SECONDS = Number(process.argv[2] ?? 30)
const WRITES_A_SECOND = 100
const CLIENTS = 3
/** A client calls about 20 times a second, and a token 1,000 times in 5 minutes. */
const TOKENS = 4

/**
 * Clients that copy a provider's applications by `updated_since`, and one that follows the feed, while many connections write
 * and commit in any order. Answers whether every copy is the server's own, and the feed without a gap.
 */
async function benchUpdatedSince(): Promise<boolean> {
  const server = await testServer()
  const name = databaseName('test')
  const template = await ensureTemplate(server.url)
  await asAdministrator(server.url, (client) => client.query(`create database ${name} template ${template}`))
  const open = () =>
    openDatabase(
      openPool({
        ...{ url: onDatabase(server.url, name), size: 24, statementTimeout: 10_000 },
        onError: () => {},
        as: 'application',
      }),
    )
  const [db, writers] = [open(), open()]
  try {
    const world = await aWorld(db)
    const web = await openApi(db)
    const tokens: string[] = []
    for (let made = 0; made < TOKENS; made += 1) tokens.push((await anApiToken(db, world.providers[0])).secret)
    const holds = await race({ db, writers, world, door: { url: web.url, tokens } })
    await web.stop()
    return holds
  } finally {
    await Promise.all([db.destroy(), writers.destroy()])
    await asAdministrator(server.url, (client) => client.query(`drop database if exists ${name} with (force)`))
    await server.release()
  }
}

type Race = {
  readonly db: Database
  readonly writers: Database
  readonly world: World
  readonly door: { readonly url: string; readonly tokens: readonly string[] }
}

async function race({ db, writers, world, door }: Race): Promise<boolean> {
  const ends = performance.now() + SECONDS * 1_000
  let isQuiet = false
  const writing = writeUntil(writers, world, WRITES_A_SECOND, () => performance.now() > ends).finally(() => {
    isQuiet = true
  })
  const [written, feed, ...clients] = await Promise.all([
    writing,
    feedBy(door, () => isQuiet),
    ...Array.from({ length: CLIENTS }, () => mirrorBy(door, () => isQuiet)),
  ])
  console.log(`${SECONDS} seconds, ${written.perSecond} writes a second: ${JSON.stringify(written)}`)
  const truth = await whole(door)
  const same = clients.map(({ mirror, counts }, position) => {
    const wrong = differences(mirror, truth)
    console.log(`client ${position + 1}: ${JSON.stringify(counts)}; ${mirror.size} of ${truth.size}, ${wrong} differ`)
    return wrong === 0
  })
  const expected = await placesOf(db, world)
  const isWhole = JSON.stringify(feed) === JSON.stringify(expected)
  console.log(
    `feed: ${feed.length} of ${expected.length} changes, ${isWhole ? 'in order, none twice' : 'NOT THE SAME'}`,
  )
  const holds = same.every(Boolean) && isWhole
  console.log(`${holds ? 'PASS' : 'FAIL'}: every copy is ${holds ? '' : 'NOT '}identical to the server`)
  return holds
}

const differences = (mirror: Mirror, truth: Mirror): number =>
  [...new Set([...mirror.keys(), ...truth.keys()])].filter((id) => mirror.get(id) !== truth.get(id)).length

const placesOf = async (db: Database, { providers: [{ id }] }: World): Promise<readonly (number | null)[]> =>
  (
    await db.selectFrom('npq.changes').select('sequence').where('provider_id', '=', id).orderBy('sequence').execute()
  ).map(({ sequence }) => sequence)

async function openApi(db: Database) {
  const app = await benchApp({ db, endpoints, loadApiActor })
  const port = await app.listen({ host: '127.0.0.1', port: 0 })
  return { url: `http://127.0.0.1:${port}`, stop: app.stop }
}

if (!(await benchUpdatedSince())) process.exitCode = 1
