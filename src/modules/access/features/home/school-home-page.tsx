import { type AcademicYear, academicYearText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import type { ContactPoint, School } from '../../../directory/public.ts'
import type { Expectation } from '../../nominations/nomination-rules.ts'
import { type HomeFacts, Notices, Services, Tasks, WhoHasAccess } from './home-parts.tsx'

type SchoolHome = HomeFacts & {
  readonly school: School
  readonly eligible: boolean
  readonly contacts: readonly ContactPoint[]
  readonly academicYear: AcademicYear
  readonly expectation: Expectation | null
}

/** One school: what is left to do, what can be done, who has access, and how we reach it. */
export const schoolHomePage = (home: SchoolHome): Page =>
  page(
    { title: home.school.name },
    <>
      <Notices {...home} />
      <span class="govuk-caption-l">URN {home.school.urn}</span>
      <h1 class="govuk-heading-l">{home.school.name}</h1>
      {home.eligible ? <Registered /> : <Ended school={home.school} />}
      <Tasks {...home} />
      <Services {...home} />
      <Year {...home} />
      <WhoHasAccess {...home} />
      <h2 class="govuk-heading-m">How we reach your school</h2>
      <Contacts {...home} />
    </>,
  )

const Registered = (): Html => (
  <p class="govuk-body">
    Your school is signed up. One sign-up serves every teacher training service: nobody at your school needs to sign up
    anywhere else.
  </p>
)

const Ended = ({ school }: { readonly school: School }): Html => (
  <InsetText
    html={
      <p class="govuk-body">
        {school.name} cannot use this service any more.{' '}
        <a class="govuk-link" href={`/schools/${school.urn}`}>
          See why, and which school took over
        </a>
        .
      </p>
    }
  />
)

const expectationText: Readonly<Record<Expectation, string>> = {
  yes: 'Your school told us that it expects early career teachers.',
  no: 'Your school told us that it expects none.',
  'not-known': 'Your school told us that it does not know yet.',
}

const Year = ({ academicYear, expectation, place, mayManage, eligible }: SchoolHome): Html => (
  <>
    <h2 class="govuk-heading-m">Early career teachers in {academicYearText(academicYear)}</h2>
    <p class="govuk-body">
      {expectation ? expectationText[expectation] : 'Your school has not told us whether it expects any.'}{' '}
      {mayManage && eligible && expectation ? (
        <a class="govuk-link" href={`/organisations/${place.id}/expectation`}>
          Change this answer
        </a>
      ) : null}
    </p>
  </>
)

const channelText = { main: 'Main email address', alternative: 'Alternative email address' } as const
const sourceText = {
  gias: 'from Get Information about Schools',
  school: 'as your school told us',
  staff: 'as our staff have checked',
} as const

const Contacts = ({ contacts, place, mayManage }: SchoolHome): Html => (
  <>
    {contacts.length === 0 ? (
      <p class="govuk-body">We have no email address for your school.</p>
    ) : (
      <Summary
        rows={contacts.map(({ channel, address, source }) => ({
          key: channelText[channel],
          value: (
            <>
              <span class="govuk-!-text-break-word">{address}</span>
              <br />
              {sourceText[source]}
            </>
          ),
        }))}
      />
    )}
    <p class="govuk-body">
      Whoever reads these mailboxes can name another induction tutor, so they should be right.{' '}
      <a class="govuk-link" href={`/organisations/${place.id}/contacts`}>
        {mayManage ? 'Correct these email addresses' : 'See where they come from'}
      </a>
    </p>
  </>
)
