import { counted } from '#src/kit/counted.ts'
import { dateText, londonDate } from '#src/kit/dates.ts'
import { Details } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { Summary } from '#src/ui/summary.tsx'
import type { NamedOrganisation } from '../../../directory/public.ts'
import { roleText } from '../../accounts/account.ts'
import { endingText, grantText } from '../../memberships/membership-events.ts'
import type { RoleOfPerson } from '../../memberships/person-roles-queries.ts'

export type Roles = {
  readonly roles: readonly RoleOfPerson[]
  readonly organisations: ReadonlyMap<string, NamedOrganisation>
}

/** Where somebody has access: since when, why and by whom. What has ended is folded away. */
export const RolesSection = ({ roles, organisations }: Roles): Html => {
  const [now, past] = [roles.filter(({ endedAt }) => endedAt === null), roles.filter(({ endedAt }) => endedAt !== null)]
  return (
    <>
      {now.length === 0 ? (
        <p class="govuk-body">This person has no role in any school or organisation at the moment.</p>
      ) : (
        <RoleList roles={now} organisations={organisations} />
      )}
      {past.length === 0 ? null : (
        <Details
          summaryText={counted(past.length, 'ended role', 'ended roles')}
          html={<RoleList roles={past} organisations={organisations} />}
        />
      )}
    </>
  )
}

const RoleList = ({ roles, organisations }: Roles): Html => (
  <Summary
    rows={roles.map((role) => ({
      key: roleText[role.role],
      value: <RoleFacts role={role} organisation={organisations.get(role.organisationId)} />,
      actions: role.endedAt === null ? [changeOf(role, organisations.get(role.organisationId))] : [],
    }))}
  />
)

/** The tutor is replaced and never only removed: lead providers are shown one. */
function changeOf({ role, organisationId, membershipId }: RoleOfPerson, organisation: NamedOrganisation | undefined) {
  const where = organisation?.name ?? 'the organisation'
  return role === 'induction-tutor' && organisation?.urn
    ? { text: 'Replace', hidden: `at ${where}`, href: `/schools/${organisation.urn}/replace-tutor` }
    : {
        text: 'Remove',
        hidden: `from ${where}`,
        href: `/organisations/${organisationId}/people/${membershipId}/removal`,
      }
}

type Facts = { readonly role: RoleOfPerson; readonly organisation: NamedOrganisation | undefined }

const RoleFacts = ({ role, organisation }: Facts): Html => (
  <>
    <OrganisationLink organisation={organisation} />
    <br />
    From {dateText(londonDate(role.startedAt))}
    {role.endedAt ? ` to ${dateText(londonDate(role.endedAt))}` : ', still'}
    {role.until && !role.endedAt ? `, until ${dateText(londonDate(role.until))}` : ''}
    <br />
    {whyText(role)}
  </>
)

function whyText({ because, grantedBy, endedBecause }: RoleOfPerson): string {
  const given = `${because ? grantText[because] : 'given'}${grantedBy ? `, by ${grantedBy}` : ''}`
  const ended = endedBecause ? `. Ended: ${endingText[endedBecause]}` : ''
  return `${given.charAt(0).toUpperCase()}${given.slice(1)}${ended}`
}

const OrganisationLink = ({ organisation }: { readonly organisation: NamedOrganisation | undefined }): Html => {
  if (!organisation) return <>An organisation that the registry no longer has</>
  const { id, name, urn } = organisation
  return (
    <a class="govuk-link" href={urn === null ? `/organisations/${id}` : `/schools/${urn}`}>
      {name}
    </a>
  )
}
