import { NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'

/** Said to somebody who was acting for an organisation when their role there ended. */
export const LostNotice = ({ name }: { readonly name: string }): Html => (
  <NotificationBanner
    titleText="Your access has changed"
    html={
      <p class="govuk-notification-banner__heading">
        You can no longer act for {name}. Your role there has ended, and nothing that you did is lost.
      </p>
    }
  />
)
