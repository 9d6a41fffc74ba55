import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { parseForm } from '#src/kit/form.ts'
import { oneOf, optional, text } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { membersToTell } from '../../../access/public.ts'
import { organisationsHolding } from '../../../directory/public.ts'
import { mentorPolicy } from '../../mentors/mentor-policy.ts'
import { because, saysWhy, whySchema } from '../../places/on-behalf.tsx'
import type { SchoolPlace } from '../../places/school-place.ts'
import { shownYear } from '../../places/shown-year.ts'
import type { PreparationItem } from '../../preparation/preparation.ts'
import { preparationOf } from '../../preparation/preparation-queries.ts'
import { EVERY_ROLE, sendPreparation } from '../../preparation/send-preparation.ts'
import { listPage, type Prepared, printPage, sendingPage } from './preparation-pages.tsx'

export const preparationPath = ({ schoolId }: Pick<SchoolPlace, 'schoolId'>): `/${string}` =>
  `/organisations/${schoolId}/preparation`

/** What the school has still to find out before it claims. Seven queries. */
export async function showPreparation(request: WebRequest, place: SchoolPlace): Promise<Reply> {
  const facts = await factsOf(request, place)
  return facts ? show(listPage(facts, doneText(request.query['done']))) : notFound
}

/** The same list to be printed, with room to write. */
export async function showPrint(request: WebRequest, place: SchoolPlace): Promise<Reply> {
  const facts = await factsOf(request, place)
  return facts ? show(printPage(facts)) : notFound
}

const DONE: Readonly<Record<string, string>> = {
  saved: 'Saved. Your colleagues see it too.',
  removed: 'Taken off the list.',
  sent: 'We have sent your colleague an email with a link to this list.',
}
const doneText = (done: string | undefined): string | null => DONE[done ?? ''] ?? null

async function factsOf({ db, actor, now }: WebRequest, place: SchoolPlace): Promise<Prepared | null> {
  const year = await shownYear(db, { asked: undefined, now })
  if (!year) return null
  const items = await preparationOf(db, { schoolId: place.schoolId, year: year.rules.year })
  return {
    ...{ place, items, year: year.rules.year, window: year.counts, day: londonDate(now) },
    providers: await providersOf(db, items, londonDate(now)),
    mayChange: mentorPolicy.change(actor, place).allowed,
  }
}

async function providersOf(db: WebRequest['db'], items: readonly PreparationItem[], day: Prepared['day']) {
  if (items.every(({ providerId }) => providerId === null)) return new Map<string, string>()
  const accredited = await organisationsHolding(db, 'accredited-itt-provider', day)
  return new Map(accredited.map(({ id, name }) => [id, name]))
}

/** To which colleague the list goes. Somebody who cannot be written to is not offered. */
export async function showSending(request: WebRequest, place: SchoolPlace): Promise<Reply> {
  return show(sendingPage(sendingForm(place), await askingFor(request, place)))
}

export async function sendSending(request: WebRequest, place: SchoolPlace): Promise<Reply> {
  const asked = await askingFor(request, place)
  const year = await shownYear(request.db, { asked: undefined, now: request.now })
  const parsed = parseForm(sendingSchema(asked), request.form)
  if (!year) return notFound
  if (!parsed.ok) {
    return showAgain(sendingPage({ ...sendingForm(place), values: parsed.values, errors: parsed.errors }, asked))
  }
  const { to: accountId, note, reason } = parsed.values
  const input = { schoolId: place.schoolId, year: year.rules.year, accountId, note }
  const done = await because(request, reason).execute(sendPreparation, input)
  return done.ok ? redirectTo(`${preparationPath(place)}?done=sent`) : redirectTo(`${preparationPath(place)}/sending`)
}

async function askingFor({ db, actor }: WebRequest, place: SchoolPlace) {
  const members = await membersToTell(db, place.schoolId, EVERY_ROLE)
  return {
    ...{ schoolName: place.school.name, why: saysWhy(actor, place.schoolId) },
    colleagues: members.filter(({ accountId }) => accountId !== actor.accountId),
  }
}

const LONGEST_NOTE = 90

const sendingSchema = ({ colleagues, why }: Awaited<ReturnType<typeof askingFor>>) =>
  z
    .object({
      to: oneOf(
        colleagues.map(({ accountId }) => accountId),
        'Select a colleague',
      ),
      note: optional(text({ missing: '', label: 'Note', max: LONGEST_NOTE })),
    })
    .extend(whySchema(why).shape)

const sendingForm = (place: SchoolPlace) =>
  freshForm(`${preparationPath(place)}/sending`, { back: preparationPath(place) })
