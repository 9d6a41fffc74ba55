import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { mkdir, readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import {
  giveToServer,
  installBinaries,
  renameUnlessThere,
  serverHome,
  serverOwner,
  serverPassword,
} from './embedded-files.ts'

const PATIENCE_MILLISECONDS = 60_000
const PRESENCE = 'uses the embedded server'

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'random_page_cost=1.1',
]
/** For databases that live as long as a test run: nothing in them is worth a disk's wait. */
const THROW_AWAY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

export type EmbeddedServer = {
  readonly url: string
  readonly home: string
  /** The last process to leave stops the server, and waits until it has written everything. */
  readonly leave: () => Promise<void>
}

type Options = {
  readonly dataDir: string
  readonly appEnv: string
  readonly purpose: 'development' | 'test'
}

type Place = { readonly home: string; readonly data: string; readonly password: string }

/**
 * Starts the packaged PostgreSQL for development, demonstration and tests, or joins the one that already serves this folder,
 * such as one that outlived a killed process. Refuses to be a production database.
 */
export async function startEmbedded({ dataDir, appEnv, purpose }: Options): Promise<EmbeddedServer> {
  if (appEnv === 'production')
    throw new Error('In production, set DATABASE_URL: the embedded database is for development and tests.')
  const home = await serverHome(dataDir, purpose === 'test' ? 'postgres-test' : 'postgres')
  const installed = await installBinaries(home)
  const { file, password } = await serverPassword(home)
  const place: Place = { home, data: join(home, 'data'), password }
  await initialise(place, installed, file)
  const url = await running(place, () => launch(place, installed, purpose))
  const presence = await holdOpen(url)
  return {
    url,
    home,
    async leave() {
      await presence.end()
      if (!(await isUsed(url))) await stop(place)
    },
  }
}

/** A connection by which other processes see that this one uses the server. The system closes it if we are killed. */
async function holdOpen(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: PRESENCE })
  client.on('error', () => {})
  await client.connect()
  return client
}

async function isUsed(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_stat_activity where application_name = $1', [PRESENCE])
    return rowCount !== 0
  } finally {
    await client.end()
  }
}

async function initialise(place: Place, installed: string, passwordFile: string): Promise<void> {
  if (await stat(place.data).catch(() => null)) return
  const staging = join(place.home, `initdb-${randomBytes(4).toString('hex')}`)
  await mkdir(staging, { mode: 0o700 })
  await giveToServer(staging)
  const flags = [
    '--username=tts',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]
  const initdb = start({
    program: join(installed, 'bin/initdb'),
    flags: ['-D', staging, `--pwfile=${passwordFile}`, '--locale=C', '--no-sync', ...flags],
    home: place.home,
    logName: 'initdb.log',
  })
  if ((await initdb.ended) !== 0) throw new Error(`initdb failed: ${await lastLines(place.home, 'initdb.log')}`)
  await renameUnlessThere(staging, place.data)
}

async function launch(place: Place, installed: string, purpose: Options['purpose']) {
  const settings = [...SETTINGS, ...(purpose === 'test' ? THROW_AWAY : [])].flatMap((setting) => ['-c', setting])
  return start({
    program: join(installed, 'bin/postgres'),
    flags: ['-D', place.data, '-p', String(await freePort()), ...settings],
    home: place.home,
    logName: 'server.log',
  })
}

type Child = {
  readonly ended: Promise<number | null>
  readonly exited: () => boolean
  /** Lets this process end while the child lives. */
  readonly leave: () => void
}

// In its own session, so that Ctrl-C reaches us first and we stop it in order.
function start(run: { program: string; flags: readonly string[]; home: string; logName: string }): Child {
  const log = openSync(join(run.home, run.logName), 'w', 0o600)
  const child = spawn(run.program, run.flags, {
    ...serverOwner(),
    cwd: run.home,
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  })
  closeSync(log)
  let exited = false
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  }).finally(() => {
    exited = true
  })
  ended.catch(() => {})
  return { ended, exited: () => exited, leave: () => child.unref() }
}

// Another server may still be starting, stopping or recovering in the folder: only its lock file decides, so we try again.
async function running(place: Place, launchServer: () => Promise<Child>): Promise<string> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS
  let child: Child | null = null
  while (performance.now() < deadline) {
    const url = await answering(place)
    if (url) {
      child?.leave()
      return url
    }
    if (child?.exited() && !(await lockHolder(place))) {
      await child.ended
      throw new Error(`PostgreSQL did not start: ${await lastLines(place.home, 'server.log')}`)
    }
    if (!child || child.exited()) child = await launchServer()
    await pause(20)
  }
  throw new Error(`PostgreSQL did not answer within a minute: ${await lastLines(place.home, 'server.log')}`)
}

/** The URL of the server that serves exactly this folder, or null when none answers. */
async function answering(place: Place): Promise<string | null> {
  const port = (await lockFile(place))[3]
  if (!port) return null
  const url = `postgres://tts:${place.password}@127.0.0.1:${port}/postgres`
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    return rows[0]?.data_directory === place.data ? url : null
  } catch {
    return null
  } finally {
    await client.end().catch(() => {})
  }
}

const lockFile = async (place: Place): Promise<readonly string[]> =>
  (await readFile(join(place.data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')

async function lockHolder(place: Place): Promise<number | null> {
  const pid = Number((await lockFile(place))[0])
  return pid > 0 && isAlive(pid) ? pid : null
}

async function stop(place: Place): Promise<void> {
  if (!(await answering(place))) return
  const pid = await lockHolder(place)
  if (!pid) return
  process.kill(pid, 'SIGINT')
  const deadline = performance.now() + PATIENCE_MILLISECONDS
  while (isAlive(pid) && performance.now() < deadline) await pause(10)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const lastLines = async (home: string, logName: string): Promise<string> =>
  (await readFile(join(home, logName), 'utf8').catch(() => 'no log')).trim().split('\n').slice(-5).join(' ')
