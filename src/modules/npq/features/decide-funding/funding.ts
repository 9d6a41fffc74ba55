import { z } from 'zod'
import { type FieldError, parseForm } from '#src/kit/form.ts'
import { longText, oneOf, wholeNumber } from '#src/kit/form-fields.ts'
import { type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { changeFundedPlace } from '../../acceptance/change-funded-place.ts'
import { decisionsOf } from '../../funding/decisions-queries.ts'
import { RegistrationId } from '../../registrations/registration.ts'
import { decideFunding } from '../../reviews/decide-funding.ts'
import { settlePlace } from '../../reviews/settle-place.ts'
import { type LoadedStatus, loadStatus } from '../../status/loaded-status-queries.ts'
import { choicesOf, type FundingAnswer } from './funding-choices.ts'
import { fundingPage } from './funding-page.tsx'

/** Null when there is no such registration. */
export async function loadForFunding({ db, params, now, actor }: WebRequest): Promise<LoadedStatus | null> {
  const id = RegistrationId.safeParse(params['registrationId'])
  return id.success ? loadStatus(db, { id: id.data, now, lookedAtBy: actor.personId }) : null
}

/** The decision that counts, how it came about, and what staff can decide instead. */
export const showFunding = async (request: WebRequest, loaded: LoadedStatus): Promise<Reply> =>
  show(await pageOf(request, loaded, { values: {}, errors: [] }))

type Given = { readonly values: WebRequest['form']; readonly errors: readonly FieldError[] }

const pageOf = async ({ db, query }: WebRequest, loaded: LoadedStatus, given: Given) =>
  fundingPage({
    loaded,
    decisions: await decisionsOf(db, loaded.view.registration.id),
    choices: choicesOf(loaded.view),
    done: query['done'] ?? null,
    form: freshForm(pathOf(loaded), {
      ...{ ...given, back: recordOf(loaded) },
      // What this page shows: after any other change it is asked again.
      hidden: { revision: String(loaded.view.registration.revision) },
    }),
  })

const LONGEST_REASON = 1_000

const fieldsFor = (choices: readonly FundingAnswer[]) =>
  z.object({
    decision: oneOf(choices, 'Select what you decide'),
    reason: longText({ missing: 'Enter why you decide this', label: 'Reason', max: LONGEST_REASON }),
    revision: wholeNumber({ missing: 'Open the page again', label: 'Revision' }),
  })

/** Decides, with the reason. What somebody else has decided meanwhile is shown first. */
export async function sendFunding(request: WebRequest, loaded: LoadedStatus): Promise<Reply> {
  const { form } = request
  const again = async (errors: readonly FieldError[]) =>
    showAgain(await pageOf(request, loaded, { values: form, errors }))
  const parsed = parseForm(fieldsFor(choicesOf(loaded.view)), form)
  if (!parsed.ok) return again(parsed.errors)
  const { decision, reason, revision } = parsed.values
  const registrationId = RegistrationId.parse(loaded.view.registration.id)
  const { execute } = request.withReason(reason)
  const sent = await decided(execute, decision, { registrationId, revision })
  return sent.ok ? redirectTo(nextPath(loaded, sent.done)) : again([{ field: 'decision', message: sent.message }])
}

type Execute = WebRequest['execute']
type Sent =
  | { readonly ok: true; readonly done: 'decided' | 'put-in-doubt' | 'place-taken' | 'place-stays' }
  | { readonly ok: false; readonly message: string }
type Named = { readonly registrationId: z.output<typeof RegistrationId>; readonly revision: number }

async function decided(execute: Execute, decision: FundingAnswer, { registrationId, revision }: Named): Promise<Sent> {
  switch (decision) {
    case 'take-place': {
      const taken = await execute(changeFundedPlace, { registrationId, fundedPlace: false })
      return taken.ok ? { ok: true, done: 'place-taken' } : refused(taken.refusal.code)
    }
    case 'keep-place': {
      const kept = await execute(settlePlace, { registrationId })
      return kept.ok ? { ok: true, done: 'place-stays' } : refused(kept.refusal.code)
    }
    default: {
      const made = await execute(decideFunding, { registrationId, revision, isFunded: decision === 'funded' })
      if (made.ok) return { ok: true, done: made.value.done }
      // Sent twice, or a colleague decided the same.
      return made.refusal.code === 'unchanged' ? { ok: true, done: 'decided' } : refused(made.refusal.code)
    }
  }
}

const REFUSALS: Readonly<Record<string, string>> = {
  'changed-meanwhile': 'The registration has changed since you opened the page. Look at it again, then decide',
  'unfunded-cohort': 'There is no scholarship funding in this cohort, so nobody can be eligible',
  'in-doubt-already': 'The funded place is in doubt already. Settle that first',
  'has-declarations': 'The provider has declared training that counts. Ask it to void the declarations first',
  'not-in-doubt': 'The funded place is not in doubt any more. A colleague was faster',
  'not-eligible': 'Decide that the person is eligible, or take the funded place away',
}

const refused = (code: string): Sent => ({
  ok: false,
  message: REFUSALS[code] ?? 'You cannot decide this with the registration as it is now',
})

const recordOf = ({ view }: LoadedStatus): string => `/staff/npq/registrations/${view.registration.id}`
const pathOf = (loaded: LoadedStatus): string => `${recordOf(loaded)}/funding`

/** Where there is more to settle, the same page says what; a review shows that it is decided. */
function nextPath(loaded: LoadedStatus, done: Extract<Sent, { ok: true }>['done']): string {
  if (done !== 'decided') return `${pathOf(loaded)}?done=${done}`
  const { id, reviewStatus } = loaded.view.registration
  return reviewStatus === null ? `${recordOf(loaded)}?done=funding` : `/staff/npq/reviews/${id}?done=funding`
}
