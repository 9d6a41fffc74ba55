import { firstValue, parseForm } from '#src/kit/form.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { withdrawal } from '../../registrations/change-rules.ts'
import { RegistrationId } from '../../registrations/registration.ts'
import { type Found, findRegistration } from '../../requests/changing-queries.ts'
import { reasonSteps } from '../../requests/reason-step.tsx'
import { changedSincePage, notPossiblePage } from '../../requests/stop-pages.tsx'
import { withdrawRegistration } from '../../requests/withdraw-registration.ts'
import { withdrawalPage, withdrawnPage } from './withdrawal-pages.tsx'

export type Leaving = Found

export const loadWithdrawal = findRegistration

/** What withdrawing means, asked once more; why it cannot be done here, or that it is done. */
export function showWithdrawal(_request: WebRequest, leaving: Leaving): Reply {
  if (leaving.view.registration.status === 'withdrawn') return redirectTo(`${addressOf(leaving)}/done`)
  const rule = withdrawal(leaving.facts)
  return show(
    rule.allowed ? withdrawalPage(leaving, formOf(leaving)) : notPossiblePage(leaving, 'withdrawal', rule.because),
  )
}

/** Ends the registration; a second click finds that done. Staff say why. */
export async function withdraw(request: WebRequest, leaving: Leaving): Promise<Reply> {
  if (leaving.view.registration.status === 'withdrawn') return redirectTo(`${addressOf(leaving)}/done`)
  const parsed = leaving.isOwn ? null : parseForm(reasonSteps.reason.schema, request.form)
  if (parsed && !parsed.ok) return showAgain(withdrawalPage(leaving, { ...formOf(leaving), ...parsed }))
  const process = parsed ? request.withReason(parsed.values.reason) : request
  const done = await process.execute(withdrawRegistration, {
    registrationId: RegistrationId.parse(leaving.view.registration.id),
    seen: Number(/^[0-9]{1,9}$/.exec(firstValue(request.form, 'seen'))?.[0] ?? -1),
  })
  if (done.ok) return redirectTo(`${addressOf(leaving)}/done`)
  return refused(request, leaving, done.refusal)
}

async function refused(
  request: WebRequest,
  before: Leaving,
  { code, facts }: { readonly code: string; readonly facts: Readonly<Record<string, unknown>> },
): Promise<Reply> {
  if (code === 'not-found' || code === 'not-allowed') return notFound
  const leaving = (await findRegistration(request)) ?? before
  if (leaving.view.registration.status === 'withdrawn') return redirectTo(`${addressOf(leaving)}/done`)
  const rule = withdrawal(leaving.facts)
  if (!rule.allowed && code === 'not-possible') return showAgain(notPossiblePage(leaving, 'withdrawal', rule.because))
  return showAgain(changedSincePage(leaving, { status: facts['status'], again: addressOf(leaving) }))
}

/** That it is over, and how to register again. Can be visited again. */
export const showWithdrawn = (_request: WebRequest, leaving: Leaving): Reply =>
  leaving.view.registration.status === 'withdrawn' ? show(withdrawnPage(leaving)) : redirectTo(addressOf(leaving))

const addressOf = ({ at }: Leaving): string => `${at.registration}/withdrawal`

const formOf = (leaving: Leaving): FormState =>
  freshForm(addressOf(leaving), {
    back: leaving.at.registration,
    hidden: { seen: String(leaving.view.registration.revision) },
  })
