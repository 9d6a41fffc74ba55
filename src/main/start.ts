import { recheckDfeRolesJob } from '#src/modules/access/identities/recheck-dfe-roles-job.ts'
import { checkWaitingNumbersJob } from '#src/modules/access/teachers/check-waiting-numbers-job.ts'
import { refreshMentorsJob } from '#src/modules/claims/mentors/refresh-mentors-job.ts'
import { scanEvidenceJob } from '#src/modules/claims/requests/scan-evidence-job.ts'
import { machineClock, openMovableClock } from '#src/platform/clock.ts'
import { openDatabase, openPool } from '#src/platform/db/database.ts'
import type { App } from '#src/platform/http/app.ts'
import type { Job } from '#src/platform/jobs/job.ts'
import type { Log } from '#src/platform/log.ts'
import { jobs } from './compose.ts'
import type { Config } from './config.ts'
import { openDfeSignInApi } from './sign-in-doors.ts'
import { openTeachingRecord } from './teaching-record.ts'
import { openVirusScan } from './virus-scan.ts'
import { openWeb } from './web.ts'
import { startWorker, type Worker } from './worker.ts'

export type Running = {
  /** The port that the web role listens on; null for a worker alone. */
  readonly port: number | null
  /** Ends the web role, then the worker, then the connections. Within 30 seconds. */
  readonly stop: () => Promise<void>
}

type Start = { readonly config: Config; readonly databaseUrl: string; readonly log: Log }

/** Starts this process's roles on a database that is migrated already. */
export async function startRoles(given: Start): Promise<Running> {
  const { config } = given
  const web = config.role === 'worker' ? null : await openRole(given, WEB)
  const worker = config.role === 'web' ? null : await openRole(given, WORKER)
  const app = web && (await openWeb({ ...given, ...web }))
  const working = worker && (await startWorker({ ...given, ...worker, jobs: [...jobs, ...(await doorJobs(given))] }))
  const port = app && (await app.listen({ host: config.host, port: config.port }))
  return { port, stop: () => stopAll(app, working, [web, worker]) }
}

/** Nobody waits for a page. */
const JOB_SECONDS = 10

/** What the worker does with the services of others that are configured. */
async function doorJobs(given: Start): Promise<readonly Job[]> {
  const api = await openDfeSignInApi(given)
  const record = await openTeachingRecord({ ...given, timeoutSeconds: JOB_SECONDS })
  const scanner = await openVirusScan(given)
  const ofRecord = [checkWaitingNumbersJob(record), refreshMentorsJob(record)]
  return [...(api ? [recheckDfeRolesJob(api)] : []), ...ofRecord, scanEvidenceJob(scanner)]
}

/** Connections of one role. Pages must answer soon; jobs may take their time. */
const WEB = { size: 20, statementTimeout: 5_000 } as const
const WORKER = { size: 10, statementTimeout: 60_000 } as const

async function openRole({ config, databaseUrl, log }: Start, figures: typeof WEB | typeof WORKER) {
  const onError = (error: Error) => log.error('database connection lost', {}, error)
  const pool = openPool({ url: databaseUrl, ...figures, onError, as: 'application' })
  const db = openDatabase(pool)
  const clock = config.hasDevelopmentDoors ? openMovableClock(db) : machineClock
  await clock.refresh?.()
  return { pool, db, clock }
}

type Role = Awaited<ReturnType<typeof openRole>>

async function stopAll(app: App | null, worker: Worker | null, roles: readonly (Role | null)[]): Promise<void> {
  await Promise.all([app?.stop(), worker?.stop()])
  for (const role of roles) await role?.db.destroy()
}
