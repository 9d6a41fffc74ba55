import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { holdHours, lockHours } from '../allowance/held-hours-store.ts'
import type { ClaimYear } from '../years/claim-year.ts'
import { figuresOn } from '../years/figures-queries.ts'
import { actingTrust } from './acting-trust-rules.ts'
import { type Claim, ClaimId } from './claim.ts'
import { CHECK_REFUSALS, checkClaiming, checkHours, checkProvider, checkReason, type Refuse } from './claim-checks.ts'
import { draftSaved } from './claim-events.ts'
import { mentorsForClaim } from './claim-mentors-queries.ts'
import { claimPolicy } from './claim-policy.ts'
import { draftSubjects } from './claim-subjects.ts'
import { insertDraft, lockClaim, saveDraftColumns, setLines } from './claims-store.ts'

const Mentor = z.object({ personId: z.string(), hours: z.int().min(1).max(100) })

/**
 * Begins a draft or changes one: its provider, mentors and hours, which are held for `draft-reserves-hours` days from now. It may
 * have no mentors yet. `seen` is the revision that was shown of a draft that there is. Changing it takes back that the hours were
 * confirmed, unless this says so. Staff say why they do it for the school.
 */
export const saveDraft = command({
  name: 'claims.save-draft',
  input: z.object({
    claimId: ClaimId.nullable().default(null),
    schoolId: z.string(),
    providerId: z.string(),
    mentors: z.array(Mentor).max(500),
    seen: z.int().nullable().default(null),
    confirmed: z.boolean().default(false),
  }),
  refusals: [...CHECK_REFUSALS, 'no-reason'],
  records: [draftSaved.name],
  async run({ tx, actor, now, process, refuse }, { claimId, schoolId, providerId, mentors, seen, confirmed }) {
    const before = claimId === null ? null : await lockClaim(tx, claimId)
    if (claimId !== null && before?.schoolId !== schoolId) return refuse('not-found')
    demand(claimPolicy.claimantOrSupport(actor, { schoolId }))
    checkReason({ actor, process }, schoolId, refuse)
    if (before) checkUnchanged(before, seen, refuse)
    const { year } = await checkClaiming(tx, { schoolId, year: before?.year ?? null, now }, refuse)
    const provider = await checkProvider(tx, { providerId, year, now }, refuse)
    const days = (await figuresOn(tx, now))['draft-reserves-hours']
    const reservedUntil = now.add({ hours: days * 24 })
    const createdFor = actingTrust(actor, schoolId)
    const id = before
      ? before.id
      : await insertDraft(tx, {
          ...{ schoolId, providerId, year: year.year, createdBy: actor.accountId, createdFor, reservedUntil, now },
        })
    await putMentors(tx, { id, schoolId, providerId, mentors, year, until: reservedUntil, now }, refuse)
    await saveDraftColumns(tx, id, { providerId, reservedUntil, confirmed })
    const draft = (await lockClaim(tx, id)) ?? refuse('not-found')
    return {
      value: { claimId: id, reference: draft.reference, revision: draft.revision },
      events: [
        draftSaved.of(draftSubjects(draft), {
          ...{ reference: draft.reference, year: draft.year, provider: provider.name, isNew: before === null },
          ...{ mentors: mentors.length, hours: mentors.reduce((sum, { hours }) => sum + hours, 0) },
        }),
      ],
    }
  },
})

/** What there is must still be a draft, as it was shown. */
function checkUnchanged({ status, revision }: Claim, seen: number | null, refuse: Refuse): void {
  if (status !== 'draft' || (seen !== null && revision !== seen)) refuse('changed-since', { status })
}

type Putting = Pick<Claim, 'id' | 'schoolId' | 'providerId'> & {
  readonly mentors: readonly z.output<typeof Mentor>[]
  readonly year: ClaimYear
  readonly until: Temporal.Instant
  readonly now: Temporal.Instant
}

async function putMentors(tx: Tx, putting: Putting, refuse: Refuse): Promise<void> {
  const { id: claimId, schoolId, providerId, mentors, year, until, now } = putting
  const personIds = mentors.map(({ personId }) => personId)
  const known = await mentorsForClaim(tx, { schoolId, personIds })
  if (known.size !== mentors.length) return refuse('not-a-mentor', {})
  await lockHours(tx, { claimId, personIds: personIds.toSorted(), providerId, year })
  const lines = mentors.flatMap(({ personId, hours }) => {
    const mentor = known.get(personId)
    return mentor ? [{ personId, hours, mentorName: mentor.name, mentorTrn: mentor.trn }] : []
  })
  const lineIds = await setLines(tx, claimId, lines)
  const wanted = lines.flatMap(({ personId, hours }, at) => {
    const lineId = lineIds[at]
    return lineId === undefined ? [] : [{ lineId, personId, hours }]
  })
  const { shortfalls } = await holdHours(tx, { claimId, providerId, year, wanted, until, now })
  checkHours({ shortfalls, nameOf: (personId) => known.get(personId)?.name }, refuse)
}
