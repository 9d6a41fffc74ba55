import { parseForm } from '#src/kit/form.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { page } from '#src/ui/layout.tsx'
import { personForStaff } from '../../accounts/person-queries.ts'
import { ReasonSchema, reasonPage } from '../../remedies/reason-form.tsx'
import type { Treated as Judged } from '../../remedies/remedy-policy.ts'
import { NOTHING_DONE, type Remedy, type Treated } from './remedies.tsx'

/** What the policy judges and the pages show. */
export type Subject = Treated & Judged

/** The person of the address and, where it names one, their address in use; anybody else's address is not there. */
export async function loadTreated({ db, params }: WebRequest): Promise<Subject | null> {
  const person = await personForStaff(db, params['accountId'] ?? '')
  if (!person) return null
  const { addressId } = params
  const address = person.addresses.find(({ id, removedAt }) => id === addressId && removedAt === null) ?? null
  if (addressId !== undefined && address === null) return null
  return { person, address, accountId: person.id, isStaff: person.powers.length > 0 }
}

/** The page that asks why. */
export const showRemedy =
  (remedy: Remedy) =>
  ({ path }: WebRequest, treated: Subject): Reply =>
    show(remedyPage(remedy, treated, freshForm(path, { back: personPath(treated) })))

/** Does it, keeps why, and shows the person with what was done. */
export const applyRemedy =
  (remedy: Remedy) =>
  async (request: WebRequest, treated: Subject): Promise<Reply> => {
    const form = freshForm(request.path, { back: personPath(treated) })
    const parsed = parseForm(ReasonSchema, request.form)
    if (!parsed.ok) return showAgain(remedyPage(remedy, treated, { ...form, ...parsed }))
    const done = await remedy.run(request.withReason(parsed.values.reason), treated)
    return done.ok
      ? redirectTo(`${personPath(treated)}?done=${remedy.done}`)
      : showAgain(nothingDonePage(done.refusal.code, personPath(treated)))
  }

const personPath = ({ person }: Treated): string => `/people/${person.id}`

const remedyPage = (remedy: Remedy, treated: Treated, form: FormState): Page =>
  reasonPage(form, {
    title: remedy.title(treated),
    caption: treated.person.name,
    submit: remedy.submit,
    about: remedy.about(treated),
  })

const nothingDonePage = (code: string, back: string): Page =>
  page(
    { title: 'Nothing was changed', back },
    <>
      <h1 class="govuk-heading-l">Nothing was changed</h1>
      <p class="govuk-body">{NOTHING_DONE[code] ?? 'The account has changed since you opened the page.'}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={back}>
          See the person as they are now
        </a>
      </p>
    </>,
  )
