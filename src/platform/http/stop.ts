import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Services } from './http-config.ts'
import { STOP } from './http-rules.ts'

export type Stop = () => Promise<void>

/** Behind a load balancer, "not ready" must be seen before connections are refused; elsewhere nobody waits for it. */
export function stopper(server: FastifyInstance, { config, log, pressure }: Services) {
  let stopping: Promise<void> | null = null
  const stopOnce = async () => {
    log.info('stopping')
    if (config.environment === 'production') await wait(STOP.announceMilliseconds)
    // A connection that falls idle after the listening ended is kept by Node until its own time runs out.
    const idle = setInterval(() => server.server.closeIdleConnections(), STOP.idleMilliseconds)
    const late = setTimeout(() => server.server.closeAllConnections(), STOP.finishMilliseconds)
    await server.close()
    clearTimeout(late)
    clearInterval(idle)
    pressure.stop()
    log.info('stopped')
  }
  return {
    isDraining: () => stopping !== null,
    stop: () => {
      stopping ??= stopOnce()
      return stopping
    },
  }
}
