import { academicYearOf, londonDate } from '#src/kit/dates.ts'
import { notFound, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { contactsOf, eligibilityOn, organisationNames } from '../../../directory/public.ts'
import { handoversToUndo } from '../../handovers/handovers-queries.ts'
import type { HomeAsked, HomeContribution } from '../../home-contributions/home-contribution.ts'
import { endingsOfAccount } from '../../memberships/endings-queries.ts'
import { peopleAt } from '../../memberships/memberships-queries.ts'
import { peoplePolicy } from '../../memberships/people-policy.ts'
import { type Place, placeById } from '../../memberships/place.ts'
import { newestExpectation } from '../../nominations/expectations-store.ts'
import type { HomeFacts } from './home-parts.tsx'
import { nowherePage } from './nowhere-page.tsx'
import { partnerHomePage } from './partner-home-page.tsx'
import { schoolHomePage } from './school-home-page.tsx'
import { showTrustHome } from './trust-home.ts'

/**
 * Where somebody lands after signing in: the home of the organisation for which they act, a choice when they have several, or what to
 * do when they have none. Staff have a home of their own.
 */
export const showHome =
  (contributions: readonly HomeContribution[]) =>
  async (request: WebRequest): Promise<Reply> => {
    const { actor, db, now } = request
    if (actor.isStaff) return redirectTo('/staff')
    if (actor.actingFor === null) {
      return actor.ownOrganisations.length > 0 ? redirectTo('/home/organisation') : showNowhere(request)
    }
    const place = await placeById(db, actor.actingFor, now)
    return place ? showPlace(request, place, contributions) : notFound
  }

async function showPlace(request: WebRequest, place: Place, contributions: readonly HomeContribution[]) {
  const { db, now, actor } = request
  const { school } = place
  const eligible = school === null || (await eligibilityOn(db, school, londonDate(now))).eligible
  const facts = await factsOf(request, { reader: db, actor, place, eligible, now }, contributions)
  if (place.kind === 'trust') return showTrustHome(request, facts)
  if (!school) return show(partnerHomePage(facts))
  const academicYear = academicYearOf(londonDate(now))
  return show(
    schoolHomePage({
      ...facts,
      school,
      eligible,
      academicYear,
      contacts: await contactsOf(db, place.id),
      expectation: await newestExpectation(db, place.id, academicYear),
    }),
  )
}

async function factsOf(
  { db, actor }: WebRequest,
  asked: HomeAsked,
  contributions: readonly HomeContribution[],
): Promise<HomeFacts> {
  const { place } = asked
  const through = actor.memberships.find(({ organisationId }) => organisationId === place.id)?.through ?? null
  const others = [through, actor.lostActingFor].filter((id) => id !== null)
  const names = await organisationNames(db, others)
  const services = await Promise.all(contributions.map((contribution) => contribution.services(asked)))
  const tasks = await Promise.all(contributions.map((contribution) => contribution.tasks(asked)))
  return {
    place,
    actor,
    mayManage: peoplePolicy.manage(actor, place).allowed,
    through: through === null || actor.worksDirectlyAt(place.id) ? null : (names.get(through) ?? null),
    lost: actor.lostActingFor === null ? null : (names.get(actor.lostActingFor)?.name ?? null),
    services: services.flat(),
    tasks: tasks.flat(),
    people: await peopleAt(db, [place.id]),
  }
}

/** Days for which somebody without an organisation is told how that came about. */
const TOLD_FOR_DAYS = 90

async function showNowhere({ db, actor, now }: WebRequest): Promise<Reply> {
  const since = now.subtract({ hours: TOLD_FOR_DAYS * 24 })
  const ended = actor.accountId === null ? [] : await endingsOfAccount(db, { accountId: actor.accountId, since })
  const names = await organisationNames(db, [...ended.map(({ organisationId }) => organisationId)])
  const undoable = actor.accountId === null ? [] : await handoversToUndo(db, actor.accountId, now)
  return show(nowherePage({ ended, names, undoable }))
}
