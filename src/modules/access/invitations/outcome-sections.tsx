import { momentText } from '#src/kit/dates.ts'
import { countText } from '#src/ui/count-text.ts'
import { Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { Summary } from '#src/ui/summary.tsx'
import type { Batch } from './batch.ts'
import { skipTexts } from './invitation-rules.ts'
import type { Outcome } from './invitations-queries.ts'

type FactsProps = { readonly batch: Batch; readonly criteria: string }

/** What was asked of a batch, and when it ran. */
export const BatchFacts = ({ batch, criteria }: FactsProps): Html => (
  <Summary
    rows={[
      { key: 'Schools', value: criteria },
      { key: 'In the list', value: countText(batch.schools) },
      { key: 'Planned', value: momentText(batch.createdAt) },
      { key: batch.startedAt ? 'Started' : 'Starts', value: momentText(batch.startedAt ?? batch.startsAt) },
      ...(batch.finishedAt
        ? [{ key: batch.status === 'stopped' ? 'Stopped' : 'Finished', value: momentText(batch.finishedAt) }]
        : []),
      { key: 'Pace', value: `At most ${countText(batch.perMinute)} schools a minute` },
    ]}
  />
)

/** What became of the schools of a batch, and why some were passed over. */
export const OutcomeTable = ({ outcome }: { readonly outcome: Outcome }): Html => (
  <Table
    caption="What became of it"
    captionClasses="govuk-table__caption--m"
    head={[{ text: 'Schools that' }, { text: 'How many', format: 'numeric' }]}
    rows={[...rowsOf(outcome), ...skippedRows(outcome)].map(({ text, schools }) => [
      { text },
      { text: countText(schools), format: 'numeric' },
    ])}
  />
)

type Row = { readonly text: string; readonly schools: number }

const rowsOf = ({ waiting, sent, delivered, bounced, refused, opened, used }: Outcome): readonly Row[] => [
  ...(waiting > 0 ? [{ text: 'Are waiting', schools: waiting }] : []),
  { text: 'Were sent the link', schools: sent },
  { text: 'Of these: delivered', schools: delivered },
  { text: 'Of these: opened', schools: opened },
  { text: 'Of these: used, so that the school has answered', schools: used },
  { text: 'Of these: address does not exist', schools: bounced },
  { text: 'Of these: inbox refused it', schools: refused },
]

const skippedRows = ({ skipped }: Outcome): readonly Row[] =>
  [...skipped]
    .filter(([, schools]) => schools > 0)
    .map(([because, schools]) => ({ text: `Passed over: ${skipTexts[because]}`, schools }))
