import { counted } from '#src/kit/counted.ts'
import { type AcademicYear, academicYearText, dateText, londonDate } from '#src/kit/dates.ts'
import { Details } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { Summary } from '#src/ui/summary.tsx'
import type { School } from '../../../directory/public.ts'
import { roleText } from '../../accounts/account.ts'
import { endingText, grantText } from '../../memberships/membership-events.ts'
import type { RoleOfPerson } from '../../memberships/person-roles-queries.ts'
import type { Expectation } from '../../nominations/nomination-rules.ts'

export type RolesAtSchool = {
  readonly school: School
  readonly roles: readonly RoleOfPerson[]
  readonly academicYear: AcademicYear
  readonly expectation: Expectation | null
  readonly mayChange: boolean
}

const expectationText: Readonly<Record<Expectation, string>> = {
  yes: 'Yes',
  no: 'No',
  'not-known': 'The school does not know yet',
}

/** Who has access to the school, since when, why and by whom; who had is folded away. */
export const RolesSection = (facts: RolesAtSchool): Html => {
  const { school, roles, academicYear, expectation, mayChange } = facts
  const [now, past] = [roles.filter(({ endedAt }) => endedAt === null), roles.filter(({ endedAt }) => endedAt !== null)]
  const hasTutor = now.some(({ role }) => role === 'induction-tutor')
  return (
    <>
      {hasTutor ? null : (
        <p class="govuk-body">
          <StatusTag status="tutor-not-named" />
        </p>
      )}
      <Summary
        rows={[
          ...now.map((role) => roleRow(role, facts)),
          {
            key: `Expects early career teachers in ${academicYearText(academicYear)}`,
            value: expectation ? expectationText[expectation] : 'The school has not said',
          },
        ]}
      />
      {mayChange ? (
        <ul class="govuk-list">
          <Action href={`/organisations/${school.id}/people/add`} text="Add a person" />
          {hasTutor ? null : <Action href={`/schools/${school.urn}/replace-tutor`} text="Name the induction tutor" />}
        </ul>
      ) : null}
      {past.length === 0 ? null : (
        <Details
          summaryText={counted(past.length, 'ended role', 'ended roles')}
          html={<Summary rows={past.map((role) => ({ key: roleText[role.role], value: <Facts role={role} /> }))} />}
        />
      )}
    </>
  )
}

const Action = ({ href, text }: { readonly href: string; readonly text: string }): Html => (
  <li>
    <a class="govuk-link" href={href}>
      {text}
    </a>
  </li>
)

const roleRow = (role: RoleOfPerson, { school, mayChange }: RolesAtSchool) => ({
  key: roleText[role.role],
  value: <Facts role={role} />,
  actions: mayChange ? [changeOf(role, school)] : [],
})

/** The tutor is replaced and never only removed: lead providers are shown one. */
const changeOf = ({ role, membershipId, name }: RoleOfPerson, { id, urn }: School) =>
  role === 'induction-tutor'
    ? { text: 'Replace', hidden: `${name} as induction tutor`, href: `/schools/${urn}/replace-tutor` }
    : { text: 'Remove', hidden: name, href: `/organisations/${id}/people/${membershipId}/removal` }

const Facts = ({ role }: { readonly role: RoleOfPerson }): Html => (
  <>
    <a class="govuk-link" href={`/people/${role.accountId}`}>
      {role.name}
    </a>
    <br />
    <span class="govuk-!-text-break-word">{role.address ?? 'No email address'}</span>
    <br />
    {periodText(role)}
    <br />
    {whyText(role)}
  </>
)

function periodText({ startedAt, endedAt, until, verified }: RoleOfPerson): string {
  if (endedAt) return `From ${dateText(londonDate(startedAt))} to ${dateText(londonDate(endedAt))}`
  const end = until ? `, until ${dateText(londonDate(until))}` : ''
  return `Since ${dateText(londonDate(startedAt))}${end}. ${verified ? 'Has signed in.' : 'Has not signed in yet.'}`
}

function whyText({ because, grantedBy, endedBecause }: RoleOfPerson): string {
  const given = `${because ? grantText[because] : 'given'}${grantedBy ? `, by ${grantedBy}` : ''}`
  const ended = endedBecause ? `. Ended: ${endingText[endedBecause]}` : ''
  return `${given.charAt(0).toUpperCase()}${given.slice(1)}${ended}`
}
