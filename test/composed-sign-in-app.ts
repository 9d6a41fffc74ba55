import { events, routes } from '#src/main/compose.ts'
import type { LocalOrganisation } from '#src/main/dev/sign-in-service/local-person.ts'
import { loadActor } from '#src/modules/access/accounts/actor-queries.ts'
import { newId } from '#src/platform/ids.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import type { Browser, Shown } from './browser.ts'
import { type SignInApp, signInApp, visitSignInService } from './local-issuer.ts'

/** The whole service with the local services of every door beside it. */
export const composedSignInApp = (): Promise<SignInApp> =>
  signInApp({ routes, eventDefinitions: events, errorPages, loadActor })

/** The page with the button that leads to a door's service. */
type Entrance = 'staff-sign-in' | 'dfe-sign-in' | 'one-login'

const BUTTON = 'main form[method=post]'

/** To the door's service and back, as somebody it knows. `before` happens while they are there. */
export async function comeThrough(
  browser: Browser,
  door: Entrance,
  subject: string,
  before: () => void = () => {},
): Promise<Shown> {
  return browser.get(await proveAt(browser, door, subject, before))
}

/** The same up to the address of the way back, which the test then follows or spoils. */
export async function proveAt(
  browser: Browser,
  door: Entrance,
  subject: string,
  before: () => void = () => {},
): Promise<string> {
  await browser.get(`/${door}`)
  const departed = await browser.submit({}, { form: BUTTON, follow: false })
  before()
  return visitSignInService(String(departed.headers['location']), subject)
}

/** An organisation as DfE Sign-in describes it, with the roles that its approver has given in our service. */
export const dfeOrganisation = (
  given: Partial<LocalOrganisation> & Pick<LocalOrganisation, 'roles'>,
): LocalOrganisation => ({
  id: crypto.randomUUID(),
  name: 'An organisation',
  category: { id: '001', name: 'Establishment' },
  urn: null,
  uid: null,
  ukprn: null,
  status: { id: 1, name: 'Open' },
  closedOn: null,
  ...given,
})

let people = 0

/** Somebody new whom the local DfE Sign-in knows. Answers their subject and address. */
export function dfePerson(app: SignInApp, organisations: readonly LocalOrganisation[], email?: string) {
  people += 1
  const person = {
    subject: newId<string>(),
    name: `Dana Person${people}`,
    email: email ?? `dana${people}@dfe-sign-in.example`,
    organisations: [...organisations],
  }
  app.people['dfe-sign-in'].push(person)
  return person
}

/** Somebody new whom the local GOV.UK One Login knows. */
export function teacher(app: SignInApp, email?: string) {
  people += 1
  const person = { subject: `urn:fdc:${newId<string>()}`, name: '', email: email ?? `teacher${people}@home.example` }
  app.people['one-login'].push(person)
  return person
}
