import { dateText } from '#src/kit/dates.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import { topicText } from '../../requests/information-request.ts'
import type { StaffClaimFacts } from './staff-claim-page.tsx'

/** What was asked of the school and the provider, with evidence, and the audit that the claim is or was in. */
export const Checks = ({ place: { claim }, story, names }: StaffClaimFacts): Html => (
  <>
    <h2 class="govuk-heading-m">Evidence and requests</h2>
    {story.requests.length === 0 ? (
      <p class="govuk-body">Nothing has been asked about this claim.</p>
    ) : (
      <WideTable
        caption="Requests for information"
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={['About', 'Asked of', 'Status', 'Due'].map((text) => ({ text }))}
        rows={story.requests.map((request) => [
          { text: topicText[request.topic] },
          { text: names.get(request.organisationId)?.name ?? '' },
          { html: <StatusTag status={`request-${request.status}`} /> },
          { text: dateText(request.dueOn) },
        ])}
      />
    )}
    <p class="govuk-body">
      <a class="govuk-link" href={`/staff/claims/${claim.id}/requests`}>
        Ask for information, and see answers and evidence
      </a>
    </p>
    {story.audit === null ? null : (
      <p class="govuk-body">
        <a class="govuk-link" href={`/staff/claims/${claim.id}/audit`}>
          See its audit
        </a>
        , asked on {dateText(story.audit.audit.askedAt.toZonedDateTimeISO('Europe/London').toPlainDate())}, due on{' '}
        {dateText(story.audit.audit.dueOn)}
      </p>
    )}
  </>
)
