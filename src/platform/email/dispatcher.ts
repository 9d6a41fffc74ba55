import { setTimeout as sleep } from 'node:timers/promises'
import { type AttemptEnd, attemptMessage, type Sending } from './attempt-message.ts'
import { type Lane, type LeasedMessage, leaseDue } from './leases-store.ts'

export type Dispatcher = {
  /** Leases nothing more and waits for the messages on their way: at most as long as a transport may take to answer. */
  readonly stop: () => Promise<void>
}

/** After the provider said "too fast", or the database could not be reached. */
const PAUSE_MILLISECONDS = 1_000

/**
 * Sends what commands have stored, until it is stopped. Any number of dispatchers may run: each message is leased to one.
 * Two lanes with places of their own, so that the longest backlog does not delay mail that somebody waits for.
 */
export function startDispatcher(sending: Sending): Dispatcher {
  const lanes = (['at-once', 'others'] as const).map((lane) => runLane(sending, lane))
  return {
    async stop() {
      await Promise.all(lanes.map((lane) => lane.stop()))
    },
  }
}

function runLane(sending: Sending, lane: Lane): Dispatcher {
  const { figures } = sending
  const places = lane === 'at-once' ? figures.places.atOnce : figures.places.others
  const onTheirWay = new Set<Promise<unknown>>()
  const stopping = new AbortController()
  let pause: Promise<unknown> = Promise.resolve()
  const rest = (milliseconds: number) => sleep(milliseconds, null, { signal: stopping.signal }).catch(() => null)

  const begin = (message: LeasedMessage, leasedAt: number) => {
    const attempt = attemptSafely(sending, message, leasedAt).then((end) => {
      onTheirWay.delete(attempt)
      if (end === 'slow-down') pause = rest(PAUSE_MILLISECONDS)
    })
    onTheirWay.add(attempt)
  }

  /** Fills the free places, then waits: for a place while there is more to do than places, else for new work. */
  async function fillPlaces(): Promise<unknown> {
    const free = places - onTheirWay.size
    const leasedAt = performance.now()
    const leased = free > 0 ? await leaseSafely(sending, lane, free) : []
    if (leased === null) return rest(PAUSE_MILLISECONDS)
    for (const message of leased) begin(message, leasedAt)
    const isFull = leased.length === free && onTheirWay.size > 0
    return Promise.race([rest(figures.idleMilliseconds), ...(isFull ? onTheirWay : [])])
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await pause
      if (!stopping.signal.aborted) await fillPlaces()
    }
    await Promise.all(onTheirWay)
  }

  const running = run()
  return {
    stop() {
      stopping.abort()
      return running
    },
  }
}

/** Null when the database could not be asked: it may be restarting, so it is tried again. */
async function leaseSafely({ db, clock, transport, figures, log }: Sending, lane: Lane, limit: number) {
  try {
    await clock.refresh?.()
    const { messagesASecond } = transport
    return await leaseDue(db, { lane, limit, now: clock.now(), messagesASecond, figures })
  } catch (error) {
    log.error('email.lease-failed', { lane }, error)
    return null
  }
}

/** Whatever goes wrong, the message stays leased and unsettled: when the lease ends, the provider is asked first. */
async function attemptSafely(sending: Sending, message: LeasedMessage, leasedAt: number): Promise<AttemptEnd> {
  try {
    return await attemptMessage(sending, message, leasedAt)
  } catch (error) {
    sending.log.error('email.attempt-fault', { message: message.id }, error)
    return 'done'
  }
}
