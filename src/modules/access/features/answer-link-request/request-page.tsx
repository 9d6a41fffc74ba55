import { momentText, type Temporal } from '#src/kit/dates.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { TextField } from '#src/ui/fields.tsx'
import { Form, type FormState } from '#src/ui/form.tsx'
import { Button, InsetText, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import type { ContactPoint, School, Trust } from '../../../directory/public.ts'
import { roleText } from '../../accounts/account.ts'
import type { LinkRequest } from '../../link-requests/link-request.ts'
import type { SentLink } from '../../link-requests/link-requests-queries.ts'
import type { Member } from '../../memberships/memberships-queries.ts'
import { channelText } from '../../nominations/nomination-rules.ts'
import { AnswerForm } from './answer-form.tsx'

export type RequestFacts = {
  readonly request: LinkRequest
  readonly school: School
  readonly trust: Trust | null
  readonly contacts: readonly ContactPoint[]
  readonly links: readonly SentLink[]
  readonly members: readonly Member[]
  readonly nominatedAt: Temporal.Instant | null
  readonly history: readonly HistoryEntry[]
}

/** A request for a school's link as support staff handle it: who asks, what was tried, what GIAS says, and the answer. */
export const requestPage = (facts: RequestFacts, form: FormState): Page => {
  const { school, request, nominatedAt } = facts
  const title = `Request for the link of ${school.name}`
  return page(
    {
      title,
      errors: form.errors,
      breadcrumbs: [
        { text: 'Schools', href: '/schools' },
        { text: school.name, href: `/schools/${school.urn}` },
      ],
    },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {nominatedAt ? <InsetText text={`The school nominated somebody at ${momentText(nominatedAt)}.`} /> : null}
      {request.asked ? <WhoAsks asked={request.asked} /> : <p class="govuk-body">Staff have not been asked yet.</p>}
      <h2 class="govuk-heading-m">How to check with the school</h2>
      <Summary rows={checkRows(facts)} />
      <h2 class="govuk-heading-m">What was tried</h2>
      <Tried links={facts.links} />
      <h2 class="govuk-heading-m">{request.status === 'with-staff' ? 'Answer' : 'What was decided'}</h2>
      {request.status === 'with-staff' ? (
        <AnswerForm form={form} school={school} trust={facts.trust} />
      ) : (
        <Decided {...facts} form={form} />
      )}
      <h2 class="govuk-heading-m">What happened</h2>
      <Timeline entries={facts.history} />
    </>,
  )
}

const WhoAsks = ({ asked }: { readonly asked: NonNullable<LinkRequest['asked']> }): Html => (
  <>
    <h2 class="govuk-heading-m">Who asks</h2>
    <Summary
      rows={[
        { key: 'Name', value: asked.name },
        { key: 'Email address', value: asked.address },
        { key: 'Telephone', value: asked.telephone },
        { key: 'Asked at', value: momentText(asked.at) },
        { key: 'What they tried', value: asked.explanation },
      ]}
    />
  </>
)

/** Facts of the register only: what the requester says about the school proves nothing. */
const checkRows = ({ school, trust, contacts, members }: RequestFacts) => [
  { key: 'Telephone in GIAS', value: school.telephone },
  { key: 'Website in GIAS', value: school.website },
  { key: 'Headteacher', value: school.headName },
  { key: 'Trust', value: trust?.name ?? null },
  { key: 'Local authority', value: school.laName },
  { key: 'Address', value: school.addressLines.join(', ') },
  ...contacts.map(({ channel, address }) => ({
    key: channel === 'main' ? 'Main email' : 'Alternative email',
    value: address,
  })),
  ...members.map(({ role, name, accountId }) => ({
    key: roleText[role],
    value: (
      <a class="govuk-link" href={`/people/${accountId}`}>
        {name}
      </a>
    ),
  })),
]

const Tried = ({ links }: { readonly links: readonly SentLink[] }): Html =>
  links.length === 0 ? (
    <p class="govuk-body">Nothing was sent: the school has no email address.</p>
  ) : (
    <Table
      caption="Links sent for this request"
      captionClasses="govuk-table__caption--s"
      head={[{ text: 'Sent to' }, { text: 'When' }, { text: 'What became of it' }]}
      rows={links.map(({ address, channel, sentAt, message, openedAt }) => [
        { text: `${address}${channel ? ` (${channelText[channel]})` : ''}`, classes: 'govuk-!-text-break-word' },
        { text: momentText(sentAt) },
        { text: `${message?.text ?? 'By post'}${openedAt ? `, opened at ${momentText(openedAt)}` : ''}` },
      ])}
    />
  )

const Decided = ({ request, nominatedAt, form }: RequestFacts & { readonly form: FormState }): Html => {
  if (request.status !== 'answered' && request.status !== 'refused')
    return <p class="govuk-body">Nothing: the requester is still trying the school’s own addresses.</p>
  return (
    <>
      <p class="govuk-body">
        {request.status === 'refused' ? `Refused: ${request.refusedBecause}` : 'A link or letter was sent.'}
      </p>
      {nominatedAt ? null : (
        <Form state={{ ...form, action: `/staff/link-requests/${request.id}/take-back` }}>
          <TextField
            name="reason"
            label="Why do you take this back?"
            hint="What was sent no longer works, and the request can be answered anew"
          />
          <Button text="Take the answer back" classes="govuk-button--warning" preventDoubleClick />
        </Form>
      )}
    </>
  )
}
