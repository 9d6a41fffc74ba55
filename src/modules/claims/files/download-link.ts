import type { Temporal } from '#src/kit/dates.ts'

/** A link by which somebody outside fetches a file. */
export type DownloadLink = {
  readonly id: string
  readonly fileId: string
  readonly address: string
  readonly createdAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
  readonly downloads: number
  readonly lastDownloadedAt: Temporal.Instant | null
  readonly replacedAt: Temporal.Instant | null
}
