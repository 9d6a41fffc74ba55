import { raw } from 'hono/html'
import type { Actor } from '#src/kit/actor.ts'
import { FormSecrets } from './form-secrets.tsx'
import { ServiceNavigation } from './govuk.ts'
import type { Html } from './govuk-types.ts'

export const SERVICE_NAME = 'Teacher training services'

type Item = { readonly text: string; readonly href: `/${string}` }

/** Where the sign-out form goes: the rest is the same for everybody of a kind, and is kept. */
const SIGN_OUT = '<!-- sign out -->'

/** The service's name and what this visitor can go to from anywhere. */
export const Navigation = ({ actor, path }: { readonly actor: Actor; readonly path: string }): Html => {
  const navigation = (
    <ServiceNavigation
      serviceName={SERVICE_NAME}
      serviceUrl="/"
      navigation={itemsFor(actor).map((item) => ({
        ...item,
        current: path === item.href,
        active: isUnder(path, item.href),
      }))}
      slots={actor.accountId === null ? undefined : { navigationEnd: raw(SIGN_OUT) }}
    />
  )
  return actor.accountId === null ? navigation : raw(String(navigation).replace(SIGN_OUT, () => String(<SignOut />)))
}

const HOME: Item = { text: 'Home', href: '/home' }
const SCHOOLS: Item = { text: 'Find a school', href: '/schools' }
const SIGN_IN: Item = { text: 'Sign in', href: '/sign-in' }
const STAFF: readonly Item[] = [
  { text: 'Staff home', href: '/staff' },
  { text: 'Schools', href: '/schools' },
  { text: 'Organisations', href: '/organisations' },
]
const IMPORTS: Item = { text: 'Imports', href: '/imports' }

function itemsFor(actor: Actor): readonly Item[] {
  if (actor.isStaff) return actor.may('manage-reference-data') ? [...STAFF, IMPORTS] : STAFF
  return actor.accountId === null ? [SCHOOLS, SIGN_IN] : [HOME, SCHOOLS]
}

const isUnder = (path: string, href: string): boolean => path.startsWith(`${href}/`)

/** Signing out changes something, so it is a form: no link and no page that a browser loads early can do it. */
const SignOut = (): Html => (
  <li class="govuk-service-navigation__item">
    <form method="post" action="/sign-out">
      <FormSecrets />
      <button type="submit" class="govuk-service-navigation__link app-link-button">
        Sign out
      </button>
    </form>
  </li>
)
