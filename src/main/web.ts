import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { loadActor } from '#src/modules/access/accounts/actor-queries.ts'
import { loadApiActor } from '#src/modules/access/public.ts'
import type { Clock } from '#src/platform/clock.ts'
import type { Database } from '#src/platform/db/database.ts'
import { isAtVersion, readMigrations } from '#src/platform/db/migrate.ts'
import { notifyCallback } from '#src/platform/email/notify-callback.ts'
import { type App, createApp } from '#src/platform/http/app.ts'
import type { HttpConfig } from '#src/platform/http/http-config.ts'
import { watchPressure } from '#src/platform/http/pressure.ts'
import type { Log } from '#src/platform/log.ts'
import { DOORS } from '#src/platform/oidc/sign-in-port.ts'
import { ASSETS_FOLDER } from '#src/ui/assets.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { repository } from '#src/ui/repository.ts'
import { endpoints, events, routes } from './compose.ts'
import type { Config } from './config.ts'
import { openDfeSignInApi, openSignInDoors, platformSecret } from './sign-in-doors.ts'
import { openTeachingRecord } from './teaching-record.ts'

export type WebOptions = {
  readonly config: Config
  readonly db: Database
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly log: Log
}

/** The web role: every page of every module, behind one door. */
export async function openWeb(options: WebOptions): Promise<App> {
  const { config, db, pool, clock, log } = options
  const migrations = await readMigrations(join(repository, 'db/migrations'))
  const doors = await developmentDoors(options)
  return createApp({
    db,
    routes: [...routes, ...(doors?.routes ?? [])],
    endpoints,
    loadApiActor,
    webhooks: config.notifyCallbackToken ? [notifyCallback(config.notifyCallbackToken)] : [],
    mounts: doors?.mounts ?? [],
    errorPages,
    loadActor,
    doors: await openSignInDoors({ config, log }),
    dfeSignInApi: await openDfeSignInApi({ config, log }),
    teachingRecord: await openTeachingRecord({ config, log }),
    eventDefinitions: events,
    clock,
    log,
    config: await httpConfig(config),
    isReady: () => isAtVersion(db, migrations),
    pressure: watchPressure(() => pool.waitingCount),
  })
}

/** Loaded only where they may stand: in production the code of the doors is not even read. */
const developmentDoors = async (options: WebOptions) =>
  options.config.hasDevelopmentDoors ? (await import('./dev/doors.ts')).openDoors(options) : null

async function httpConfig(config: Config): Promise<HttpConfig> {
  const uploadFolder = join(config.dataDir, 'uploads')
  await mkdir(uploadFolder, { recursive: true })
  const [only = '', ...others] = config.trustedProxies
  return {
    environment: config.appEnv,
    baseUrl: config.baseUrl,
    secret: platformSecret(config),
    trustedProxies: others.length === 0 && /^[0-9]*$/.test(only) ? Number(only) : config.trustedProxies,
    otherOrigins: originsOf(config),
    assetsFolder: existsSync(ASSETS_FOLDER) ? ASSETS_FOLDER : null,
    uploadFolder,
  }
}

/** Where visitors are sent to prove who they are; a local service is at our own address. */
const originsOf = ({ doors, baseUrl }: Config): readonly string[] => [
  ...new Set(DOORS.map((door) => new URL(doors[door]?.issuer ?? baseUrl).origin)),
]
