import { tmpdir } from 'node:os'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { routes } from '#src/modules/access/routes.ts'
import { createApp } from '#src/platform/http/app.ts'
import { cookieName } from '#src/platform/http/cookies.ts'
import { newId } from '#src/platform/ids.ts'
import { silentLog } from '#src/platform/log.ts'
import { startSession } from '#src/platform/session/sessions-store.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { testServer } from '#test/server.ts'
import { isOneImport } from './import/one-import.ts'
import { openSizes, type Sized } from './missing/databases.ts'

const ROUNDS = 9
/** quality.md: no page makes more queries, whatever the size. */
const MOST_QUERIES = 15
const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')
const PATH = '/staff/missing-tutors'

const PAGES: readonly (readonly [string, string])[] = [
  ['list', PATH],
  ['list, a later page', `${PATH}?page=5`],
  ['list of one reason', `${PATH}?reason=unopened&sort=oldest-link`],
  ['list of one authority', `${PATH}?la=383`],
  ['list by name', `${PATH}?q=st+marys`],
  ['counts by authority', `${PATH}/local-authorities`],
  ['counts by trust', `${PATH}/trusts`],
  ['preview of an invitation', '/staff/invitations/new'],
  ['export', `${PATH}/export`],
]

type Measured = { readonly median: number; readonly slowest: number; readonly queries: number; readonly bytes: number }

/** The page of who is missing, its counts, its file and the preview, over all of England's schools and over every so-manieth. */
async function benchMissing(): Promise<boolean> {
  const server = await testServer()
  const sizes = await openSizes(server.url)
  try {
    const [few, national] = [await visitorOf(sizes.few), await visitorOf(sizes.national)]
    for (const { schools, eligible } of [sizes.few, sizes.national])
      console.log(`${schools} establishments, ${eligible} eligible`)
    const measured: (readonly [string, Measured, Measured])[] = []
    for (const [name, path] of PAGES) measured.push([name, await measure(few, path), await measure(national, path)])
    for (const [name, small, large] of measured) console.log(line(name, small, large))
    const most = Math.max(
      ...measured.filter(([name]) => name !== 'export').flatMap(([, small, large]) => [small.queries, large.queries]),
    )
    // One less where there is nothing to name, such as trusts.
    const isFlat = measured.every(([name, small, large]) => name === 'export' || large.queries - small.queries <= 1)
    const holds = most <= MOST_QUERIES && isFlat
    console.log(
      `${holds ? 'PASS' : 'FAIL'}: at most ${most} queries a page (the bar is ${MOST_QUERIES}), ${isFlat ? 'no more' : 'MORE'} at national size`,
    )
    return holds
  } finally {
    await sizes.close()
    await server.release()
  }
}

function line(name: string, few: Measured, national: Measured): string {
  const shown = ({ median, slowest, queries, bytes }: Measured) =>
    `${median.toFixed(0).padStart(5)} ms (slowest ${slowest.toFixed(0)}), ${queries} queries, ${(bytes / 1024).toFixed(0)} KB`
  return `${name.padEnd(26)} few ${shown(few)}   national ${shown(national)}   ratio ${(national.median / few.median).toFixed(1)}`
}

type Visitor = { readonly get: (path: string) => Promise<number>; readonly sized: Sized }

/** A member of staff who is signed in. */
async function visitorOf(sized: Sized): Promise<Visitor> {
  const { db } = sized
  const accountId = newId<string>()
  await db.insertInto('access.accounts').values({ id: accountId, name: 'Priya Nair', created_at: NOW }).execute()
  const session = await startSession(db, { accountId, method: 'persona', userAgent: 'bench', now: NOW })
  const app = await createApp({
    ...{ db, routes, errorPages, clock: { now: () => NOW }, log: silentLog, eventDefinitions: [] },
    loadActor: async (_db, { accountId: id }) =>
      new Actor({ identity: { kind: 'account', id }, name: 'Priya Nair', door: 'staff', staffPowers: ['support'] }),
    doors: {},
    dfeSignInApi: null,
    isReady: async () => true,
    config: {
      environment: 'test',
      baseUrl: 'http://127.0.0.1',
      secret: Buffer.alloc(32, 7),
      trustedProxies: 0,
      otherOrigins: [],
      assetsFolder: null,
      uploadFolder: tmpdir(),
    },
  })
  const headers = { cookie: `${cookieName('session', true)}=${session.secret}` }
  return {
    sized,
    async get(path) {
      const { statusCode, rawPayload } = await app.inject({ url: path, headers })
      if (statusCode !== 200) throw new Error(`GET ${path} answered ${statusCode}`)
      return rawPayload.length
    },
  }
}

async function measure({ get, sized }: Visitor, path: string): Promise<Measured> {
  for (let round = 0; round < 3; round += 1) await get(path)
  const times: number[] = []
  let [queries, bytes] = [0, 0]
  for (let round = 0; round < ROUNDS; round += 1) {
    sized.countQueries()
    const began = performance.now()
    bytes = await get(path)
    times.push(performance.now() - began)
    queries = Math.max(queries, sized.countQueries())
  }
  times.sort((one, other) => one - other)
  return { median: times[Math.floor(ROUNDS / 2)] ?? 0, slowest: times.at(-1) ?? 0, queries, bytes }
}

const isImport = await isOneImport(process.argv.slice(2))
if (!isImport && !(await benchMissing())) process.exitCode = 1
