import { join } from 'node:path'
import { seedStudy } from '#db/seeds/seed-study.ts'
import { seedWorld } from '#db/seeds/world.ts'
import { lineImports as claimsImports } from '#src/modules/claims/command-line.ts'
import { importFromCommandLine } from '#src/modules/directory/imports/command-line.ts'
import { lineImports as npqImports } from '#src/modules/npq/command-line.ts'
import { type Clock, machineClock, openMovableClock } from '#src/platform/clock.ts'
import { type Database, openDatabase, openPool } from '#src/platform/db/database.ts'
import { type EmbeddedServer, startEmbedded } from '#src/platform/db/embedded.ts'
import { migrate } from '#src/platform/db/migrate.ts'
import { openLog } from '#src/platform/log.ts'
import { repository } from '#src/ui/repository.ts'
import { jobs } from './compose.ts'
import { type Config, readConfig } from './config.ts'
import { startRoles } from './start.ts'

type Run = {
  readonly config: Config
  readonly databaseUrl: string
  readonly words: readonly string[]
  /** Settles when somebody asks the program to stop. */
  readonly stopping: Promise<void>
}

/** Answers the exit code. */
type Command = (run: Run) => Promise<number>

/** The files that `bin/import` takes besides the directory's. */
const LINE_IMPORTS = [...npqImports, ...claimsImports]

const COMMANDS: Readonly<Record<string, Command>> = { start, migrate: bringUpToDate, seed, import: importFiles }

/** What the scripts in bin/ call: one command on the configured database, or on the embedded one. */
async function main([name = '', ...words]: readonly string[]): Promise<number> {
  const command = COMMANDS[name]
  if (!command) throw new Error(`Say one of: ${Object.keys(COMMANDS).join(', ')}`)
  const config = readConfig(process.env)
  const stopping = askedToStop()
  const embedded = config.databaseUrl === null ? await startDatabase(config) : null
  try {
    const work = command({ config, words, stopping, databaseUrl: config.databaseUrl ?? embedded?.url ?? '' })
    // Only `start` goes on until it is asked to stop, and then ends in order; the others may end between two commits.
    return await (command === start ? work : Promise.race([work, stopping.then(() => INTERRUPTED)]))
  } finally {
    await embedded?.leave()
  }
}

const INTERRUPTED = 130

async function startDatabase({ dataDir, appEnv }: Config): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir, appEnv, purpose: 'development' })
  console.log(`Database files: ${server.home}`)
  return server
}

async function start(run: Run): Promise<number> {
  const running = await Promise.race([startUp(run), run.stopping])
  if (!running) return INTERRUPTED
  await run.stopping
  console.log('Stopping…')
  await running.stop()
  return 0
}

async function startUp(run: Run) {
  if (run.config.appEnv !== 'production') await seed({ ...run, words: [] })
  const running = await startRoles({ ...run, log: openLog() })
  const { baseUrl, hasDevelopmentDoors } = run.config
  if (running.port !== null) console.log(`Listening on ${baseUrl}`)
  if (running.port !== null && hasDevelopmentDoors) {
    console.log(`Sign in as anybody, read every e-mail and move the clock at ${baseUrl}/dev`)
  }
  return running
}

async function bringUpToDate({ databaseUrl }: Run): Promise<number> {
  await migrate({ url: databaseUrl, directory: join(repository, 'db/migrations'), queues: jobs, log: console.log })
  return 0
}

/** `--force` adds what a world that is there already lacks; `npq-study` adds two months of registrations with repeats. */
async function seed(run: Run): Promise<number> {
  if (run.config.appEnv === 'production') throw new Error('The demonstration world is not for production')
  const { baseUrl } = run.config
  const force = run.words.includes('--force')
  await withDatabase(run, async ({ db, clock }) => {
    const seeding = { db, baseUrl, now: clock.now(), log: console.log }
    await seedWorld(seeding, { force })
    if (run.words.includes('npq-study')) await seedStudy(seeding)
  })
  return 0
}

/** Files of the modules by their name, and the directory's, which tell of all when nothing is understood. */
async function importFiles(run: Run): Promise<number> {
  const known = LINE_IMPORTS.find(({ name }) => run.words.includes(name))
  return withDatabase(run, ({ db, clock }) => {
    const line = { db, now: clock.now, baseUrl: run.config.baseUrl, write: console.log }
    return known
      ? known.run(run.words.toSpliced(run.words.indexOf(known.name), 1), line)
      : importFromCommandLine(run.words, { ...line, others: LINE_IMPORTS.map(({ usage }) => usage) })
  })
}

type Opened = { readonly db: Database; readonly clock: Clock }

// A production database is migrated by bin/migrate, as a step of its release and as the owner of the tables.
async function withDatabase<Value>(run: Run, work: (opened: Opened) => Promise<Value>): Promise<Value> {
  if (run.config.appEnv !== 'production') await bringUpToDate(run)
  const onError = (error: Error) => console.error(error.message)
  // A national file takes as long as it takes.
  const pool = openPool({ url: run.databaseUrl, size: 4, statementTimeout: 0, onError, as: 'application' })
  const db = openDatabase(pool)
  const clock = run.config.hasDevelopmentDoors ? openMovableClock(db) : machineClock
  try {
    await clock.refresh?.()
    return await work({ db, clock })
  } finally {
    await db.destroy()
  }
}

/** The first Ctrl-C or SIGTERM asks; a second one ends the program where it stands. */
const askedToStop = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })

try {
  process.exit(await main(process.argv.slice(2)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
