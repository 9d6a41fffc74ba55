import { FormSecrets } from './form-secrets.tsx'
import { useFrame } from './frame.ts'
import { Button } from './govuk.ts'
import type { Html } from './govuk-types.ts'

/** Where looking through somebody's eyes ends: the one form that works meanwhile. */
const STOP_VIEWING = '/view-as/stop'

/** On every page while staff look through somebody's eyes: whose, why, and the way back. Nothing for everybody else. */
export const ViewingBanner = (): Html | null => {
  const { actor } = useFrame()
  return actor.viewedBy === null ? null : (
    <section class="govuk-inset-text" aria-label="Viewing as somebody else">
      <p class="govuk-body">
        <strong>You are viewing the service as {actor.name}.</strong> You see what they see and cannot change anything.
      </p>
      <p class="govuk-body">Reason: {actor.viewedBy.reason}</p>
      <StopViewing />
    </section>
  )
}

const StopViewing = (): Html => (
  <form method="post" action={STOP_VIEWING}>
    <FormSecrets />
    <Button text="Stop viewing" classes="govuk-button--secondary govuk-!-margin-bottom-0" />
  </form>
)
