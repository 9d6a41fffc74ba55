import type { Temporal } from '#src/kit/dates.ts'
import { EVIDENCE_KINDS } from './evidence-kind-rules.ts'

/** A file that somebody gave to an answer. Nobody opens it before it was found clean. */
export type Evidence = {
  readonly id: string
  /** What it answers: a request, or the audit of the claim. */
  readonly requestId: string | null
  readonly auditId: string | null
  readonly claimId: string
  /** Who gave it, and sees it beside staff. */
  readonly organisationId: string
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: number
  readonly sha256: string
  /** Where it is kept; null once it was removed. */
  readonly storedAs: string | null
  readonly scan: 'waiting' | 'clean' | 'infected' | 'failed'
  readonly scannedAt: Temporal.Instant | null
  /** What the scanner found. */
  readonly finding: string | null
  readonly uploadedByName: string
  readonly uploadedAt: Temporal.Instant
  readonly removedAt: Temporal.Instant | null
  readonly keepUntil: Temporal.PlainDate
}

/** Whether it can be opened now. */
export const isOpen = ({ scan, storedAs }: Pick<Evidence, 'scan' | 'storedAs'>): boolean =>
  scan === 'clean' && storedAs !== null

/**
 * What it is called when somebody opens it: a name of ours. Text is always .txt, so that no spreadsheet program takes what it holds
 * for formulas.
 */
export function safeNameOf({ mediaType, sha256 }: Pick<Evidence, 'mediaType' | 'sha256'>, reference: string): string {
  const kind = Object.values(EVIDENCE_KINDS).find((known) => known.mediaType === mediaType)
  return `evidence-${reference}-${sha256.slice(0, 8)}.${kind?.ending ?? 'bin'}`
}
