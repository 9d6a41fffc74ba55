import type { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { LOCAL_MENTORS } from '#src/main/dev/teaching-record/local-mentors.ts'
import { ClaimId } from '#src/modules/claims/claims/claim.ts'
import { claimById } from '#src/modules/claims/claims/claims-queries.ts'
import { discardDraft } from '#src/modules/claims/claims/discard-draft.ts'
import { markProviderLost } from '#src/modules/claims/claims/mark-provider-lost.ts'
import { saveDraft } from '#src/modules/claims/claims/save-draft.ts'
import { submitClaim } from '#src/modules/claims/claims/submit-claim.ts'
import { withdrawClaim } from '#src/modules/claims/claims/withdraw-claim.ts'
import { acceptConditions } from '#src/modules/claims/conditions/accept-conditions.ts'
import { addMentor } from '#src/modules/claims/mentors/add-mentor.ts'
import { endOrganisationRole } from '#src/modules/directory/features/grant-organisation-role/end-organisation-role.ts'
import { OrganisationId } from '#src/modules/directory/organisation.ts'
import { personWithTrn, schoolByUrn } from '#src/modules/directory/public.ts'
import { act, acting, onDayBefore } from './claim-actors.ts'
import {
  CLAIM_STORIES,
  CLAIMS_OF_LAST_YEAR,
  type ClaimEnd,
  type ClaimStoryPlan,
  FIRST_BATCH_DAYS_AGO,
  LOSES_ACCREDITATION,
} from './claims-plans.ts'
import { urnOf } from './particular-schools.ts'
import { seedAudits } from './seed-audits.ts'
import { type PaidStories, payLastYear, seedClaimMoney } from './seed-claim-money.ts'
import { seedClaimRequests } from './seed-claim-requests.ts'
import { contextAt, type Seeding } from './seeding.ts'

/** What schools, providers and officers did with claims so far: a claim in every state that a page can show. */
export async function seedClaimStories(seeding: Seeding, { year }: { readonly year: number }): Promise<void> {
  if (await seeding.db.selectFrom('claims.claims').select('id').limit(1).executeTakeFirst()) return
  await payLastYear(seeding, {
    year: year - 1,
    claimIds: await inTurn(CLAIMS_OF_LAST_YEAR, (plan) => tell(seeding, plan, year - 1)),
  })
  const told = new Map<ClaimEnd, string[]>()
  const tellAll = async (plans: readonly ClaimStoryPlan[]) => {
    for (const plan of plans) {
      const id = await tell(seeding, plan, year)
      told.set(plan.end, [...(told.get(plan.end) ?? []), id])
    }
  }
  // A batch takes what waits: what was sent after it is told after it.
  await tellAll(CLAIM_STORIES.filter(({ daysAgo }) => daysAgo > FIRST_BATCH_DAYS_AGO))
  await seedClaimMoney(seeding, Object.fromEntries(told) satisfies PaidStories)
  await seedAudits(seeding, { disputed: told.get('audited') ?? [], asked: told.get('paid') ?? [] })
  await tellAll(CLAIM_STORIES.filter(({ daysAgo }) => daysAgo <= FIRST_BATCH_DAYS_AGO))
  await seedClaimRequests(seeding, Object.fromEntries(told))
  await loseAccreditation(seeding, told.get('needs-provider') ?? [])
  seeding.log(`${CLAIMS_OF_LAST_YEAR.length + CLAIM_STORIES.length} claims for mentor training`)
}

async function inTurn<One, Done>(all: readonly One[], each: (one: One) => Promise<Done>): Promise<readonly Done[]> {
  const done: Done[] = []
  for (const one of all) done.push(await each(one))
  return done
}

async function tell(seeding: Seeding, plan: ClaimStoryPlan, year: number): Promise<string> {
  const schoolId = await schoolOf(seeding, plan)
  const trustId = plan.trust === undefined ? null : await organisationNamed(seeding, plan.trust)
  const places = [{ organisationId: schoolId, role: 'claims' as const, ...(trustId ? { through: trustId } : {}) }]
  const own = trustId ? [...places, { organisationId: trustId, role: 'claims' as const }] : places
  const actor = await acting(seeding, plan.by, own)
  const { daysAgo } = plan
  const at = (hours: number) => onDayBefore(seeding, { actor, daysAgo, hours })
  const conditions = { organisationId: trustId ?? schoolId, year, version: `${year}-1`, authorised: true }
  await act({ seeding, context: at(9), or: 'accepted-already' }, acceptConditions, conditions)
  const mentors = []
  for (const [trn, hours] of plan.mentors) {
    const personId = await mentorOf(seeding, { trn, schoolId, actor, daysAgo })
    mentors.push({ personId, hours })
  }
  const providerId = await organisationNamed(seeding, plan.provider)
  const draft = await act({ seeding, context: at(11), or: 'never' }, saveDraft, { schoolId, providerId, mentors })
  const claimId = ClaimId.parse(draft?.claimId)
  const seen = draft?.revision ?? 0
  if (plan.end === 'draft') return claimId
  if (plan.end === 'discarded') {
    await act({ seeding, context: at(12), or: 'never' }, discardDraft, { claimId, seen })
    return claimId
  }
  await act({ seeding, context: at(12), or: 'never' }, submitClaim, {
    claimId,
    seen,
    providerConfirmedHours: true,
    declared: true,
  })
  if (plan.end !== 'withdrawn') return claimId
  const sent = await claimById(seeding.db, claimId)
  const because = 'The mentor left before the training was over'
  await act({ seeding, context: at(15), or: 'never' }, withdrawClaim, { claimId, seen: sent?.revision ?? 0, because })
  return claimId
}

type MentorPlan = { readonly trn: string; readonly schoolId: string; readonly actor: Actor; readonly daysAgo: number }

/** The person with the number, on the list of the school. The teaching record knows them. */
async function mentorOf(seeding: Seeding, { trn, schoolId, actor, daysAgo }: MentorPlan): Promise<string> {
  const { name } = LOCAL_MENTORS.find((one) => one.trn === trn) ?? { name: trn }
  const input = { schoolId, found: { trn, followedFrom: null, name }, informed: true, preparationItemId: null } as const
  await act({ seeding, context: onDayBefore(seeding, { actor, daysAgo }), or: 'on-list-already' }, addMentor, input)
  return (await personWithTrn(seeding.db, trn))?.id ?? ''
}

async function schoolOf({ db }: Seeding, { school, trust }: ClaimStoryPlan): Promise<string> {
  if (typeof school === 'string') return (await schoolByUrn(db, urnOf(school)))?.id ?? ''
  const schools = await db
    .selectFrom('directory.trust_memberships as belongs')
    .innerJoin('directory.organisations as trust', 'trust.id', 'belongs.trust_id')
    .innerJoin('directory.schools as school', 'school.organisation_id', 'belongs.school_id')
    .select('school.organisation_id as id')
    .where('trust.name', '=', trust ?? '')
    .where('school.status_code', '=', '1')
    .orderBy('school.urn')
    .execute()
  return schools[school]?.id ?? ''
}

const organisationNamed = async ({ db }: Seeding, name: string): Promise<string> =>
  (
    await db
      .selectFrom('directory.organisations')
      .select('id')
      .where('name', '=', name)
      .where('kind', '<>', 'school')
      .executeTakeFirstOrThrow()
  ).id

/** The role ended a few days ago, so claims that name the provider and are not with the payer need another. */
async function loseAccreditation(seeding: Seeding, claimIds: readonly string[]): Promise<void> {
  const organisationId = OrganisationId.parse(await organisationNamed(seeding, LOSES_ACCREDITATION.provider))
  const context = contextAt(seeding, seeding.now.subtract({ hours: 24 * LOSES_ACCREDITATION.daysAgo }))
  const on = Temporal.PlainDate.from(context.now.toZonedDateTimeISO('Europe/London'))
  const ending = { organisationId, role: 'accredited-itt-provider', on } as const
  await act({ seeding, context, or: 'no-role-then' }, endOrganisationRole, ending)
  for (const claimId of claimIds) {
    const later = { ...context, now: context.now.add({ hours: 24 }) }
    await act({ seeding, context: later, or: 'changed-since' }, markProviderLost, { claimId: ClaimId.parse(claimId) })
  }
}
