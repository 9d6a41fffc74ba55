import { dateText, momentText, type Temporal } from '#src/kit/dates.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { LongTextField, RadioField } from '#src/ui/fields.tsx'
import { Form, type FormState } from '#src/ui/form.tsx'
import { Button, InsetText, NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { LinkList } from '#src/ui/link-list.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { Summary } from '#src/ui/summary.tsx'
import type { ClaimAuditPlace } from '../../audits/claim-audit.ts'
import { WhatWasSaid } from '../../audits/what-was-said.tsx'
import { statusKey } from '../../claims/claim-status-rules.ts'
import { hoursText } from '../../claims/event-text-rules.ts'
import type { Evidence } from '../../requests/evidence.ts'
import { EvidenceList } from '../../requests/evidence-list.tsx'

type Facts = {
  readonly place: ClaimAuditPlace
  readonly form: FormState
  readonly files: readonly Evidence[]
  readonly canDecide: boolean
  /** The last day of the party whose turn it is; null when nobody is waited for. */
  readonly waitsUntil: Temporal.PlainDate | null
  readonly isChanged: boolean
  readonly newest: HistoryEntry | null
  readonly done: string | null
}

/** The audit of a claim as staff see it: everything that was said, evidence, and the decision. */
export const decisionPage = (facts: Facts): Page => {
  const { place, form, files, canDecide, done } = facts
  const { claim, audit } = place
  const title = `Audit of claim ${claim.reference}`
  return page(
    { title, back: form.back, errors: form.errors },
    <>
      {done === null ? null : <NotificationBanner type="success" text={done} />}
      {facts.isChanged ? <Changed newest={facts.newest} /> : null}
      <span class="govuk-caption-l">{claim.submitted?.schoolName ?? place.school.name}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <Summary rows={rowsOf(place)} />
      {facts.waitsUntil === null ? null : <Waits place={place} until={facts.waitsUntil} />}
      <WhatWasSaid claim={claim} said={place.said} names drafts />
      <EvidenceList files={files} caption="Evidence of the school" />
      {canDecide ? <Decide {...facts} /> : null}
      <LinkList
        links={[
          { href: `/staff/claims/audits/${audit.id}`, text: 'See all claims of this audit' },
          ...(claim.status === 'in-audit'
            ? [
                {
                  href: `/organisations/${audit.providerId}/audits/${audit.id}/claims/${claim.id}`,
                  text: 'Answer for the provider',
                },
              ]
            : []),
        ]}
      />
    </>,
  )
}

const rowsOf = ({ claim, audit, standing, providerName }: ClaimAuditPlace) => [
  { key: 'Status', value: <StatusTag status={statusKey(claim.status)} /> },
  { key: 'Provider', value: claim.submitted?.providerName ?? providerName },
  { key: 'Provider answers by', value: dateText(audit.dueOn) },
  ...(standing.schoolDueOn === null ? [] : [{ key: 'School replies by', value: dateText(standing.schoolDueOn) }]),
]

const Changed = ({ newest }: Pick<Facts, 'newest'>): Html => (
  <NotificationBanner
    text={`Nothing was decided: somebody has acted on the claim since you opened the page.${newest === null ? '' : ` ${newest.sentence}. By ${newest.by}, ${momentText(newest.at)}.`}`}
  />
)

const Waits = ({ place, until }: { readonly place: ClaimAuditPlace; readonly until: Temporal.PlainDate }): Html => (
  <InsetText
    text={`${place.status === 'in-audit' ? 'The provider' : 'The school'} has until ${dateText(until)}. You can decide after that day, or once ${place.status === 'in-audit' ? 'it has answered and the school has replied' : 'it has replied'}.`}
  />
)

const Decide = ({ place: { claim }, form }: Facts): Html => (
  <>
    <h2 class="govuk-heading-m">Decide</h2>
    <p class="govuk-body">
      If all hours are upheld, the claim stays as it was paid. If not, it is “not upheld”, and a clawback can be
      proposed. The school reads your reason.
    </p>
    <Form state={form}>
      {claim.lines.map((line, at) => (
        <RadioField
          name={`answer-${at}`}
          legend={`${line.mentorName}, ${hoursText(line.hours)}`}
          inline
          choices={[
            { value: 'upheld', text: 'Upheld' },
            { value: 'not-upheld', text: 'Not upheld' },
          ]}
        />
      ))}
      <LongTextField name="reason" label="Reason" hint="The school reads it in an email" rows={3} />
      <Button text="Decide" preventDoubleClick />
    </Form>
  </>
)
