import { answerTo } from '#src/kit/journey.ts'
import type { RefusalAnswer } from '#src/ui/journey-config.ts'
import { journeyRoutes } from '#src/ui/journey-routes.ts'
import { RegistrationId } from '../../registrations/registration.ts'
import { changeProvider } from '../../requests/change-provider.ts'
import { type Changing, changeRegistration, loadChanging } from '../../requests/changing-queries.ts'
import {
  changedSincePage,
  closedPage,
  notOfferedPage,
  notPossiblePage,
  otherRegistrationPage,
} from '../../requests/stop-pages.tsx'
import { type ChangeProviderSteps, changeProviderFacts, changeProviderJourney, revisionSeen } from './journey.ts'
import { changeProviderPages, checkChangeProviderPage } from './pages.tsx'

export const loadChangingProvider = loadChanging('provider')

/** The journey's rows, over a draft of whoever is signed in. */
export const changeProviderRows = journeyRoutes({
  at: '/npq/registrations/:registrationId/change-provider',
  feature: 'change-provider',
  journey: changeProviderJourney,
  policy: changeRegistration,
  load: loadChangingProvider,
  facts: changeProviderFacts,
  owner: ({ actor }) => (actor.accountId ? `account:${actor.accountId}` : null),
  pages: changeProviderPages,
  check: checkChangeProviderPage,
  complete: {
    command: changeProvider,
    input: (answers, { view }, { form }) => ({
      registrationId: RegistrationId.parse(view.registration.id),
      seen: revisionSeen(form),
      providerId: answerTo<ChangeProviderSteps, 'choose-your-provider'>(answers, 'choose-your-provider').provider,
    }),
    reason: (answers) => answers.reason?.reason ?? null,
    refused: answerToRefusal,
  },
  leadsTo: (_value, { at }) => `${at.start}/done`,
})

type Refusal = (typeof changeProvider)['refusals'][number] | 'not-allowed' | 'not-found'

function answerToRefusal(
  code: Refusal,
  facts: Readonly<Record<string, unknown>>,
  subject: Changing,
): RefusalAnswer<ChangeProviderSteps> {
  const { at, rule } = subject
  switch (code) {
    case 'same-provider':
      return {
        step: 'choose-your-provider',
        field: 'provider',
        message: 'Select another provider than the one that you have',
      }
    case 'not-possible':
      return { page: notPossiblePage(subject, 'provider', rule.allowed ? 'started' : rule.because) }
    case 'closed':
      return { page: closedPage(subject) }
    case 'already-registered':
      return { page: otherRegistrationPage(subject, facts['registrationId']) }
    case 'not-offered':
      return { page: notOfferedPage(subject, at.check) }
    default: {
      const again = code === 'already-asked' ? at.start : at.check
      return { page: changedSincePage(subject, { status: facts['status'], again }) }
    }
  }
}
