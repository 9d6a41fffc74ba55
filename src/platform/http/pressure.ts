import { monitorEventLoopDelay } from 'node:perf_hooks'
import { BUSY, OVERLOADED } from './http-rules.ts'
import type { Route } from './route.ts'

export type Load = 'calm' | 'busy' | 'overloaded'

export type Pressure = { readonly load: () => Load; readonly stop: () => void }

/** Of a process that nothing presses. */
export const calm: Pressure = { load: () => 'calm', stop: () => {} }

const SAMPLE_MILLISECONDS = 500
const RESOLUTION = 20

/** Watches how long the event loop and the database pool make requests wait. */
export function watchPressure(waitingForConnection: () => number): Pressure {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION })
  histogram.enable()
  let loopDelay = 0
  const timer = setInterval(() => {
    loopDelay = delayOf(histogram)
    histogram.reset()
  }, SAMPLE_MILLISECONDS)
  timer.unref()
  return {
    load: () => loadOf({ loopDelay, waiting: waitingForConnection() }),
    stop() {
      clearInterval(timer)
      histogram.disable()
    },
  }
}

const delayOf = ({ mean }: { readonly mean: number }): number =>
  Number.isNaN(mean) ? 0 : Math.max(0, mean / 1e6 - RESOLUTION)

export function loadOf({ loopDelay, waiting }: { readonly loopDelay: number; readonly waiting: number }): Load {
  if (loopDelay > OVERLOADED.loopMilliseconds || waiting > OVERLOADED.waitingForConnection) return 'overloaded'
  return loopDelay > BUSY.loopMilliseconds || waiting > BUSY.waitingForConnection ? 'busy' : 'calm'
}

/** Who is turned away: exports and suggestions when busy; other pages when overloaded; sign-in and forms never. */
export const isShed = (load: Load, row: Pick<Route, 'at' | 'priority'>): boolean =>
  (load !== 'calm' && row.priority === 'low') ||
  (load === 'overloaded' && row.priority !== 'high' && row.at.startsWith('GET '))
