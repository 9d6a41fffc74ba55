/** Five failures in half a minute open it. Source: standards.md, 3.2 (the teaching record's rules for our stand-in). */
const BREAKER = { failures: 5, withinMilliseconds: 30_000, restMilliseconds: 10_000 } as const

type Figures = { readonly [Figure in keyof typeof BREAKER]: number }

type Options = {
  readonly figures?: Figures
  /** A clock that only goes forward; not the platform's, which can be moved. */
  readonly milliseconds?: () => number
}

export type CircuitBreaker = {
  /** Whether a call may be made now. While the service rests one call is let through from time to time, to see whether it works again. */
  readonly mayCall: () => boolean
  readonly note: (worked: boolean) => void
}

/** Spares a service that is down, and visitors the wait for it. One for each process. */
export function circuitBreaker({
  figures = BREAKER,
  milliseconds = () => performance.now(),
}: Options = {}): CircuitBreaker {
  let failures: number[] = []
  let restsUntil: number | null = null
  return {
    mayCall() {
      const now = milliseconds()
      if (restsUntil === null) return true
      if (now < restsUntil) return false
      // The one that asks now finds out; the others wait for what it finds.
      restsUntil = now + figures.restMilliseconds
      return true
    },
    note(worked) {
      const now = milliseconds()
      if (worked) {
        failures = []
        restsUntil = null
        return
      }
      failures = [...failures.filter((at) => now - at < figures.withinMilliseconds), now]
      if (restsUntil !== null || failures.length >= figures.failures) restsUntil = now + figures.restMilliseconds
    },
  }
}
