import { dateText, londonDate } from '#src/kit/dates.ts'
import { type Page, type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { CONTACT_CHANNELS, type ContactPoint, contactPolicy, contactsOf } from '../../../directory/public.ts'
import { type Place, placeInPath } from '../../memberships/place.ts'

export type Channel = ContactPoint['channel']

/** For `load`: a school. Other organisations have no addresses in GIAS to correct. */
export async function schoolInPlace(request: WebRequest): Promise<Place | null> {
  const place = await placeInPath(request)
  return place?.kind === 'school' ? place : null
}

export const contactsPath = ({ id }: { readonly id: string }): `/${string}` => `/organisations/${id}/contacts`

export const CHANNEL_TEXT: Readonly<Record<Channel, string>> = {
  main: 'Main email address',
  alternative: 'Alternative email address',
}

const SOURCE_TEXT: Readonly<Record<ContactPoint['source'], string>> = {
  gias: 'From Get Information about Schools',
  school: 'As your school told us',
  staff: 'As our staff have checked',
}

const DONE: Readonly<Record<string, string>> = {
  corrected: 'Corrected. We have told both mailboxes by email.',
  'taken-back': 'Done. We use what Get Information about Schools says again, and have told both mailboxes by email.',
}

/** Where we write to a school, and the way to correct it. */
export async function showContacts({ db, actor, query }: WebRequest, place: Place): Promise<Reply> {
  return show(
    contactsPage({
      place,
      contacts: await contactsOf(db, place.id),
      mayCorrect: contactPolicy.correct(actor, place).allowed,
      isStaff: actor.isStaff,
      done: DONE[query['done'] ?? ''] ?? null,
    }),
  )
}

type Contacts = {
  readonly place: Place
  readonly contacts: readonly ContactPoint[]
  readonly mayCorrect: boolean
  readonly isStaff: boolean
  readonly done: string | null
}

const contactsPage = (facts: Contacts): Page => {
  const title = `How we reach ${facts.place.name}`
  return page(
    { title, back: facts.isStaff ? `/schools/${facts.place.urn}` : '/home' },
    <>
      {facts.done ? <NotificationBanner type="success" text={facts.done} /> : null}
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        We send links there with which the school names its induction tutor. Only the school should read these
        mailboxes.
      </p>
      <Summary
        rows={CONTACT_CHANNELS.map((channel) => {
          const contact = facts.contacts.find((one) => one.channel === channel)
          return {
            key: CHANNEL_TEXT[channel],
            value: <Contact contact={contact} />,
            actions: facts.mayCorrect ? actionsFor(facts.place, channel, contact) : [],
          }
        })}
      />
      {facts.mayCorrect ? null : (
        <p class="govuk-body">An administrator or the induction tutor of the school can correct them.</p>
      )}
      <AlsoInGias />
    </>,
  )
}

const Contact = ({ contact }: { readonly contact: ContactPoint | undefined }): Html =>
  contact ? (
    <>
      <span class="govuk-!-text-break-word">{contact.address}</span>
      <br />
      {SOURCE_TEXT[contact.source]}, since {dateText(londonDate(contact.since))}
    </>
  ) : (
    <>None</>
  )

function actionsFor(place: Place, channel: Channel, contact: ContactPoint | undefined) {
  const hidden = CHANNEL_TEXT[channel].toLowerCase()
  const path = `${contactsPath(place)}/${channel}`
  return [
    { text: contact ? 'Correct' : 'Add', href: path, hidden },
    ...(contact && contact.source !== 'gias' ? [{ text: 'Take back', href: `${path}/gias`, hidden }] : []),
  ]
}

const AlsoInGias = (): Html => (
  <>
    <h2 class="govuk-heading-m">Correct Get Information about Schools too</h2>
    <p class="govuk-body">
      A correction counts here at once, and nowhere else. Other services read{' '}
      <a class="govuk-link" href="https://get-information-schools.service.gov.uk/">
        Get Information about Schools
      </a>
      , which your school changes with DfE Sign-in. What it says never overwrites your correction; take the correction
      back when both are right.
    </p>
  </>
)
