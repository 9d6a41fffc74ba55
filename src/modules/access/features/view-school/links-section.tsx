import { momentText, type Temporal } from '#src/kit/dates.ts'
import type { MessageEvidence } from '#src/platform/email/messages-queries.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import { nominationIntent } from '../../emails/nomination-emails.ts'
import type { LinkSent } from '../../nominations/links-sent-queries.ts'
import { channelText } from '../../nominations/nomination-rules.ts'
import { proofState } from '../../proofs/proof-rules.ts'

type Props = {
  readonly links: readonly LinkSent[]
  readonly evidence: readonly MessageEvidence[]
  readonly now: Temporal.Instant
}

/** Every link that the school was sent lately: where it went, whether it arrived, was opened and used. */
export const LinksSection = ({ links, evidence, now }: Props): Html =>
  links.length === 0 ? (
    <p class="govuk-body">The school has not been sent a link.</p>
  ) : (
    <WideTable
      caption="The newest links to the school"
      captionClasses="govuk-table__caption--s"
      head={['Sent', 'To', 'Way', 'Email', 'Opened', 'How it stands'].map((text) => ({ text }))}
      rows={links.map((link) => {
        const message = evidence.find(({ intent }) => intent === nominationIntent(link.id))
        return [
          { text: momentText(link.sentAt) },
          { text: link.address, classes: 'govuk-!-text-break-word' },
          { text: link.channel ? channelText[link.channel] : 'the school’s email address' },
          message ? { html: <StatusTag status={`message-${message.status}`} /> } : { text: 'See Messages' },
          { text: link.openedAt ? momentText(link.openedAt) : 'No' },
          { text: standText(link, now) },
        ]
      })}
    />
  )

function standText(link: LinkSent, now: Temporal.Instant): string {
  const state = proofState(link, now)
  if (state === 'used') return `Used at ${link.usedAt ? momentText(link.usedAt) : 'some time'}`
  if (state === 'revoked') return 'Ended by another link or by staff'
  return state === 'expired' ? `Ran out at ${momentText(link.expiresAt)}` : `Works until ${momentText(link.expiresAt)}`
}
