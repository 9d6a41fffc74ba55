import type { Actor } from '#src/kit/actor.ts'
import { type AcademicYear, academicYearText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { type Eligibility, eligibilityText, type School } from '../../../directory/public.ts'
import { partnerPolicy } from '../../invitations/invitation-policy.ts'
import { NOMINATION_LINK_DAYS } from '../../nominations/nomination-rules.ts'
import { PATH } from './list-page.tsx'
import type { Partner } from './partner.ts'
import type { SchoolState } from './school-states-queries.ts'
import { expectsText, linkText, registeredText } from './state-text.ts'

type PartnerSchool = {
  readonly school: School
  readonly partner: Partner
  readonly isTheirs: boolean
  readonly state: SchoolState
  readonly eligibility: Eligibility
  readonly academicYear: AcademicYear
  /** Why the link that they asked for was not sent. */
  readonly problem: string | null
  readonly actor: Actor
}

/** How a school stands, for an organisation that works with it. Nobody's name and no address. */
export const partnerSchoolPage = (shown: PartnerSchool): Page => {
  const { school, partner, state, academicYear, problem } = shown
  return page(
    { title: `${school.name} (URN ${school.urn})`, back: PATH },
    <>
      <span class="govuk-caption-l">{partner.name}</span>
      <h1 class="govuk-heading-l">{school.name}</h1>
      {problem === null ? null : <InsetText text={problem} />}
      <Summary
        rows={[
          { key: 'URN', value: school.urn },
          { key: 'Registered', value: registeredText(state) },
          { key: `Expects early career teachers in ${academicYearText(academicYear)}`, value: expectsText(state) },
          { key: 'Newest link to the school’s contact', value: linkText(state) },
        ]}
      />
      <NextStep {...shown} />
    </>,
  )
}

const NextStep = ({ school, state, eligibility, actor, partner, isTheirs }: PartnerSchool): Html => {
  if (!eligibility.eligible) return <NotEligible eligibility={eligibility} />
  if (state.isRegistered) {
    return (
      <p class="govuk-body">
        The school has named its induction tutor. Ask the school who it is. If they have left, the school can replace
        them at{' '}
        <a class="govuk-link" href={`/schools/${school.urn}/access`}>
          Get access for {school.name}
        </a>
        .
      </p>
    )
  }
  if (!partnerPolicy.sendLink(actor, { partner, isTheirs }).allowed) {
    return <InsetText text="Your role lets you look. Somebody else of your organisation can send the link." />
  }
  return (
    <>
      <h2 class="govuk-heading-m">Send the school its link</h2>
      <p class="govuk-body">
        It goes to the school’s own contact, who names the induction tutor with it. It works once, for{' '}
        {NOMINATION_LINK_DAYS} days. The school’s history says that {partner.name} had it sent.
      </p>
      <Form state={freshForm(`${PATH}/${school.urn}/nomination-link`)}>
        <Button text="Send the link to the school’s contact" preventDoubleClick />
      </Form>
    </>
  )
}

const NotEligible = ({ eligibility }: Pick<PartnerSchool, 'eligibility'>): Html => (
  <>
    <p class="govuk-body">The school cannot use the service, so no link can be sent:</p>
    <ul class="govuk-list govuk-list--bullet">
      {eligibility.reasons.map((reason) => (
        <li>{eligibilityText(reason)}</li>
      ))}
    </ul>
  </>
)
