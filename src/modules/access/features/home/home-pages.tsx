import { type AcademicYear, academicYearText, dateText, londonDate } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import type { ContactPoint, School } from '../../../directory/public.ts'
import { roleText } from '../../account.ts'
import type { Member } from '../../memberships-queries.ts'
import type { Expectation } from '../../nomination-rules.ts'

type Home = {
  readonly school: School
  readonly hasOthers: boolean
  readonly eligible: boolean
  readonly members: readonly Member[]
  /** The account of whoever is reading. */
  readonly own: string | null
  readonly contacts: readonly ContactPoint[]
  readonly academicYear: AcademicYear
  readonly expectation: Expectation | null
}

const expectationText: Readonly<Record<Expectation, string>> = {
  yes: 'Your school told us that it expects early career teachers.',
  no: 'Your school told us that it expects none.',
  'not-known': 'Your school told us that it does not know yet.',
}

/** One school: who can do what here, how we reach it, and what there is to do. */
export const schoolHomePage = (home: Home): Page =>
  page(
    { title: home.school.name, ...(home.hasOthers ? { back: '/home' } : {}) },
    <>
      <span class="govuk-caption-l">URN {home.school.urn}</span>
      <h1 class="govuk-heading-l">{home.school.name}</h1>
      {home.eligible ? null : <Ended school={home.school} />}
      <h2 class="govuk-heading-m">What you can do here</h2>
      <p class="govuk-body">Your school is registered. Check that what we have about it is right:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>who has access, and with which email address</li>
        <li>the email addresses at which we reach the school</li>
        <li>
          <a class="govuk-link" href={`/schools/${home.school.urn}`}>
            what Get Information about Schools says, and whether the school can use this service
          </a>
        </li>
      </ul>
      <h2 class="govuk-heading-m">Early career teachers in {academicYearText(home.academicYear)}</h2>
      <p class="govuk-body">
        {home.expectation ? expectationText[home.expectation] : 'Your school has not told us whether it expects any.'}
      </p>
      <h2 class="govuk-heading-m">Who has access</h2>
      <Summary
        rows={home.members.map((member) => ({
          key: roleText[member.role],
          value: <MemberFacts member={member} own={home.own} />,
        }))}
      />
      <h2 class="govuk-heading-m">How we reach your school</h2>
      <Contacts contacts={home.contacts} />
    </>,
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

const MemberFacts = ({ member, own }: { readonly member: Member; readonly own: string | null }): Html => (
  <>
    {member.name}
    {member.accountId === own ? ' (you)' : ''}
    <br />
    <span class="govuk-!-text-break-word">{member.address ?? 'No email address'}</span>
    <br />
    Since {dateText(londonDate(member.since))}
  </>
)

const channelText = { main: 'Main email address', alternative: 'Alternative email address' } as const

const Contacts = ({ contacts }: { readonly contacts: readonly ContactPoint[] }): Html => (
  <>
    {contacts.length === 0 ? (
      <p class="govuk-body">We have no email address for your school.</p>
    ) : (
      <Summary rows={contacts.map(({ channel, address }) => ({ key: channelText[channel], value: address }))} />
    )}
    <p class="govuk-body">
      These come from Get Information about Schools. Whoever reads them can name another induction tutor, so they should
      be right. Your school can{' '}
      <a class="govuk-link" href="https://get-information-schools.service.gov.uk/">
        change them there
      </a>
      . We use a new address from the next morning.
    </p>
  </>
)

/** Somebody who looks after several schools chooses one at a time. */
export const chooseSchoolPage = (schools: readonly School[]): Page =>
  page(
    { title: 'Your schools' },
    <>
      <h1 class="govuk-heading-l">Your schools</h1>
      <ul class="govuk-list govuk-list--spaced">
        {[...schools]
          .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'))
          .map(({ urn, name, town }) => (
            <li>
              <a class="govuk-link" href={`/home?school=${urn}`}>
                {name}
              </a>
              <br />
              {town ? `${town}, ` : ''}URN {urn}
            </li>
          ))}
      </ul>
    </>,
  )

/** Somebody who signs in and has no school, such as a tutor who was replaced. */
export const noSchoolPage = (): Page =>
  page(
    { title: 'You have no school in this service' },
    <>
      <h1 class="govuk-heading-l">You have no school in this service</h1>
      <p class="govuk-body">
        Your account works, but no school names you as its induction tutor at the moment. This happens when a school has
        named somebody else, or when you have moved.
      </p>
      <p class="govuk-body">To get access to a school:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>ask whoever reads the school’s main email address to nominate you with the link that we send there</li>
        <li>
          <a class="govuk-link" href="/schools">
            find the school
          </a>{' '}
          to see whether it can use the service
        </li>
      </ul>
    </>,
  )
