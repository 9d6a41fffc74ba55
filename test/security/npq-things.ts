import { Temporal } from '#src/kit/dates.ts'
import { aRegistration } from '#src/modules/npq/factories.ts'
import type { Database } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')

type Releasing = { readonly personId: string; readonly accountId: string; readonly providerId: string }

/** A registration of its viewer, whom it is asked to let go: here the school is the provider too. */
export async function aRelease(db: Database, { personId, accountId, providerId }: Releasing) {
  const provider = { id: providerId }
  const { id: registrationId, course } = await aRegistration(db, { teacher: { personId, accountId }, provider })
  const requestId = newId<string>()
  await db
    .insertInto('npq.change_requests')
    .values({
      ...{ id: requestId, registration_id: registrationId, kind: 'course', status: 'asked', asked_at: NOW },
      ...{ from_provider_id: providerId, to_provider_id: providerId, to_course_identifier: course },
    })
    .execute()
  return { registrationId, requestId }
}

/** A table of cases that staff ran through the rules of funding. */
export async function aScenarioRun(db: Database): Promise<string> {
  const runId = newId<string>()
  const run = { id: runId, file_name: 'cases.csv', sha256: runId, results: '[]', differing: 0, ran_at: NOW }
  await db.insertInto('npq.scenario_runs').values(run).execute()
  return runId
}

/** A file of changes that was tried. */
export async function aBulkRun(db: Database): Promise<string> {
  const id = newId<string>()
  const file = { file_name: 'registrations.csv', sha256: id, reason: 'Ticket 1' }
  const run = { id, ...file, kind: 'revert-to-pending', status: 'checked', created_at: NOW }
  await db.insertInto('npq.bulk_runs').values(run).execute()
  return id
}

/** Rules of funding that somebody began to write. */
export async function aFundingProposal(db: Database, proposedBy: string): Promise<string> {
  const id = newId<string>()
  const copied = { copied_version: '2026-06', copied_cohort: '2026b' }
  const { rules } = await db
    .selectFrom('npq.funding_policies')
    .select('rules')
    .where('cohort', '=', '2026b')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('npq.funding_proposals')
    .values({
      ...{ id, cohort: '2026b', status: 'draft', ...copied, rules: JSON.stringify(rules) },
      ...{ proposed_by: proposedBy, begun_at: NOW },
    })
    .execute()
  return id
}
