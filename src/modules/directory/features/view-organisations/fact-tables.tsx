import { contains, dateText, type Period, Temporal } from '#src/kit/dates.ts'
import { Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { roleText } from '../../organisation.ts'
import type { aliasesOf, RelationOf, rolesOf } from '../../organisations-queries.ts'

export type Roles = Awaited<ReturnType<typeof rolesOf>>
export type Aliases = Awaited<ReturnType<typeof aliasesOf>>
export type Relations = readonly RelationOf[]

/** What the organisation does, did and will do, each with its days and where that was learnt. */
export const RoleTable = ({ roles, day }: { readonly roles: Roles; readonly day: Temporal.PlainDate }): Html =>
  roles.length === 0 ? (
    <Nothing heading="Roles" text="It has no role in the services." />
  ) : (
    <Table
      caption="Roles"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[{ text: 'Role' }, { text: 'When' }]}
      rows={roles.map((row) => [
        { text: roleText[row.role] },
        { html: <When text={`${periodText(row)}${tenseText(row, day)}`} source={row.source} /> },
      ])}
    />
  )

export const AliasTable = ({ aliases }: { readonly aliases: Aliases }): Html | null =>
  aliases.length === 0 ? null : (
    <Table
      caption="Other names"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[{ text: 'Name' }, { text: 'When' }]}
      rows={aliases.map((row) => [{ text: row.name }, { html: <When text={periodText(row)} source={row.source} /> }])}
    />
  )

export const RelationTable = ({ relations }: { readonly relations: Relations }): Html | null =>
  relations.length === 0 ? null : (
    <Table
      caption="Related organisations"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[{ text: 'Organisation' }, { text: 'When' }]}
      rows={relations.map((row) => [
        { html: <Other relation={row} /> },
        { html: <When text={periodText(row)} source={row.source} /> },
      ])}
    />
  )

const HOW = {
  to: { 'part-of': 'Part of', successor: 'Took over from', 'same-as': 'Same organisation as' },
  from: { 'part-of': 'Has as a part', successor: 'Taken over by', 'same-as': 'Same organisation as' },
} as const

const Other = ({ relation }: { readonly relation: RelationOf }): Html => (
  <>
    <span class="govuk-!-display-block govuk-!-font-weight-regular">
      {HOW[relation.direction][relation.kind]}
      {relation.confidence === 'likely' ? ' (likely, not certain)' : ''}
    </span>{' '}
    <a class="govuk-link" href={`/organisations/${relation.otherId}`}>
      {relation.otherName}
    </a>
  </>
)

/** Days, and below them where they were learnt. */
const When = ({ text, source }: { readonly text: string; readonly source: string }): Html => (
  <>
    {text} <span class="govuk-body-s govuk-!-display-block govuk-!-margin-bottom-0">Source: {source}</span>
  </>
)

const Nothing = ({ heading, text }: { readonly heading: string; readonly text: string }): Html => (
  <>
    <h2 class="govuk-heading-m">{heading}</h2>
    <p class="govuk-body">{text}</p>
  </>
)

/** Periods are half-open: people are told the last day that is in. */
const periodText = ({ from, to }: Period): string =>
  to === null ? `From ${dateText(from)}` : `${dateText(from)} to ${dateText(to.subtract({ days: 1 }))}`

function tenseText(period: Period, day: Temporal.PlainDate): string {
  if (contains(period, day)) return ''
  return Temporal.PlainDate.compare(day, period.from) < 0 ? ' (not yet)' : ' (ended)'
}
