import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { loadActor } from '#src/modules/access/actor-queries.ts'
import type { Clock } from '#src/platform/clock.ts'
import type { Database } from '#src/platform/db/database.ts'
import { isAtVersion, readMigrations } from '#src/platform/db/migrate.ts'
import { notifyCallback } from '#src/platform/email/notify-callback.ts'
import { type App, createApp } from '#src/platform/http/app.ts'
import type { HttpConfig } from '#src/platform/http/http-config.ts'
import type { Log } from '#src/platform/log.ts'
import { openIdConnect } from '#src/platform/oidc/openid-connect.ts'
import type { SignInService } from '#src/platform/oidc/sign-in-port.ts'
import { ASSETS_FOLDER } from '#src/ui/assets.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { repository } from '#src/ui/repository.ts'
import { events, routes } from './compose.ts'
import type { Config } from './config.ts'

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
    webhooks: config.notifyCallbackToken ? [notifyCallback(config.notifyCallbackToken)] : [],
    mounts: doors?.mounts ?? [],
    errorPages,
    loadActor,
    signInService: doors?.signInService ?? signInService(config, log),
    eventDefinitions: events,
    clock,
    log,
    config: await httpConfig(config),
    isReady: () => isAtVersion(db, migrations),
    waitingForConnection: () => pool.waitingCount,
  })
}

/** Loaded only where they may stand: in production the code of the doors is not even read. */
const developmentDoors = async (options: WebOptions) =>
  options.config.hasDevelopmentDoors ? (await import('./dev/doors.ts')).openDoors(options) : null

function signInService({ oidc, baseUrl }: Config, log: Log): SignInService {
  if (oidc === null) throw new Error('No sign-in service is configured: set OIDC_ISSUER')
  return openIdConnect({ ...oidc, callback: `${baseUrl}/staff-sign-in/callback`, log })
}

async function httpConfig(config: Config): Promise<HttpConfig> {
  const uploadFolder = join(config.dataDir, 'uploads')
  await mkdir(uploadFolder, { recursive: true })
  const [only = '', ...others] = config.trustedProxies
  return {
    environment: config.appEnv,
    baseUrl: config.baseUrl,
    secret: createHash('sha256').update(config.sessionSecret).digest(),
    trustedProxies: others.length === 0 && /^[0-9]*$/.test(only) ? Number(only) : config.trustedProxies,
    otherOrigins: [new URL(config.oidc?.issuer ?? config.baseUrl).origin],
    assetsFolder: existsSync(ASSETS_FOLDER) ? ASSETS_FOLDER : null,
    uploadFolder,
  }
}
