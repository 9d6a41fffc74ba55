import { CheckboxField, SelectField, TextField } from '#src/ui/fields.tsx'
import { type ActiveFilter, Filters } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import type { Html } from '#src/ui/govuk-types.ts'
import { PHASES } from '../../../directory/public.ts'
import { MISSING_REASONS, missingReasonTexts, REMIND_AFTER_WORKING_DAYS } from '../../invitations/missing-rules.ts'
import { withQuery } from '../../invitations/missing-search.ts'
import type { MissingList } from './list-page.tsx'

const PATH = '/staff/missing-tutors'
const ALL = { value: '', text: 'All' }
const OLDER = `Newest link sent at least ${REMIND_AFTER_WORKING_DAYS} working days ago`

const SORTS = [
  { value: 'name', text: 'Name' },
  { value: 'authority', text: 'Local authority' },
  { value: 'oldest-link', text: 'Longest since the newest link' },
]

/** A trust is chosen from the counts by trust: there are too many for a list. */
export const MissingFilters = (list: MissingList): Html => {
  const { query, authorities } = list
  const { trust, ...values } = query
  return (
    <Filters
      state={freshForm(PATH, { values, hidden: trust ? { trust } : {} })}
      active={activeFilters(list)}
      clearHref={PATH}
    >
      <SelectField name="reason" label="Reason" choices={[ALL, ...MISSING_REASONS.map(reasonChoice)]} />
      <SelectField
        name="la"
        label="Local authority"
        choices={[ALL, ...authorities.map(({ code, name }) => ({ value: code, text: name }))]}
      />
      <SelectField
        name="phase"
        label="Phase"
        choices={[ALL, ...PHASES.map(({ code, name }) => ({ value: code, text: name }))]}
      />
      <TextField name="q" label="Name, place or URN" />
      <CheckboxField name="older" legend="Reminders" small choices={[{ value: '1', text: OLDER }]} />
      <SelectField name="sort" label="Sort by" choices={SORTS} />
      <p class="govuk-body">
        <a class="govuk-link" href={withQuery(`${PATH}/trusts`, query)}>
          Choose a trust
        </a>
      </p>
    </Filters>
  )
}

const reasonChoice = (reason: (typeof MISSING_REASONS)[number]) => ({
  value: reason,
  text: missingReasonTexts[reason].text,
})

function activeFilters({ criteria, query, authorities, trusts }: MissingList): readonly ActiveFilter[] {
  const { reason, laCode, trustId, phaseCode, text, sentBy } = criteria
  const on = (name: string, group: string, shown: string | undefined): ActiveFilter => {
    const rest = Object.fromEntries(Object.entries(query).filter(([key]) => key !== name))
    return { group, text: shown ?? '', removeHref: withQuery(PATH, rest) }
  }
  return [
    ...(reason ? [on('reason', 'reason', missingReasonTexts[reason].text)] : []),
    ...(laCode ? [on('la', 'local authority', authorities.find(({ code }) => code === laCode)?.name ?? laCode)] : []),
    ...(trustId ? [on('trust', 'trust', trusts.get(trustId)?.name ?? 'A trust that we do not know')] : []),
    ...(phaseCode ? [on('phase', 'phase', PHASES.find(({ code }) => code === phaseCode)?.name)] : []),
    ...(text ? [on('q', 'name', text)] : []),
    ...(sentBy ? [on('older', 'reminders', OLDER)] : []),
  ]
}
