import type pg from 'pg'
import type { Clock } from '#src/platform/clock.ts'
import type { Database } from '#src/platform/db/database.ts'
import { checkDeliveries } from '#src/platform/email/check-deliveries.ts'
import { startDispatcher } from '#src/platform/email/dispatcher.ts'
import { SENDING, type SendingFigures } from '#src/platform/email/email-rules.ts'
import { openTransport } from '#src/platform/email/open-transport.ts'
import type { Transport } from '#src/platform/email/transport.ts'
import type { Job } from '#src/platform/jobs/job.ts'
import { removeExpiredJob } from '#src/platform/jobs/remove-expired.ts'
import { runJobs } from '#src/platform/jobs/run-jobs.ts'
import type { Log } from '#src/platform/log.ts'
import type { Config } from './config.ts'

type Options = {
  readonly db: Database
  readonly pool: pg.Pool
  readonly config: Pick<Config, 'baseUrl' | 'email' | 'notifyCallbackToken'>
  readonly clock: Clock
  /** The jobs of the modules; the platform's own are added here. */
  readonly jobs: readonly Job[]
  readonly log: Log
  /** Shorter waits, for tests of faults. */
  readonly figures?: SendingFigures
}

export type Worker = { readonly stop: () => Promise<void> }

/** The worker's role: sends e-mail, runs jobs and their schedules, heals lost callbacks, removes what has expired. */
export async function startWorker(options: Options): Promise<Worker> {
  const { db, pool, config, clock, log, figures = SENDING } = options
  const { baseUrl } = config
  const transport = await wayOut(options, figures.answerSeconds)
  const jobs = [...options.jobs, ...platformJobs(transport)]
  const running = await runJobs({ db, pool, jobs, clock, baseUrl, log })
  const dispatcher = startDispatcher({ db, transport, clock, figures, log, baseUrl, random: Math.random })
  log.info('worker.started', { transport: transport.name, jobs: jobs.length })
  return {
    async stop() {
      await Promise.all([dispatcher.stop(), running.stop()])
      transport.close()
      log.info('worker.stopped')
    },
  }
}

/** The stand-in is loaded only where it is asked for: in production its code is not even read. */
async function wayOut({ db, clock, config }: Options, answerSeconds: number): Promise<Transport> {
  const { email, baseUrl, notifyCallbackToken: callbackToken } = config
  if (email.transport !== 'stand-in') return openTransport({ config: email, db, clock, answerSeconds })
  const { standInTransport } = await import('./dev/stand-in-transport.ts')
  return standInTransport({ db, clock, baseUrl, callbackToken, answerSeconds })
}

const platformJobs = (transport: Transport): readonly Job[] => [checkDeliveries(transport), removeExpiredJob]
