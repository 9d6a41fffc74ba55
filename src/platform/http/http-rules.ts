/** The figures of the web door, each with its source. */

/** DfE's edge advice is at least 1,000 in 5 minutes; whole trusts share one address, so this is a backstop only. */
export const BACKSTOP = { requests: 1_500, seconds: 300, addresses: 50_000 } as const

/** OWASP ASVS 5.0, 4.2 and 15.3.7: what one request may carry. */
export const FORM_LIMITS = { bytes: 256 * 1024, fields: 300, nameLength: 100 } as const
export const QUERY_LIMITS = { fields: 30, valueLength: 500, nameLength: 50 } as const
export const WEBHOOK_BYTES = 64 * 1024
export const HEADER_BYTES = 16 * 1024
export const UPLOAD_FILES = 5

/**
 * Milliseconds. A slow client may not hold a connection longer than an honest one needs: 30 seconds for a page or form, from
 * its first byte to the answer; five minutes for a form with files, which are up to 64 MB over a school's line.
 */
export const TIMES = {
  handler: 30_000,
  upload: 300_000,
  headers: 10_000,
  checkEvery: 5_000,
  keepAlive: 72_000,
  silence: 65_000,
} as const

/** Graceful stop: told to leave, still served, then closed; together within the 30 seconds that platforms allow. */
export const STOP = { announceMilliseconds: 5_000, finishMilliseconds: 24_000, idleMilliseconds: 100 } as const

/** Busy: the longest time that the event loop or the queue for a database connection may make a page wait. */
export const BUSY = { loopMilliseconds: 250, waitingForConnection: 10, retrySeconds: 10 } as const
/** Overloaded: from here everything but sign-in and forms is turned away. */
export const OVERLOADED = { loopMilliseconds: 1_000, waitingForConnection: 60 } as const

/** Below this, compressing costs more than it saves. Brotli 4 is about as quick as gzip and smaller. */
export const COMPRESSION = { threshold: 1_024, brotliQuality: 4, gzipLevel: 6 } as const
