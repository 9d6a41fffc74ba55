import { type Reply, show } from '#src/platform/http/route.ts'
import { page } from '#src/ui/layout.tsx'

const DOORS = [
  { href: '/dev/personas', text: 'Personas', what: 'sign in as one of the people of the seeded world' },
  { href: '/dev/emails', text: 'Emails', what: 'every message that was sent, newest first (also as /dev/emails.json)' },
  { href: '/dev/jobs', text: 'Jobs', what: 'what the worker does, has done and could not do' },
  { href: '/dev/clock', text: 'Clock', what: 'see and move the platform’s date' },
  { href: '/dev/sign-in-service', text: 'Sign-in service', what: 'make the local stand-in for DfE Sign-in misbehave' },
  { href: '/dev/virus-scan', text: 'Virus scanner', what: 'make the local one misbehave, and a file that it finds' },
  { href: '/dev/teaching-record', text: 'Teaching record', what: 'who is in the local one, and make it misbehave' },
] as const

/** What helps in development and demonstrations. None of it exists in production. */
export const showHome = (): Reply =>
  show(
    page(
      { title: 'Development' },
      <>
        <h1 class="govuk-heading-l">Development</h1>
        <ul class="govuk-list govuk-list--bullet">
          {DOORS.map(({ href, text, what }) => (
            <li>
              <a class="govuk-link" href={href}>
                {text}
              </a>
              : {what}
            </li>
          ))}
        </ul>
      </>,
    ),
  )
