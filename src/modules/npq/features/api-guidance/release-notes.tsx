import { dateText, Temporal } from '#src/kit/dates.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { EXPIRES_AFTER_DAYS } from '../../expiry/expiry-rules.ts'

type Release = { readonly day: string; readonly title: string; readonly notes: readonly string[] }

/** The newest first. What a provider's system could notice stands here before it is live. */
const RELEASES: readonly Release[] = [
  {
    day: '2026-11-22',
    title: 'Changes with before and after, stable codes, idempotency keys',
    notes: [
      'Applications have funding_status_code, status_code, work_details_changed_at and reassigned_at.',
      'Somebody who moves to another provider stays in your list as they were on that day.',
      'GET /api/v3/npq-changes tells each change in order, with before and after.',
      'Lists have meta.updated_until: sent back as filter[updated_since] it misses nothing.',
      'Every error has a code that never changes.',
      'Calls that change something take an Idempotency-Key.',
      `Applications that wait ${EXPIRES_AFTER_DAYS} days after registration for their cohort closed expire: rejected, with the reason registration_expired.`,
      'Administrators make, replace and end tokens themselves. Tokens end after 12 months.',
      'A filter or paging parameter that an address does not know is answered with 400.',
    ],
  },
]

export const ReleaseNotes = (): Html => (
  <>
    <p class="govuk-body">
      Within v3 we only add. What would break a client gets a new version, and notice of 6 months at least.
    </p>
    {RELEASES.map(({ day, title, notes }) => (
      <>
        <h2 class="govuk-heading-m">
          {dateText(Temporal.PlainDate.from(day))}: {title}
        </h2>
        <ul class="govuk-list govuk-list--bullet">
          {notes.map((note) => (
            <li>{note}</li>
          ))}
        </ul>
      </>
    ))}
  </>
)
