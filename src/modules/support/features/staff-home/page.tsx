import type { Actor } from '#src/kit/actor.ts'
import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import type { SchoolCounts } from '../../../directory/public.ts'

type StaffHome = {
  readonly actor: Actor
  readonly schools: SchoolCounts
  /** How many requests about access wait for staff. */
  readonly waiting: number
}

export const staffHomePage = ({ actor, schools, waiting }: StaffHome): Page =>
  page(
    { title: 'Staff home' },
    <>
      <h1 class="govuk-heading-l">Staff home</h1>
      <p class="govuk-body">You are signed in as {actor.name}.</p>
      {tasksOf(actor, waiting).map((task) => (
        <Task {...task} />
      ))}
      <h2 class="govuk-heading-m">Schools in the registry</h2>
      <Registry {...schools} />
    </>,
  )

type TaskProps = { readonly href: string; readonly name: string; readonly about: string }

const FIND: readonly TaskProps[] = [
  {
    href: '/schools',
    name: 'Find a school',
    about:
      'See its facts, whether it can use the service, who has access and what has happened. Send its nomination link.',
  },
  {
    href: '/people',
    name: 'Find a person',
    about: 'See how they sign in, what they were sent and what has happened. Mend their way in.',
  },
]

const requests = (waiting: number): TaskProps => ({
  href: '/staff/access-requests',
  name: `Requests about access (${countText(waiting)})`,
  about:
    waiting === 0
      ? 'Nothing waits for you.'
      : 'What nobody else has answered: links to schools, people to add, and objections to a change of tutor.',
})

const MISSING: TaskProps = {
  href: '/staff/missing-tutors',
  name: 'Schools without a tutor',
  about: 'Eligible schools with nobody registered, and why. Invite many at once.',
}

const NPQ: TaskProps = {
  href: '/staff/npq',
  name: 'NPQ registrations',
  about: 'Find a registration, decide on funding, change many by a file, and see who registered twice.',
}

const CLAIMS: TaskProps = {
  href: '/staff/claims',
  name: 'Claims for mentor training',
  about: 'Find a claim, help with it, pay, check and take back.',
}

const CLAIM_RULES: TaskProps = {
  href: '/staff/claims/rules',
  name: 'Rules of claims',
  about: 'Windows, rates, hours, figures, conditions of the grant and eligible schools.',
}

const NPQ_DATA: TaskProps = {
  href: '/staff/npq/lists',
  name: 'Eligibility lists',
  about: 'The schools, colleges and childminders that NPQ funding depends on.',
}

const NPQ_DATES: readonly TaskProps[] = [
  {
    href: '/staff/npq/cohorts',
    name: 'NPQ cohorts',
    about: 'When people can register, when courses start, and the schedules that they are accepted on.',
  },
  {
    href: '/staff/npq/funding-policies',
    name: 'Rules of NPQ funding',
    about: 'Who is funded for which course, in plain words. Write new rules, and approve those of a colleague.',
  },
  {
    href: '/staff/npq/consent-texts',
    name: 'NPQ consent texts',
    about: 'What people agree to when they register, and from when.',
  },
]

const API_TOKENS: TaskProps = {
  href: '/staff/api-tokens',
  name: 'API tokens',
  about: 'The secrets of providers’ systems: which work, when each was last used, and when the next one ends.',
}

const REST: readonly TaskProps[] = [
  {
    href: '/staff/access-problems',
    name: 'Problems with access',
    about: 'How often people cannot get in, how it ends and how long it takes.',
  },
  {
    href: '/organisations',
    name: 'Organisations',
    about: 'Lead providers, delivery partners, appropriate bodies and trusts, with their roles, names and relations.',
  },
]

const IMPORTS: TaskProps = {
  href: '/imports',
  name: 'Imports',
  about: 'Upload the files of Get Information about Schools, look through the changes, and apply them.',
}

const tasksOf = (actor: Actor, waiting: number): readonly TaskProps[] => [
  ...FIND,
  ...(actor.may('support') ? [requests(waiting), MISSING, NPQ] : []),
  ...(actor.may('support') || actor.may('pay') ? [CLAIMS] : []),
  ...REST,
  ...(actor.may('support') ? [API_TOKENS] : []),
  ...(actor.may('manage-reference-data') ? [IMPORTS, NPQ_DATA, ...NPQ_DATES, CLAIM_RULES] : []),
]

const Task = ({ href, name, about }: TaskProps): Html => (
  <>
    <h2 class="govuk-heading-m govuk-!-margin-bottom-1">
      <a class="govuk-link" href={href}>
        {name}
      </a>
    </h2>
    <p class="govuk-body">{about}</p>
  </>
)

const Registry = ({ open, closing, closed, proposed, withoutContact }: SchoolCounts): Html => {
  if (open + closing + closed + proposed === 0) {
    return <InsetText text="There are no schools yet. Import the files of Get Information about Schools first." />
  }
  return (
    <Summary
      rows={[
        { key: 'Open', value: countText(open) },
        { key: 'Open, proposed to close', value: countText(closing) },
        { key: 'Proposed to open', value: countText(proposed) },
        { key: 'Closed', value: countText(closed) },
        { key: 'Open without an email address', value: countText(withoutContact) },
      ]}
    />
  )
}
