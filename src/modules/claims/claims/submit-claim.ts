import { z } from 'zod'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import { times } from '#src/kit/money.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { organisationById } from '../../directory/public.ts'
import { type Held, holdHours } from '../allowance/held-hours-store.ts'
import type { ClaimYear, FundingArea } from '../years/claim-year.ts'
import { areaOfDistrict, ratesOf } from '../years/years-queries.ts'
import { actingTrust } from './acting-trust-rules.ts'
import { type Claim, ClaimId, hoursOf } from './claim.ts'
import { CHECK_REFUSALS, checkClaiming, checkHours, checkProvider, type Refuse } from './claim-checks.ts'
import { claimSubmitted } from './claim-events.ts'
import { mentorsForClaim } from './claim-mentors-queries.ts'
import { claimPolicy } from './claim-policy.ts'
import type { ClaimWords } from './claim-search-rules.ts'
import { claimSubjects } from './claim-subjects.ts'
import type { Claiming } from './claiming-queries.ts'
import { lockClaim, renameLines } from './claims-store.ts'
import { keepSearchWords } from './search-words-store.ts'
import { fixSubmission } from './submit-store.ts'
import { tellSubmission } from './tell-submission.ts'

const Input = z.object({
  claimId: ClaimId,
  seen: z.int(),
  providerConfirmedHours: z.boolean(),
  /** That who sends it agrees to the declaration. */
  declared: z.boolean(),
  /** What the claim came to when it was shown; a change since is shown first. */
  shownPence: z.int().nullable().default(null),
})
type Input = z.output<typeof Input>

const REFUSALS = [
  ...CHECK_REFUSALS,
  ...(['hours-not-confirmed', 'not-declared', 'no-mentors', 'amount-changed', 'number-not-in-use'] as const),
] as const
type RefuseSending = (code: (typeof REFUSALS)[number] | 'not-found', facts?: Record<string, unknown>) => never

/**
 * Sends a draft to DfE: everything is looked at again under lock, and what it is worth is fixed for ever. `seen` is the revision that
 * was shown. Of many who send it at once one does; the others are told that it was sent.
 */
export const submitClaim = command({
  name: 'claims.submit-claim',
  input: Input,
  refusals: REFUSALS,
  records: [claimSubmitted.name],
  async run({ tx, actor, now, baseUrl, refuse }, input) {
    const draft = (await lockClaim(tx, input.claimId)) ?? refuse('not-found')
    demand(claimPolicy.claimant(actor, draft))
    checkAsked(draft, input, refuse)
    const able = await checkClaiming(tx, { schoolId: draft.schoolId, year: draft.year, now }, refuse)
    const provider = await checkProvider(tx, { providerId: draft.providerId, year: able.year, now }, refuse)
    const claim = await withNames(tx, draft, refuse)
    const { allowanceOf } = await holdForEver(tx, { claim, year: able.year, now }, refuse)
    const rate = await rateOf(tx, { claiming: able.claiming, claim, shownPence: input.shownPence, now }, refuse)
    const trustId = actingTrust(actor, claim.schoolId)
    const trust = trustId === null ? null : ((await organisationById(tx, trustId))?.name ?? null)
    const byMentor = claim.lines.some(({ personId }) => personId === actor.personId)
    const school = { name: able.claiming.record.name, urn: able.claiming.record.urn }
    const amount = await fixSubmission(tx, {
      ...{ claim, byMentor, windowId: able.window.id, ...rate, providerName: provider.name, school, now },
      ...{ allowanceOf, providerConfirmedHours: input.providerConfirmedHours },
      by: { accountId: actor.accountId, name: actor.name, trustId },
    })
    if (amount === null) return refuse('changed-since', { status: claim.status })
    await keepSearchWords(tx, claim.id, wordsOf(claim, { school, providerName: provider.name }))
    return {
      value: { claimId: claim.id, reference: claim.reference },
      events: [
        claimSubmitted.of(claimSubjects(claim), {
          ...{ reference: claim.reference, year: claim.year, provider: provider.name, mentors: claim.lines.length },
          ...{ hours: hoursOf(claim), pence: amount, ...rate, windowId: able.window.id, byMentor, trust },
          ...{ conditions: able.claiming.accepted?.version ?? '', moved: { before: 'draft', after: 'submitted' } },
        }),
      ],
      send: await tellSubmission(tx, {
        ...{ claim, amount, window: able.window, schoolName: school.name, providerName: provider.name },
        ...{ trustId, submitterId: actor.accountId, baseUrl },
      }),
    }
  },
})

/** What the sender must have said, and that the draft is the one that was shown. */
function checkAsked(draft: Claim, { seen, providerConfirmedHours, declared }: Input, refuse: RefuseSending): void {
  if (draft.status !== 'draft' || draft.revision !== seen) refuse('changed-since', { status: draft.status })
  if (!providerConfirmedHours) refuse('hours-not-confirmed')
  if (!declared) refuse('not-declared')
  if (draft.lines.length === 0) refuse('no-mentors')
}

type Found = { readonly school: { readonly name: string; readonly urn: string }; readonly providerName: string }

const wordsOf = ({ reference, lines }: Claim, { school, providerName }: Found): ClaimWords => ({
  ...{ reference, schoolName: school.name, schoolUrn: school.urn, providerName, mentors: lines },
})

/** The draft with its mentors as they are called today; each must still be a mentor of the school, with a number in use. */
async function withNames(tx: Tx, draft: Claim, refuse: RefuseSending): Promise<Claim> {
  const personIds = draft.lines.map(({ personId }) => personId)
  const known = await mentorsForClaim(tx, { schoolId: draft.schoolId, personIds })
  const lines = draft.lines.flatMap((line) => {
    const mentor = known.get(line.personId)
    return mentor ? [{ ...line, mentorName: mentor.name, mentorTrn: mentor.trn }] : []
  })
  const missing = draft.lines.filter(({ personId }) => !known.has(personId)).map(({ mentorName }) => mentorName)
  if (missing.length > 0) return refuse('not-a-mentor', { names: missing })
  const unused = [...known.values()].filter(({ numberInUse }) => !numberInUse).map(({ name }) => name)
  if (unused.length > 0) return refuse('number-not-in-use', { names: unused })
  await renameLines(tx, lines)
  return { ...draft, lines }
}

type Holding = { readonly claim: Claim; readonly year: ClaimYear; readonly now: Temporal.Instant }

async function holdForEver(tx: Tx, { claim, year, now }: Holding, refuse: Refuse): Promise<Held> {
  const wanted = claim.lines.map(({ id: lineId, personId, hours }) => ({ lineId, personId, hours }))
  const held = await holdHours(tx, { claimId: claim.id, providerId: claim.providerId, year, wanted, until: null, now })
  const nameOf = (id: string) => claim.lines.find(({ personId }) => personId === id)?.mentorName
  checkHours({ shortfalls: held.shortfalls, nameOf }, refuse)
  return held
}

type Rating = {
  readonly claiming: Claiming
  readonly claim: Claim
  readonly shownPence: number | null
  readonly now: Temporal.Instant
}

async function rateOf(tx: Tx, { claiming, claim, shownPence, now }: Rating, refuse: RefuseSending) {
  const area: FundingArea = await areaOfDistrict(tx, claiming.record.districtCode, londonDate(now))
  const pencePerHour = (await ratesOf(tx, claim.year, now))?.[area]
  if (pencePerHour === undefined) return refuse('may-not-claim', { because: ['no-rates'] })
  const pence = times(pencePerHour, hoursOf(claim))
  return shownPence === null || shownPence === pence ? { area, pencePerHour } : refuse('amount-changed', { pence })
}
