import { firstValue } from '#src/kit/form.ts'
import { journey, stop, when } from '#src/kit/journey.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import type { ProviderOffer } from '../../courses/questions/course-facts-queries.ts'
import { providersDelivering } from '../../courses/questions/course-facts-queries.ts'
import { providerSteps } from '../../courses/questions/course-steps.ts'
import type { Changing } from '../../requests/changing-queries.ts'
import { reasonSteps } from '../../requests/reason-step.tsx'

const steps = { 'nobody-else': stop, ...providerSteps, ...reasonSteps }
export type ChangeProviderSteps = typeof steps

/** Who else delivers the course in the cohort. */
export type ChangeProviderFacts = { readonly providers: readonly ProviderOffer[]; readonly isOwn: boolean }

/** One question: which of the others. Somebody who had it before is among them. */
export const changeProviderJourney = journey<ChangeProviderSteps, ChangeProviderFacts>({
  name: 'npq-change-provider',
  version: 1,
  steps,
  path: (_answers, { providers, isOwn }) => [
    ...when(providers.length === 0, 'nobody-else'),
    'choose-your-provider',
    ...when(!isOwn, 'reason'),
  ],
  askAgain: (answers, { providers }) => {
    const chosen = answers['choose-your-provider']?.provider
    return when(chosen !== undefined && !providers.some(({ id }) => id === chosen), 'choose-your-provider')
  },
})

type Asked = { readonly subject: Changing; readonly request: Pick<WebRequest, 'db'> }

/** Two queries. */
export async function changeProviderFacts({ subject, request }: Asked): Promise<ChangeProviderFacts> {
  const { course, cohort, providerId } = subject.view.registration
  const all = await providersDelivering(request.db, { course, cohort })
  return { providers: all.filter(({ id }) => id !== providerId), isOwn: subject.isOwn }
}

/** Hidden on the check page: what is confirmed is the registration as it was seen. */
export const revisionSeen = (form: WebRequest['form']): number =>
  Number(/^[0-9]{1,9}$/.exec(firstValue(form, 'seen'))?.[0] ?? -1)
