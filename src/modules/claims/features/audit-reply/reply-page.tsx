import { counted } from '#src/kit/counted.ts'
import { dateText, londonDate } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { LongTextField, RadioField } from '#src/ui/fields.tsx'
import { Form, type FormState } from '#src/ui/form.tsx'
import { Button, InsetText, NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { doubtedLines, newestOf } from '../../audits/audit-rules.ts'
import type { ClaimAuditPlace, ReplyPlace } from '../../audits/claim-audit.ts'
import { saidText } from '../../audits/said-text-rules.ts'
import { WhatWasSaid } from '../../audits/what-was-said.tsx'
import type { Claim } from '../../claims/claim.ts'
import { hoursText } from '../../claims/event-text-rules.ts'
import type { Evidence } from '../../requests/evidence.ts'
import { EvidenceUpload } from '../../requests/evidence-upload.tsx'
import type { Figures } from '../../years/figures.ts'

export type ReplyFacts = {
  readonly place: ReplyPlace
  readonly form: FormState
  readonly files: readonly Evidence[]
  readonly done: string | null
  readonly notice: string | null
}

/** The provider does not confirm all hours: whether the school agrees, for each mentor, with evidence. */
export const replyPage = ({ place, form, files, done, notice }: ReplyFacts): Page => {
  const { claim, standing, providerName } = place
  const provider = claim.submitted?.providerName ?? providerName
  const title = 'Do you agree with the provider?'
  const hasReplied = standing.schoolRepliedAt !== null
  return page(
    { title, back: form.back, errors: form.errors },
    <>
      {done === null ? null : <NotificationBanner type="success" text={done} />}
      {notice === null ? null : <NotificationBanner text={notice} />}
      <span class="govuk-caption-l">Claim {claim.reference}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <InsetText text={dayText(place)} />
      <p class="govuk-body">
        {provider} compared the claim with its records and does not confirm the hours of{' '}
        {counted(doubtedLines(claim.lines, place.said).length, 'mentor', 'mentors')}.
      </p>
      <Form state={form} files>
        {doubtedLines(claim.lines, place.said).map((line, at) => (
          <Mentor line={line} at={at} place={place} />
        ))}
        <p class="govuk-body">
          If you do not agree, give us evidence of the hours, such as records of the training or emails with the
          provider.
        </p>
        <EvidenceUpload
          files={files}
          figures={place.figures}
          seenBy="Your colleagues who claim and staff of DfE can open them. The provider cannot."
        />
        <Button
          text={hasReplied ? 'Send the changed reply' : 'Send reply'}
          name="send"
          value="yes"
          preventDoubleClick
        />
      </Form>
      <WhatNext figures={place.figures} />
    </>,
  )
}

function dayText({ standing }: ClaimAuditPlace): string {
  const until = standing.schoolDueOn === null ? '' : dateText(standing.schoolDueOn)
  if (standing.schoolRepliedAt === null) return `Reply by ${until}. After that day DfE can decide without your reply.`
  return `You replied on ${dateText(londonDate(standing.schoolRepliedAt))}. You can change your reply until DfE decides.`
}

type MentorProps = { readonly line: Claim['lines'][number]; readonly at: number; readonly place: ClaimAuditPlace }

const Mentor = ({ line, at, place }: MentorProps): Html => {
  const word = newestOf(place.said, 'provider', { drafts: false }).get(line.id)
  return (
    <RadioField
      name={`answer-${at}`}
      legend={`${line.mentorName}, ${hoursText(line.hours)} claimed`}
      hint={`The provider says: ${word ? saidText(word, line.hours) : 'nothing'}${word?.note ? ` “${word.note}”` : ''}`}
      choices={[
        { value: 'agrees', text: 'We agree with the provider' },
        {
          value: 'disagrees',
          text: 'We do not agree',
          conditional: <LongTextField name={`note-${at}`} label="Why not?" rows={3} />,
        },
      ]}
    />
  )
}

const WhatNext = ({ figures }: { readonly figures: Figures }): Html => (
  <>
    <h2 class="govuk-heading-m">What happens next</h2>
    <p class="govuk-body">
      We look at your reply and your evidence and decide for each mentor, usually within{' '}
      {counted(figures['support-answers'], 'working day', 'working days')}. You get an email. If some hours are not
      upheld, we work out what has to be taken back and tell you before it is.
    </p>
  </>
)

type Standing = { readonly place: ClaimAuditPlace; readonly done: string | null; readonly notice?: string }

/** Where the audit of a claim stands for its school, when there is nothing to reply to or the reader may not. */
export const standingPage = ({ place, done, notice }: Standing): Page => {
  const { claim } = place
  const title = 'Check of this claim'
  return page(
    { title, back: `/claims/${claim.id}` },
    <>
      {done === null ? null : <NotificationBanner type="success" text={done} />}
      {notice === undefined ? null : <NotificationBanner text={notice} />}
      <span class="govuk-caption-l">Claim {claim.reference}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <InsetText text={standingText(place)} />
      <WhatWasSaid claim={claim} said={place.said} names={false} drafts={false} />
      <p class="govuk-body">
        <a class="govuk-link" href={`/claims/${claim.id}`}>
          Go to the claim
        </a>
      </p>
    </>,
  )
}

function standingText(place: ClaimAuditPlace): string {
  const { status, audit, standing, providerName, claim } = place
  if (status === 'in-audit')
    return `${claim.submitted?.providerName ?? providerName} compares the claim with its records and answers by ${dateText(audit.dueOn)}. You need not do anything now. We tell you by email if it does not confirm all hours.`
  if (status === 'provider-disagrees')
    return `${dayText(place)} An administrator or somebody with the claims role replies.`
  if (standing.outcome === 'not-upheld')
    return 'DfE decided that some of the hours are not upheld. We work out what has to be taken back and tell you before it is.'
  return standing.schoolDueOn === null && standing.answeredAt !== null
    ? 'The provider confirmed the hours. Nothing changes.'
    : 'DfE decided that the hours are right. Nothing changes.'
}
