import { firstValue } from '#src/kit/form.ts'
import { type Reply, redirectTo, type WebRequest } from '#src/platform/http/route.ts'
import type { ClaimPlace } from '../../claims/claim-place.ts'
import { saysWhy, whyBefore } from '../../places/on-behalf.tsx'
import type { SchoolPlace } from '../../places/school-place.ts'

const STEPS = ['provider', 'mentors', 'hours', 'confirm-hours', 'check-answers', 'sent'] as const
type StepWord = (typeof STEPS)[number]

export const newClaimPath = ({ schoolId }: Pick<SchoolPlace, 'schoolId'>): `/${string}` =>
  `/organisations/${schoolId}/new-claim`

/** Where a question about a draft is asked. */
export const stepPath = ({ claim }: Pick<ClaimPlace, 'claim'>, step: StepWord): `/${string}` =>
  `/claims/${claim.id}/${step}`

/** Questions are asked of drafts alone; a claim that was sent, or discarded by a colleague, is shown as it is. */
export const ofDraft =
  (handle: (request: WebRequest, place: ClaimPlace) => Promise<Reply> | Reply) =>
  (request: WebRequest, place: ClaimPlace): Promise<Reply> | Reply => {
    if (place.status === 'draft') return handle(request, place)
    const isSent = place.status === 'submitted' && !asksWhy(request, place)
    return redirectTo(isSent ? stepPath(place, 'sent') : `/claims/${place.claim.id}`)
  }

/** Whether who changes the draft does it for the school, and says why. */
export const asksWhy = ({ actor }: WebRequest, { schoolId }: Pick<ClaimPlace, 'schoolId'>): boolean =>
  saysWhy(actor, schoolId)

/** The reason that staff gave last, as a value of a form; nothing for the school's own people. */
export const reasonBefore = (request: WebRequest, { schoolId, claim }: ClaimPlace): Promise<{ reason?: string }> =>
  whyBefore(request, { organisationId: schoolId, claimId: claim.id })

/** The revision that the form was shown with. */
export const seenIn = (request: WebRequest): number =>
  Number(/^[0-9]{1,9}$/.exec(firstValue(request.form, 'seen'))?.[0] ?? -1)

/** Hidden fields of every form about a draft. */
export const seenOf = ({ claim }: Pick<ClaimPlace, 'claim'>) => ({ seen: String(claim.revision) })

/** The mentors of the draft as the command takes them. */
export const mentorsIn = ({ claim }: Pick<ClaimPlace, 'claim'>) =>
  claim.lines.map(({ personId, hours }) => ({ personId, hours }))

export const isGone = (code: string): boolean => code === 'not-found' || code === 'not-allowed'
