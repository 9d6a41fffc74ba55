import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { events, routes } from '#src/main/compose.ts'
import { aTutorOf } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { machineClock } from '#src/platform/clock.ts'
import { type Database, openDatabase, openPool } from '#src/platform/db/database.ts'
import { migrate } from '#src/platform/db/migrate.ts'
import { type App, createApp } from '#src/platform/http/app.ts'
import { silentLog } from '#src/platform/log.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { repository } from '#src/ui/repository.ts'
import { ask, ORIGIN, QUESTIONS, type Question } from '#test/security/questions.ts'
import { testServer } from '#test/server.ts'
import { asAdministrator, databaseName, onDatabase } from '#test/template.ts'
import { criticalDistance, distanceOf } from './enumeration/kolmogorov-smirnov.ts'

const ADDRESSES = 1000
const MOMENT = machineClock.now()
/** How often two samples of one kind may look different by chance. */
const LEVEL = 0.001

/**
 * Asks every form that takes a stranger's address about known and unknown addresses, one of each in turn, and compares the bytes
 * of the answers and, by a Kolmogorov-Smirnov test, the times. Answers whether neither tells them apart.
 */
export async function benchEnumeration(addresses = ADDRESSES): Promise<boolean> {
  const server = await testServer()
  const name = databaseName('test')
  await asAdministrator(server.url, (client) => client.query(`create database ${name}`))
  const url = onDatabase(server.url, name)
  await migrate({ url, directory: join(repository, 'db/migrations') })
  const db = openDatabase(openPool({ url, size: 4, statementTimeout: 10_000, onError: () => {}, as: 'application' }))
  const app = await openApp(db)
  try {
    const ground = await prepare(db, addresses)
    const results: boolean[] = []
    for (const question of QUESTIONS) results.push(await compare(app, question, ground))
    return results.every(Boolean)
  } finally {
    await app.stop()
    await db.destroy()
    await asAdministrator(server.url, (client) => client.query(`drop database if exists ${name} with (force)`))
    await server.release()
  }
}

type Ground = {
  readonly urns: readonly string[]
  readonly known: readonly string[]
  readonly unknown: readonly string[]
}

async function prepare(db: Database, addresses: number): Promise<Ground> {
  const urns: string[] = []
  const [known, unknown]: [string[], string[]] = [[], []]
  for (let at = 0; at < addresses; at += 1) {
    const number = String(at).padStart(5, '0')
    const school = await aSchool(db)
    urns.push(school.urn)
    known.push((await aTutorOf(db, school, { address: `known${number}@pupil.example` })).address)
    unknown.push(`other${number}@pupil.example`)
  }
  return { urns, known, unknown }
}

type Sample = { readonly answers: Set<string>; readonly times: number[] }

/** In pairs, first one and then the other, so that a machine that grows slower or faster does so for both. */
async function compare(app: App, question: Question, { urns, known, unknown }: Ground): Promise<boolean> {
  const samples = [known, unknown].map((): Sample => ({ answers: new Set(), times: [] }))
  for (const [at, own] of urns.entries()) {
    // The school of the next: its own tutor would be told something else, by e-mail alone.
    const urn = urns[(at + 1) % urns.length] ?? own
    for (const which of at % 2 === 0 ? [0, 1] : [1, 0]) {
      const address = [known, unknown][which]?.[at] ?? ''
      const { answer, milliseconds } = await ask(app, {
        question,
        address,
        urn,
        ip: `10.${which + 1}.${at >> 8}.${at & 255}`,
      })
      samples[which]?.answers.add(answer)
      samples[which]?.times.push(milliseconds)
    }
  }
  return judge(question.name, samples)
}

function judge(name: string, samples: readonly Sample[]): boolean {
  const all = new Set(samples.flatMap(({ answers }) => [...answers]))
  const [first = [], second = []] = samples.map(({ times }) => times)
  const distance = distanceOf(first, second)
  const critical = criticalDistance(first.length, second.length, LEVEL)
  console.log(`${name}: ${first.length} known and ${second.length} unknown addresses`)
  console.log(`  same status and bytes: ${all.size === 1 ? 'yes' : `NO, ${all.size} answers`}`)
  console.log(`  distance of the times ${distance.toFixed(4)}, by chance up to ${critical.toFixed(4)}`)
  return all.size === 1 && distance < critical
}

const openApp = (db: Database): Promise<App> =>
  createApp({
    db,
    routes,
    eventDefinitions: events,
    errorPages,
    loadActor,
    doors: {},
    dfeSignInApi: null,
    // Pages name the time of the next email: it stands still, so that the same page has the same bytes.
    clock: { now: () => MOMENT },
    log: silentLog,
    isReady: async () => true,
    config: {
      environment: 'test',
      baseUrl: ORIGIN,
      secret: Buffer.alloc(32, 7),
      trustedProxies: 0,
      otherOrigins: [],
      assetsFolder: null,
      uploadFolder: tmpdir(),
    },
  })

process.exitCode = (await benchEnumeration(Number(process.argv[2] ?? ADDRESSES))) ? 0 : 1
