import { parseForm } from '#src/kit/form.ts'
import {
  notFound,
  type Page,
  type Reply,
  redirectTo,
  show,
  showAgain,
  type WebRequest,
} from '#src/platform/http/route.ts'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import type { Mentor } from '../../mentors/mentor.ts'
import { type ClaimInTheWay, claimsNeeding, mentorById } from '../../mentors/mentors-queries.ts'
import { removeMentor } from '../../mentors/remove-mentor.ts'
import { because, saysWhy, WhyField, whySchema } from '../../places/on-behalf.tsx'
import { type SchoolPlace, schoolOfAddress } from '../../places/school-place.ts'
import { mentorsPath } from './mentors.ts'

export type MentorPlace = SchoolPlace & { readonly mentor: Mentor }

/** For `load`: a mentor of the school of the address. */
export async function mentorOfAddress(request: WebRequest): Promise<MentorPlace | null> {
  const place = await schoolOfAddress(request)
  const mentorId = request.params['mentorId'] ?? ''
  const mentor = place && (await mentorById(request.db, { schoolId: place.schoolId, mentorId }))
  return place && mentor ? { ...place, mentor } : null
}

/** Asks whether to remove the mentor, or says which claims have to be over first. */
export async function showRemoval({ db, actor }: WebRequest, place: MentorPlace): Promise<Reply> {
  const claims = await claimsNeeding(db, place.mentor)
  if (claims.length > 0) return show(inTheWayPage(place, claims))
  return show(removalPage(formFor(place), place, saysWhy(actor, place.schoolId)))
}

export async function sendRemoval(request: WebRequest, place: MentorPlace): Promise<Reply> {
  const why = saysWhy(request.actor, place.schoolId)
  const parsed = parseForm(whySchema(why), request.form)
  if (!parsed.ok) {
    return showAgain(removalPage({ ...formFor(place), values: parsed.values, errors: parsed.errors }, place, why))
  }
  const input = { schoolId: place.schoolId, mentorId: place.mentor.id }
  const done = await because(request, parsed.values.reason).execute(removeMentor, input)
  if (done.ok) return redirectTo(`${mentorsPath(place)}?removed=yes`)
  if (done.refusal.code !== 'on-a-claim') return notFound
  return { kind: 'page', status: 409, page: inTheWayPage(place, await claimsNeeding(request.db, place.mentor)) }
}

const formFor = (place: MentorPlace): FormState =>
  freshForm(`${mentorsPath(place)}/${place.mentor.id}/removal`, { back: mentorsPath(place) })

const removalPage = (form: FormState, { mentor, school }: MentorPlace, why: boolean): Page =>
  formPage(
    form,
    {
      title: `Remove ${mentor.name}?`,
      caption: school.name,
      headed: 'by-page',
      submit: 'Remove from the list',
    },
    <>
      <p class="govuk-body">
        Their number is {mentor.trn}. You cannot put them on new claims any more, unless you add them again. Claims that
        are over keep them.
      </p>
      {why ? <WhyField /> : null}
    </>,
  )

const inTheWayPage = (place: MentorPlace, claims: readonly ClaimInTheWay[]): Page => {
  const title = `You cannot remove ${place.mentor.name} yet`
  return page(
    { title, back: mentorsPath(place) },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        They are on {claims.length === 1 ? 'a claim' : 'claims'} that {claims.length === 1 ? 'is' : 'are'} not over:
      </p>
      <ul class="govuk-list govuk-list--bullet">
        {claims.map((claim) => (
          <li>
            <ClaimLink {...claim} />
          </li>
        ))}
      </ul>
      <p class="govuk-body">
        Take them off a draft, or discard it. A claim that was sent can be withdrawn until it goes to the payer.
      </p>
    </>,
  )
}

const ClaimLink = ({ id, reference, status }: ClaimInTheWay): Html => (
  <>
    <a class="govuk-link" href={`/claims/${id}`}>
      Claim {reference}
    </a>{' '}
    <StatusTag status={`claim-${status}`} />
  </>
)
