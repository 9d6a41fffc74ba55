import { dateText, londonDate, momentText } from '#src/kit/dates.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { Summary, type SummaryRow } from '#src/ui/summary.tsx'
import type { AccountMerge } from '../../merges/merges-queries.ts'
import type { PersonFactsForStaff } from '../../teachers/person-facts-queries.ts'

type Props = PersonFactsForStaff & { readonly accountId: string; readonly mayTreat: boolean }

const RECORD_TEXT = {
  unchecked: 'Not checked',
  ok: 'In use',
  merged: 'Part of another record',
  deactivated: 'Deactivated',
  'not-found': 'Not found',
} as const

/** Who this is as a teacher, and which accounts have become one with theirs. */
export const PersonSection = ({ accountId, person, merges, mayTreat }: Props): Html => (
  <>
    {person === null ? (
      <p class="govuk-body">
        Nothing is registered for them as a teacher, so providers know no id of theirs. They have given no teacher
        reference number.
      </p>
    ) : (
      <Summary
        rows={[
          {
            key: 'Teacher reference number',
            value: person.trn ?? 'None',
            actions:
              mayTreat && person.trn !== null
                ? [{ text: 'Check again', href: `/people/${accountId}/teacher-reference-number`, hidden: 'the number' }]
                : [],
          },
          { key: 'Teaching record', value: RECORD_TEXT[person.recordStatus] },
          {
            key: 'Confirmed',
            value: person.trnConfirmedAt ? dateText(londonDate(person.trnConfirmedAt)) : 'Not confirmed',
          },
          { key: 'Id that providers know them by', value: person.id },
        ]}
      />
    )}
    {merges.length === 0 ? null : (
      <>
        <h3 class="govuk-heading-s">Accounts that became one</h3>
        <Summary rows={merges.map(mergeRow(accountId))} />
      </>
    )}
  </>
)

const mergeRow =
  (accountId: string) =>
  ({ id, keep, keptName, goneName, mergedAt, by }: AccountMerge): SummaryRow => ({
    key: keep === accountId ? `${goneName} became part of this` : `Became part of ${keptName}`,
    value: `At ${momentText(mergedAt)} by ${by ?? 'their owner'}`,
    actions: [{ text: 'See or undo', href: `/merges/${id}`, hidden: `the merge of ${goneName} and ${keptName}` }],
  })
