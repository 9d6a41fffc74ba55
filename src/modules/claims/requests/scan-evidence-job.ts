import { sql } from 'kysely'
import { z } from 'zod'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import { execute } from '#src/platform/commands/command.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { defineJob, type JobContext } from '#src/platform/jobs/job.ts'
import { withContent } from '#src/platform/storage/storage.ts'
import type { ScanVerdict, VirusScan } from '#src/platform/virus-scan/virus-scan-port.ts'
import { retireEvidence } from './evidence-changes.ts'
import { EvidenceId } from './information-request.ts'
import { recordScan } from './record-scan.ts'

/** What one run scans: a window's last afternoon brings fewer. */
const MOST_A_RUN = 50

/** A scanner that says nothing so often is down. Fewer can be the fault of the files, and must not keep the others waiting. */
const MOST_SILENCES = 3

/** Scans, every minute, what was uploaded: the longest waiting first, then once more what could not be scanned before. */
export const scanEvidenceJob = (scanner: VirusScan) =>
  defineJob({
    name: 'scan-evidence',
    schedule: '* * * * *',
    input: z.object({}),
    async run(context) {
      let silences = 0
      for (const file of await waiting(context.db)) {
        // A scanner that is down is asked again in a minute, not fifty times now.
        if (context.signal.aborted || silences >= MOST_SILENCES) return
        silences += (await scanOne(context, scanner, file)) === 'unavailable' ? 1 : 0
      }
    },
  })

type Waiting = { readonly id: string; readonly storedAs: string }

async function scanOne(context: JobContext, scanner: VirusScan, { id, storedAs }: Waiting) {
  const verdict = await scanStored(context, scanner, storedAs)
  await execute(context, recordScan, { evidenceId: EvidenceId.parse(id), ...resultOf(verdict) })
  return verdict.kind
}

async function waiting(reader: Reader): Promise<readonly Waiting[]> {
  const rows = await reader
    .selectFrom('claims.evidence_files')
    .select(['id', 'stored_as'])
    .where('scan', 'in', ['waiting', 'failed'])
    .where('removed_at', 'is', null)
    .orderBy((eb) => eb('scan', '=', 'failed'))
    .orderBy((eb) => eb.case().when('scan', '=', 'waiting').then(eb.ref('uploaded_at')).end())
    // What failed has no order: a file that always fails must not keep the same others waiting.
    .orderBy(sql`random()`)
    .limit(MOST_A_RUN)
    .execute()
  return rows.flatMap(({ id, stored_as }) => (stored_as === null ? [] : [{ id, storedAs: stored_as }]))
}

async function scanStored({ db }: JobContext, scanner: VirusScan, storedAs: string): Promise<ScanVerdict> {
  const verdict = await withContent(db, storedAs, (content) => scanner.scan(content))
  return verdict ?? { kind: 'unavailable', why: 'down' }
}

function resultOf(verdict: ScanVerdict) {
  if (verdict.kind === 'clean') return { result: 'clean', finding: null } as const
  if (verdict.kind === 'infected') return { result: 'infected', finding: verdict.finding } as const
  if (verdict.kind === 'too-large') return { result: 'infected', finding: 'More than the scanner takes' } as const
  return { result: 'failed', finding: null } as const
}

/** Nearly half of the most that is planned for a year (docs/adr/0021-evidence-stays-in-the-database.md): no backlog lasts. */
const MOST_A_NIGHT = 5_000

/** Removes, every night, the evidence whose time is over. */
export const retireEvidenceJob = defineJob({
  name: 'retire-evidence',
  schedule: '40 2 * * *',
  input: z.object({}),
  async run(context) {
    for (const id of await overdue(context.db, context.now)) {
      if (context.signal.aborted) return
      await execute(context, retireEvidence, { evidenceId: EvidenceId.parse(id) })
    }
  },
})

async function overdue(reader: Reader, now: Temporal.Instant): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('claims.evidence_files')
    .select('id')
    .where('keep_until', '<', londonDate(now))
    .where('removed_at', 'is', null)
    .limit(MOST_A_NIGHT)
    .execute()
  return rows.map(({ id }) => id)
}
