/** The figures of the API's door, each with its source. */

/** Calls of one token. Public contract of the lead provider API: 1,000 in any 5 minutes (standards.md §3.5). */
export const CALLS_OF_A_TOKEN = { limit: 1_000, seconds: 300 } as const

/** The largest body of a call: the largest of the public contract has a dozen short attributes. */
export const BODY_BYTES = 64 * 1024

/** GOV.UK Pay's limits for an idempotency key (standards.md §3.5). */
export const LONGEST_KEY = 255
const KEY = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/
export const isIdempotencyKey = (key: string): boolean => key.length <= LONGEST_KEY && KEY.test(key)

/** Entries of a page: 100 unless asked, and never more than 3,000, however many are asked for (npq.md §4). */
export const ENTRIES = { usual: 100, most: 3_000 } as const

/** Longest filter: 200 ids. Node refuses addresses above 16 KB before. */
export const API_QUERY = { fields: 30, valueLength: 7_500, nameLength: 50 } as const

/** Ids that one list of a filter may hold. */
export const MOST_IDS = 200
