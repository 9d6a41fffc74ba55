import { type Page, type Reply, show } from '#src/platform/http/route.ts'
import { page } from '#src/ui/layout.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import { COOKIES, type Cookie } from './cookie-list.ts'

export const showCookies = (): Reply => show(cookiesPage())

const cookiesPage = (): Page =>
  page(
    { title: 'Cookies' },
    <>
      <h1 class="govuk-heading-l">Cookies</h1>
      <p class="govuk-body">Cookies are small files that a website keeps in your browser.</p>
      <p class="govuk-body">
        We only use cookies that the service cannot work without. None of them says who you are to anybody else, and no
        other organisation sets any on our pages. We do not use cookies to measure how you use the service.
      </p>
      <p class="govuk-body">
        Because they are all essential, we do not ask whether you accept them. You can delete them in your browser: you
        are then signed out.
      </p>
      <h2 class="govuk-heading-m">Essential cookies</h2>
      <WideTable
        caption="Cookies that we set, when they are needed"
        captionClasses="govuk-visually-hidden"
        head={[{ text: 'Name' }, { text: 'Purpose' }, { text: 'Expires' }]}
        rows={COOKIES.map((cookie) => [
          { text: `__Host-${cookie.name}` },
          { text: cookie.purpose },
          { text: expiryOf(cookie) },
        ])}
      />
      <p class="govuk-body">
        “__Host-” in a name tells your browser to give the cookie to this service alone. Scripts cannot read any of
        them.
      </p>
    </>,
  )

function expiryOf({ minutes, note }: Cookie): string {
  const kept = minutes === null ? 'When you close your browser' : `After ${keptFor(minutes)}`
  return note === undefined ? kept : `${kept}. ${note}`
}

const keptFor = (minutes: number): string => {
  if (minutes < 60) return `${minutes} minutes`
  const hours = minutes / 60
  if (hours === 1) return '1 hour'
  return hours < 48 ? `${hours} hours` : `${hours / 24} days`
}
