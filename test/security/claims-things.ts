import { Temporal } from '#src/kit/dates.ts'
import { aSentBatch } from '#src/modules/claims/batches/factories.ts'
import { aClaim, aClaimWindow, aMentor } from '#src/modules/claims/factories.ts'
import type { OrganisationId } from '#src/modules/directory/organisation.ts'
import type { Database } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { type AuditThings, auditThings } from './audit-things.ts'
import { type RequestThings, requestThings } from './request-things.ts'
import { type SchoolThings, schoolThings } from './school-things.ts'

/** What addresses of claims can name, of one school. */
export type ClaimThings = {
  readonly claimId: string
  readonly mentorId: string
  readonly windowId: string
  readonly claimBatchId: string
  readonly responseId: string
  readonly listId: string
} & AuditThings &
  RequestThings &
  SchoolThings & { readonly trustId: string }

type Owner = {
  readonly side: string
  readonly school: { readonly id: OrganisationId }
  readonly providerId: string
  readonly accountId: string
  readonly trust: string
}

/** A claim of the school that names the provider, with a mentor of theirs. */
export async function claimThings(db: Database, owner: Owner): Promise<ClaimThings> {
  const { side, school, providerId, accountId } = owner
  const windows = await db.selectFrom('claims.windows').select('id').execute()
  const windowId = windows[0]?.id ?? (await aClaimWindow(db))
  const mentor = await aMentor(db, school, { name: `Secret ${side} mentor` })
  const provider = { id: providerId, name: `Provider of ${side}` }
  const claim = await aClaim(db, { school, provider, windowId, mentors: [mentor], submittedBy: accountId })
  const ofSchool = await schoolThings(db, owner)
  const { batchId: claimBatchId, responseId } = await aSentBatch(db, claim)
  return {
    claimId: claim.id,
    mentorId: mentor.id,
    windowId,
    claimBatchId,
    responseId,
    listId: await anEligibleList(db),
    trustId: owner.trust,
    ...ofSchool,
    ...(await requestThings(db, claim)),
    ...(await auditThings(db, claim, windowId)),
  }
}

/** A list of eligible schools that somebody has looked at. */
async function anEligibleList(db: Database): Promise<string> {
  const id = newId<string>()
  await db
    .insertInto('claims.files')
    .values({
      ...{
        id,
        kind: 'eligible-schools',
        file_name: 'list.csv',
        sha256: '0',
        bytes: Buffer.alloc(0),
        status: 'previewed',
      },
      ...{ made_by_name: 'a test', made_at: Temporal.Instant.from('2026-11-23T10:00:00Z') },
      rows: JSON.stringify([{ year: 2025, schools: [] }]),
    })
    .execute()
  return id
}
