import { z } from 'zod'
import { momentText, Temporal } from '#src/kit/dates.ts'
import type { Refusal } from '#src/kit/result.ts'
import type { Reply } from '#src/platform/http/route.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { REMOVAL_UNDO_DAYS } from './membership-rules.ts'
import type { Place } from './place.ts'

const Facts = z.object({
  name: z.string().optional(),
  by: z.string().nullable(),
  at: z.instanceof(Temporal.Instant),
})

export const peoplePath = ({ id }: { readonly id: string }): `/${string}` => `/organisations/${id}/people`

/** What is told instead of a change that a colleague made first, or that the rules do not allow. Null for another refusal. */
export function overtaken(place: Place, { code, facts }: Refusal): Reply | null {
  if (code === 'no-longer-in-charge') return conflict('You can no longer change who has access', yourRoleEnded(facts))
  if (code === 'already-ended') return conflict('This has been done already', doneBefore(place, facts))
  if (code === 'is-tutor') return conflict('The induction tutor hands over', handOver(place))
  return null
}

const conflict = (title: string, body: Html): Reply => ({
  kind: 'page',
  status: 409,
  page: page(
    { title },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {body}
    </>,
  ),
})

const byText = (by: string | null): string => by ?? 'Somebody'

function yourRoleEnded(facts: Refusal['facts']): Html {
  const { by, at } = Facts.parse(facts)
  return (
    <>
      <p class="govuk-body">
        {byText(by)} ended your role at {momentText(at)}, before you sent this. Nothing that you sent has been done.
      </p>
      <p class="govuk-body">
        If this is a mistake, ask them to undo it. They can do that for {REMOVAL_UNDO_DAYS} days.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/home">
          Go to your home page
        </a>
      </p>
    </>
  )
}

function doneBefore(place: Place, facts: Refusal['facts']): Html {
  const { name, by, at } = Facts.parse(facts)
  return (
    <>
      <p class="govuk-body">
        {byText(by)} ended the role of {name} at {momentText(at)}. Nothing more has been changed.
      </p>
      <BackToPeople place={place} />
    </>
  )
}

const handOver = (place: Place): Html => (
  <>
    <p class="govuk-body">
      Each school names one induction tutor. Their role goes to somebody else, so that the school is never without one.
    </p>
    <p class="govuk-body">
      <a class="govuk-link" href={`/organisations/${place.id}/handover`}>
        Hand over the role of induction tutor
      </a>
    </p>
    <BackToPeople place={place} />
  </>
)

const BackToPeople = ({ place }: { readonly place: Place }): Html => (
  <p class="govuk-body">
    <a class="govuk-link" href={peoplePath(place)}>
      See who has access to {place.name}
    </a>
  </p>
)
