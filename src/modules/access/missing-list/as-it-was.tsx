import { momentText, type Temporal } from '#src/kit/dates.ts'
import { WarningText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { isLate, REFRESHED_EVERY_MINUTES } from './missing-list-rules.ts'

type Props = { readonly asAt: Temporal.Instant | null; readonly now: Temporal.Instant }

/** How old the list is: it is made every few minutes, and what happened since is not in it. */
export const AsItWas = ({ asAt, now }: Props): Html => {
  if (asAt === null) {
    return (
      <WarningText
        text="This list has not been made yet. It takes a few minutes: load the page again then."
        iconFallbackText="Warning"
      />
    )
  }
  return isLate(asAt, now) ? (
    <WarningText
      text={`This list is as it was at ${momentText(asAt)} and has not been brought up to date since. What happened later is missing: tell whoever runs the service.`}
      iconFallbackText="Warning"
    />
  ) : (
    <p class="govuk-body">
      As it was at {momentText(asAt)}. The list is brought up to date every {REFRESHED_EVERY_MINUTES} minutes.
    </p>
  )
}
