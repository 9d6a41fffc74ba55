import { momentText } from '#src/kit/dates.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { LongTextField, RadioField } from '#src/ui/fields.tsx'
import { Form, type FormState } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { Summary, type SummaryRow } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import type { School } from '../../../directory/public.ts'
import type { HandoverWithPeople, Party } from '../../handovers/handovers-queries.ts'

export type StaffHandover = HandoverWithPeople & { readonly school: School; readonly tutor: string | null }

type Shown = {
  readonly change: StaffHandover
  readonly form: FormState
  readonly history: readonly HistoryEntry[]
}

const KIND_TEXT = {
  nominated: 'With the link in the school’s mailbox',
  'handed-over': 'Handed over',
  'by-staff': 'By staff',
} as const
const OBJECTOR_TEXT = { 'replaced-person': 'The person who was replaced', contact: 'The school’s contact' } as const

/** For staff: one change of tutor, who objected, and the decision. */
export function staffHandoverPage({ change, form, history }: Shown): Page {
  const { school, handover } = change
  const title = `Change of induction tutor of ${school.name}`
  return page(
    {
      title,
      errors: form.errors,
      breadcrumbs: [
        { text: 'Staff home', href: '/staff' },
        { text: 'Requests about access', href: '/staff/access-requests' },
      ],
    },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <Summary rows={factsOf(change)} />
      {handover.status === 'objected' ? <Decision change={change} form={form} /> : null}
      <h2 class="govuk-heading-m">What happened</h2>
      <Timeline entries={history} />
    </>,
  )
}

const Decision = ({ change, form }: { readonly change: StaffHandover; readonly form: FormState }): Html => (
  <>
    <h2 class="govuk-heading-m">Decide</h2>
    <Form state={form}>
      <RadioField
        name="decision"
        legend="Who is the induction tutor?"
        choices={[
          { value: 'uphold', text: change.from.name, hint: 'The objection was right. Everything stays as it is now' },
          { value: 'reinstate', text: change.to.name, hint: 'The objection was a mistake. The change is made again' },
        ]}
      />
      <LongTextField name="reason" label="Reason" hint="What you checked, and with whom" rows={3} max={500} />
      <Button text="Decide and tell everybody" preventDoubleClick />
    </Form>
  </>
)

function factsOf(change: StaffHandover): readonly SummaryRow[] {
  const { handover, from, to, school, tutor } = change
  return [
    { key: 'Status', value: <StatusTag status={`handover-${handover.status}`} /> },
    { key: 'School', value: <Link href={`/schools/${school.urn}`} text={`${school.name}, URN ${school.urn}`} /> },
    { key: 'Induction tutor now', value: tutor ?? 'Nobody' },
    { key: 'Before the change', value: <Person party={from} /> },
    { key: 'After the change', value: <Person party={to} /> },
    {
      key: 'Changed',
      value: `${KIND_TEXT[handover.kind]}${change.doneBy ? ` by ${change.doneBy}` : ''}, at ${momentText(handover.happenedAt)}`,
    },
    ...(handover.objectedAt && handover.objectedBy
      ? [
          { key: 'Objected', value: `${OBJECTOR_TEXT[handover.objectedBy]}, at ${momentText(handover.objectedAt)}` },
          { key: 'In their words', value: handover.objection },
        ]
      : []),
    ...(handover.settledAt
      ? [{ key: 'Settled', value: `${change.settledBy ?? 'By itself'}, at ${momentText(handover.settledAt)}` }]
      : []),
    ...(handover.settledBecause ? [{ key: 'Reason', value: handover.settledBecause }] : []),
  ]
}

const Person = ({ party }: { readonly party: Party }): Html => (
  <>
    <Link href={`/people/${party.accountId}`} text={party.name} />
    <br />
    <span class="govuk-!-text-break-word">{party.address ?? 'No email address'}</span>
  </>
)

const Link = ({ href, text }: { readonly href: string; readonly text: string }): Html => (
  <a class="govuk-link" href={href}>
    {text}
  </a>
)
