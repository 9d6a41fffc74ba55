import { useFrame } from './frame.ts'
import type { Html } from './govuk-types.ts'

/** On every page of somebody who has organisations: for which they act, and the way to another when they have several. */
export const ActingBar = (): Html | null => {
  const { actor } = useFrame()
  if (actor.actingFor === null || actor.actingName === null) return null
  const [only, ...others] = actor.ownOrganisations
  const hasChoice = others.length > 0 || only !== actor.actingFor
  return (
    <p class="govuk-body-s app-acting-bar">
      You are acting for <strong>{actor.actingName}</strong>
      {hasChoice ? (
        <>
          {' '}
          <a class="govuk-link govuk-link--no-visited-state" href="/home/organisation">
            Change organisation
          </a>
        </>
      ) : null}
    </p>
  )
}
