import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { firstValue, parseForm } from '#src/kit/form.ts'
import { text } from '#src/kit/form-fields.ts'
import { organisationNames, organisationsHolding } from '#src/modules/directory/public.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import type { Cohort } from '../../courses/cohort.ts'
import { type Course, CourseIdentifier } from '../../courses/course.ts'
import { allCourses, cohortsOn, offersOf, offersOfCohort } from '../../courses/courses-queries.ts'
import { offerPage, offersPage } from './offers-pages.tsx'
import { setCourseOffers } from './set-course-offers.ts'

/** Which providers deliver which course, for one cohort. */
export async function showOffers(request: WebRequest): Promise<Reply> {
  const { db, now, query, actor } = request
  const cohorts = await cohortsOn(db, londonDate(now))
  const cohort = cohorts.find(({ identifier }) => identifier === query['cohort']) ?? cohorts[0]
  if (!cohort) return notFound
  const offers = await offersOfCohort(db, cohort.identifier)
  return show(
    offersPage({
      ...{ cohort, cohorts, offers },
      courses: [...(await allCourses(db)).values()],
      providers: await organisationNames(
        db,
        offers.map(({ providerId }) => providerId),
      ),
      mayChange: actor.may('manage-reference-data'),
      saved: query['saved'] ?? null,
    }),
  )
}

export type Offer = { readonly course: Course; readonly cohort: Cohort }

/** The course and cohort in the path. */
export async function offerInPath({ db, now, params }: WebRequest): Promise<Offer | null> {
  const course = CourseIdentifier.safeParse(params['course'])
  const found = course.success ? (await allCourses(db)).get(course.data) : undefined
  const cohort = (await cohortsOn(db, londonDate(now))).find(({ identifier }) => identifier === params['cohort'])
  return found && cohort ? { course: found, cohort } : null
}

export async function showOffer(request: WebRequest, offer: Offer): Promise<Reply> {
  const offers = await offersOf(request.db, { course: offer.course.identifier, cohort: offer.cohort.identifier })
  const values = { providers: offers.map(({ providerId }) => providerId) }
  return show(offerPage({ offer, form: formOf(offer, values), providers: await providersToday(request) }))
}

const Fields = z.object({ reason: text({ missing: 'Enter the reason', label: 'Reason' }) })

export async function sendOffer(request: WebRequest, offer: Offer): Promise<Reply> {
  const { form } = request
  const parsed = parseForm(Fields, form)
  const providers = await providersToday(request)
  const again = (errors: readonly { field: string; message: string }[]) =>
    showAgain(offerPage({ offer, form: { ...formOf(offer, form), errors }, providers }))
  if (!parsed.ok) return again(parsed.errors)
  const { course, cohort } = offer
  const chosen = [form['providers'] ?? []].flat()
  const known = chosen.filter((id) => providers.some((provider) => provider.id === id))
  const input = { course: course.identifier, cohort: cohort.identifier, providerIds: known }
  const done = await request.withReason(firstValue(form, 'reason').trim()).execute(setCourseOffers, input)
  if (done.ok) return redirectTo(`/staff/npq/offers?cohort=${cohort.identifier}&saved=${course.identifier}`)
  if (done.refusal.code === 'nothing-changed') {
    return again([{ field: 'providers', message: 'Select other providers than those that offer it now' }])
  }
  if (done.refusal.code === 'no-provider') {
    return again([{ field: 'providers', message: 'Select organisations that are NPQ providers today' }])
  }
  return notFound
}

const providersToday = ({ db, now }: WebRequest) => organisationsHolding(db, 'npq-provider', londonDate(now))

const formOf = ({ course, cohort }: Offer, values: WebRequest['form']) =>
  freshForm(`/staff/npq/offers/${cohort.identifier}/${course.identifier}`, {
    values,
    back: `/staff/npq/offers?cohort=${cohort.identifier}`,
  })
