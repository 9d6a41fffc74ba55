import type { RegistrationStatusView } from '../../status/status.ts'

export type FundingAnswer = 'funded' | 'not-funded' | 'take-place' | 'keep-place'

/** What can be decided of a registration now: never what it is already. */
export function choicesOf({
  registration,
  decision,
  progress,
  cohort,
}: RegistrationStatusView): readonly FundingAnswer[] {
  const isFunded = decision.result === 'funded'
  return [
    ...(!isFunded && cohort.funding !== 'zero' ? (['funded'] as const) : []),
    ...(progress.isPlaceInDoubt && isFunded ? (['keep-place'] as const) : []),
    ...(progress.isPlaceInDoubt && registration.fundedPlace === true ? (['take-place'] as const) : []),
    ...(decision.result !== 'not-funded' && !(progress.isPlaceInDoubt && isFunded) ? (['not-funded'] as const) : []),
  ]
}

export const CHOICE_TEXT: Readonly<Record<FundingAnswer, { readonly text: string; readonly hint: string }>> = {
  funded: {
    text: 'Eligible for scholarship funding',
    hint: 'The person is told by email, and the provider’s system sees it. A funded place that was in doubt stays.',
  },
  'not-funded': {
    text: 'Not eligible for scholarship funding',
    hint: 'The person is told by email, and the provider’s system sees it. Where there is a funded place or training that counts, nothing is taken away: the place is put in doubt, to be settled with the provider first.',
  },
  'keep-place': { text: 'The funded place stays', hint: 'Declarations that waited for this go on.' },
  'take-place': {
    text: 'Take the funded place away',
    hint: 'The person is told by email, and the provider’s system sees it. Tell the provider first.',
  },
}
