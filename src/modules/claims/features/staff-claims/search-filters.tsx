import { academicYearText, dateText } from '#src/kit/dates.ts'
import { DateField } from '#src/ui/date-field.tsx'
import { SelectField, TextField } from '#src/ui/fields.tsx'
import { type ActiveFilter, Filters } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import type { Html } from '#src/ui/govuk-types.ts'
import { statusOf } from '#src/ui/statuses.ts'
import { CLAIM_STATUSES } from '../../claims/claim-states.ts'
import { TRAINING_TYPES } from '../../years/claim-year.ts'
import { lastDay } from '../../years/window-rules.ts'
import { CLAIMS, type SearchFacts, withQuery } from './search-facts.ts'

const ALL = { value: '', text: 'All' }
const trainingText = { initial: 'Initial', refresher: 'Refresher' } as const

const windowText = (window: SearchFacts['windows'][number]): string =>
  `${dateText(window.period.from)} to ${dateText(lastDay(window))}`

/** The search box and every filter; each that is on can be taken off by itself. */
export const SearchFilters = (facts: SearchFacts): Html => {
  const { query, sort, years, windows, providers, staff, me } = facts
  const hidden = { sort: sort.by, order: sort.order }
  return (
    <Filters state={freshForm(CLAIMS, { values: query, hidden })} active={activeOf(facts)} clearHref={CLAIMS}>
      <TextField name="q" label="Search" hint="Reference, school, URN, mentor, TRN, provider or email address" />
      <SelectField name="waits" label="Waiting" choices={[ALL, { value: 'me', text: 'What waits for me' }]} />
      <SelectField
        name="assigned"
        label="Assigned to"
        choices={[
          ALL,
          ...[
            { value: 'me', text: 'Me' },
            { value: 'nobody', text: 'Nobody' },
          ],
          ...staff.filter(({ id }) => id !== me).map(({ id, name }) => ({ value: id, text: name })),
        ]}
      />
      <SelectField
        name="status"
        label="Status"
        choices={[ALL, ...CLAIM_STATUSES.map((value) => ({ value, text: statusOf(`claim-${value}`).text }))]}
      />
      <SelectField
        name="year"
        label="Academic year"
        choices={[ALL, ...years.map((year) => ({ value: String(year), text: academicYearText(year) }))]}
      />
      <SelectField
        name="window"
        label="Claim window"
        choices={[ALL, ...windows.map((window) => ({ value: window.id, text: windowText(window) }))]}
      />
      <SelectField
        name="provider"
        label="Provider"
        choices={[ALL, ...providers.map(({ id, name }) => ({ value: id, text: name }))]}
      />
      <TextField name="school" label="URN of the school" width={10} inputmode="numeric" />
      <SelectField
        name="training"
        label="Training"
        choices={[ALL, ...TRAINING_TYPES.map((value) => ({ value, text: trainingText[value] }))]}
      />
      <DateField name="from" legend="Sent on or after" />
      <DateField name="to" legend="Sent on or before" />
    </Filters>
  )
}

type Narrowed = Pick<SearchFacts, 'query' | 'filters' | 'windows' | 'providers' | 'staff' | 'me'>

/** The search and every filter that is on, in words, and the address without it. */
export function activeOf(facts: Narrowed): readonly ActiveFilter[] {
  const { query, filters, windows, providers } = facts
  const on: readonly (readonly [names: readonly string[], group: string, text: string | null | undefined])[] = [
    [['q'], 'Search', query['q']],
    [['waits'], 'Waiting', filters.waitsFor && 'Waits for me'],
    [['assigned'], 'Assigned to', assignedText(facts)],
    [['status'], 'Status', filters.status && statusOf(`claim-${filters.status}`).text],
    [['year'], 'Academic year', filters.year === null ? null : academicYearText(filters.year)],
    [['window'], 'Claim window', windows.filter(({ id }) => id === filters.windowId).map(windowText)[0]],
    [['provider'], 'Provider', providers.find(({ id }) => id === filters.providerId)?.name],
    [['school'], 'School', filters.schoolUrn && `URN ${filters.schoolUrn}`],
    [['training'], 'Training', filters.training && trainingText[filters.training]],
    [['from-day', 'from-month', 'from-year'], 'Sent', filters.from && `From ${dateText(filters.from)}`],
    [['to-day', 'to-month', 'to-year'], 'Sent', filters.to && `To ${dateText(filters.to)}`],
  ]
  return on.flatMap(([names, group, text]) => {
    const off = Object.fromEntries(names.map((name) => [name, null]))
    return text ? [{ group, text, removeHref: withQuery(query, off) }] : []
  })
}

function assignedText({ filters: { assigned }, staff, me }: Narrowed): string | null {
  if (assigned.kind === 'anybody') return null
  if (assigned.kind === 'nobody') return 'Nobody'
  return assigned.accountId === me ? 'Me' : (staff.find(({ id }) => id === assigned.accountId)?.name ?? 'Somebody else')
}
