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
  if (actor.accountId === null) return navigation
  return raw(String(navigation).replace(SIGN_OUT, () => String(<OwnAccount name={actor.name} path={path} />)))
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

const ACCOUNT = '/account'

/** The visitor's own name leads to their account. */
const OwnAccount = ({ name, path }: { readonly name: string; readonly path: string }): Html => {
  const isHere = path === ACCOUNT || isUnder(path, ACCOUNT)
  const current = path === ACCOUNT ? 'page' : 'true'
  return (
    <>
      <li class={`govuk-service-navigation__item${isHere ? ' govuk-service-navigation__item--active' : ''}`}>
        <a class="govuk-service-navigation__link" href={ACCOUNT} aria-current={isHere ? current : undefined}>
          <span class="govuk-visually-hidden">Your account: </span>
          {name}
        </a>
      </li>
      <SignOut />
    </>
  )
}

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
