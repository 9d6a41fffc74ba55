/** The figures of background work. Together they bring a killed worker's job back within 60 seconds (quality.md, "Reliability"). */
export const JOB_FIGURES = {
  /** A live worker says so at half of this; a job whose worker is silent for longer is taken from it. */
  heartbeatSeconds: 15,
  /** How often silence is looked for, and how long until a queue is looked at again. */
  superviseSeconds: 5,
  /** No attempt of a job may take longer than this. */
  expirySeconds: 15 * 60,
  retryLimit: 8,
  /** Seconds, doubled with every attempt, with jitter. */
  firstRetrySeconds: 2,
  longestRetrySeconds: 15 * 60,
  pollSeconds: 1,
  /** A finished job, and with it its key, is remembered for this long. */
  rememberSeconds: 7 * 24 * 60 * 60,
  /** Dead letters wait this long for somebody to look at them. */
  deadLetterSeconds: 90 * 24 * 60 * 60,
  /** A graceful stop lets running jobs end; those still running are released. Standards §4.2, item 6. */
  stopMilliseconds: 20_000,
} as const

export const DEAD_LETTERS = 'dead-letters'
