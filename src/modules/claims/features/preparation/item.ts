import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { allValues, firstValue, parseForm, type RawValues } from '#src/kit/form.ts'
import { name, optional, wholeNumber } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { organisationsHolding } from '../../../directory/public.ts'
import { because, saysWhy, whySchema } from '../../places/on-behalf.tsx'
import { type SchoolPlace, schoolOfAddress } from '../../places/school-place.ts'
import { shownYear } from '../../places/shown-year.ts'
import type { PreparationItem } from '../../preparation/preparation.ts'
import { preparationItem } from '../../preparation/preparation-queries.ts'
import { removePreparationItem, savePreparationItem } from '../../preparation/save-preparation-item.ts'
import { type Asking, itemPage, removalPage } from './item-page.tsx'
import { preparationPath } from './preparation.ts'

export type ItemPlace = SchoolPlace & { readonly item: PreparationItem }

/** For `load`: a note of the school of the address. */
export async function itemOfAddress(request: WebRequest): Promise<ItemPlace | null> {
  const place = await schoolOfAddress(request)
  const itemId = request.params['preparationItemId'] ?? ''
  const item = place && (await preparationItem(request.db, { schoolId: place.schoolId, itemId }))
  return place && item ? { ...place, item } : null
}

export async function showNew(request: WebRequest, place: SchoolPlace): Promise<Reply> {
  const asked = await asking(request, { place, item: null })
  return asked ? show(itemPage(formFor(place, null), asked)) : notFound
}

export async function showItem(request: WebRequest, { item, ...place }: ItemPlace): Promise<Reply> {
  const asked = await asking(request, { place, item })
  return asked ? show(itemPage(formFor(place, item), asked)) : notFound
}

export const sendNew = (request: WebRequest, place: SchoolPlace): Promise<Reply> => save(request, { place, item: null })

export const sendItem = (request: WebRequest, { item, ...place }: ItemPlace): Promise<Reply> =>
  save(request, { place, item })

type Saved = { readonly place: SchoolPlace; readonly item: PreparationItem | null }

async function save(request: WebRequest, { place, item }: Saved): Promise<Reply> {
  const asked = await asking(request, { place, item })
  if (!asked) return notFound
  const seen = seenIn(request.form)
  const form = { ...formFor(place, item), values: request.form, ...(item ? { hidden: { seen: String(seen) } } : {}) }
  const parsed = parseForm(schema(asked), request.form)
  if (!parsed.ok) return showAgain(itemPage({ ...form, errors: parsed.errors }, asked))
  const { 'mentor-name': mentorName, provider, hours: hoursAgreed, reason } = parsed.values
  const known = allValues(request.form, 'known')
  const noted = { mentorName, hasTrn: known.includes('trn'), hasDateOfBirth: known.includes('date-of-birth') }
  const done = await because(request, reason).execute(savePreparationItem, {
    ...{ schoolId: place.schoolId, year: asked.rules.year, item: item && { id: item.id, seen } },
    noted: { ...noted, providerId: provider, hoursAgreed },
  })
  if (done.ok) return redirectTo(`${preparationPath(place)}?done=saved`)
  if (done.refusal.code !== 'changed-meanwhile') return notFound
  return changed(request, { place, item, form, asked })
}

type Changed = Saved & { readonly form: FormState; readonly asked: Asking }

/** A colleague was faster: what they did, with everything that was typed kept. Sending again then counts. */
async function changed(request: WebRequest, { place, item, form, asked }: Changed): Promise<Reply> {
  const hidden = { seen: String(item?.revision ?? 0) }
  const since = await newest(request, place)
  return { kind: 'page', status: 409, page: itemPage({ ...form, hidden }, { ...asked, since }) }
}

/** The last that was done to the school's list. */
async function newest({ history }: WebRequest, { schoolId }: SchoolPlace) {
  const entries = await history({ kind: 'school', id: schoolId })
  return entries.filter(({ name: event }) => event.startsWith('claims.preparation-item')).slice(0, 1)
}

export async function showItemRemoval(request: WebRequest, { item, ...place }: ItemPlace): Promise<Reply> {
  const asked = await asking(request, { place, item })
  return asked ? show(removalPage(removalForm(place, item), asked)) : notFound
}

/** Takes the note off the list. One that a colleague has changed meanwhile is asked about again. */
export async function sendItemRemoval(request: WebRequest, { item, ...place }: ItemPlace): Promise<Reply> {
  const asked = await asking(request, { place, item })
  if (!asked) return notFound
  const form = removalForm(place, item)
  const parsed = parseForm(whySchema(asked.why), request.form)
  if (!parsed.ok) return showAgain(removalPage({ ...form, values: parsed.values, errors: parsed.errors }, asked))
  const input = { schoolId: place.schoolId, itemId: item.id, seen: seenIn(request.form) }
  const done = await because(request, parsed.values.reason).execute(removePreparationItem, input)
  if (done.ok) return redirectTo(`${preparationPath(place)}?done=removed`)
  if (done.refusal.code !== 'changed-meanwhile') return notFound
  const again = { ...form, values: parsed.raw }
  return { kind: 'page', status: 409, page: removalPage(again, { ...asked, since: await newest(request, place) }) }
}

const removalForm = (place: SchoolPlace, { id, revision }: PreparationItem): FormState =>
  freshForm(`${preparationPath(place)}/${id}/removal`, {
    back: `${preparationPath(place)}/${id}`,
    hidden: { seen: String(revision) },
  })

const seenIn = (form: RawValues): number => Number(/^[0-9]{1,9}$/.exec(firstValue(form, 'seen'))?.[0] ?? -1)

async function asking({ db, actor, now }: WebRequest, { place, item }: Saved): Promise<Asking | null> {
  const year = await shownYear(db, { asked: item === null ? undefined : String(item.year), now })
  if (!year) return null
  return {
    ...{ place, item, rules: year.rules, since: [], why: saysWhy(actor, place.schoolId) },
    providers: await organisationsHolding(db, 'accredited-itt-provider', londonDate(now)),
  }
}

const schema = ({ rules, providers, why }: Asking) =>
  z
    .object({
      'mentor-name': name({ missing: 'Enter the name of the mentor', label: 'Name of the mentor' }),
      provider: optional(
        z.string().refine((id) => providers.some((one) => one.id === id), 'Select a provider of the list'),
      ),
      hours: optional(wholeNumber({ missing: '', label: 'Hours', min: 1, max: rules.initialCap })),
    })
    .extend(whySchema(why).shape)

function formFor(place: SchoolPlace, item: PreparationItem | null): FormState {
  const path = preparationPath(place)
  if (item === null) return freshForm(`${path}/new`, { back: path })
  const known = [...(item.hasTrn ? ['trn'] : []), ...(item.hasDateOfBirth ? ['date-of-birth'] : [])]
  return freshForm(`${path}/${item.id}`, {
    ...{ back: path, hidden: { seen: String(item.revision) } },
    values: {
      ...{ 'mentor-name': item.mentorName, known, provider: item.providerId ?? '' },
      hours: item.hoursAgreed === null ? '' : String(item.hoursAgreed),
    },
  })
}
