import type { Html } from '#src/ui/govuk-types.ts'
import type { WhyFixed } from '../../work-change/work-change-rules.ts'
import type { ChangingWork } from './load.ts'

/** What changing work details does while the registration is as it is now. */
export const RulesOfState = ({ subject }: { readonly subject: ChangingWork }): Html => (
  <ul class="govuk-list govuk-list--bullet">
    {rulesOf(subject).map((rule) => (
      <li>{rule}</li>
    ))}
  </ul>
)

function rulesOf({ allowed, fixedBecause, registration, view }: ChangingWork): readonly string[] {
  if (!allowed.allowed) return []
  const provider = view.provider.name
  const told =
    registration.status === 'accepted'
      ? `${provider} has accepted you, and is told of the change at once.`
      : `${provider} sees the change. It does not delay its decision.`
  if (fixedBecause !== null) return [FIXED[fixedBecause], told]
  const looked = 'We look at scholarship funding again, by the rules that your registration was decided by.'
  if (allowed.funding === 're-evaluated-place-kept') {
    return [
      looked,
      registration.fundedPlace === true
        ? 'Your funded place is not taken away by this. If your new workplace is not eligible, we decide whether it can stay, and email you.'
        : 'You see what follows before you confirm.',
      told,
    ]
  }
  return [looked, 'You see what follows before you confirm. If funding is lost, we ask you how you will pay.', told]
}

const FIXED: Readonly<Record<WhyFixed, string>> = {
  started: 'Your training has started, so your funding stays as it was decided, wherever you work now.',
  deferred: 'Your training is paused, so your funding stays as it was decided. It is looked at when you go on.',
  'no-rules':
    'We do not hold the rules that your registration was decided by, so your funding stays as it was decided. You can still change your work details.',
}
