import { z } from 'zod'
import { type AcademicYear, londonDate } from '#src/kit/dates.ts'
import { type FieldError, parseForm } from '#src/kit/form.ts'
import { someOf, text } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { organisationById, trustOfSchool } from '../../../directory/public.ts'
import { acceptConditions } from '../../conditions/accept-conditions.ts'
import type { Acceptance, Conditions } from '../../conditions/conditions.ts'
import { conditionsPolicy } from '../../conditions/conditions-policy.ts'
import { acceptanceHistory, conditionsOf } from '../../conditions/conditions-queries.ts'
import { takeBackAcceptance } from '../../conditions/take-back-acceptance.ts'
import { shownYear } from '../../places/shown-year.ts'
import type { ClaimYear, Rates } from '../../years/claim-year.ts'
import { ratesOf } from '../../years/years-queries.ts'
import { conditionsPage } from './grant-conditions-page.tsx'

/** A school or trust in an address; a school with the trust that accepts for it. */
export type ConditionsPlace = {
  readonly organisationId: string
  readonly name: string
  readonly kind: 'school' | 'trust'
  readonly trust: { readonly id: string; readonly name: string } | null
}

/** For `load`: the school or trust of the address. Two queries. */
export async function conditionsPlace({ db, params, now }: WebRequest): Promise<ConditionsPlace | null> {
  const organisation = await organisationById(db, params['organisationId'] ?? '')
  if (organisation?.kind !== 'school' && organisation?.kind !== 'trust') return null
  const { id, name, kind } = organisation
  const trust = kind === 'school' ? await trustOfSchool(db, id, londonDate(now)) : null
  return { organisationId: id, name, kind, trust }
}

/** What the page tells of a year. */
export type ConditionsFacts = {
  readonly rules: ClaimYear
  readonly years: readonly AcademicYear[]
  readonly rates: Rates | null
  readonly conditions: Conditions | null
  /** That of the version shown that counts: the organisation's own, else its trust's. */
  readonly accepted: Acceptance | null
  readonly history: readonly Acceptance[]
}

/** The conditions of the grant for a year, who has accepted them, and the way to do it. */
export async function showConditions(request: WebRequest, place: ConditionsPlace): Promise<Reply> {
  const facts = await factsOf(request, place)
  return facts === null ? notFound : show(pageFor(request, place, facts))
}

const Accepting = z.object({
  authorised: someOf(['yes'], 'Confirm that you are allowed to accept the conditions'),
  version: text({ missing: 'Open this page again, then accept', label: 'Version', max: 40 }),
})

/** Accepts. Where other words have come into force meanwhile they are shown first. */
export async function sendAcceptance(request: WebRequest, place: ConditionsPlace): Promise<Reply> {
  const facts = await factsOf(request, place)
  if (facts === null || facts.conditions === null) return notFound
  const parsed = parseForm(Accepting, request.form)
  if (!parsed.ok) return showAgain(pageFor(request, place, facts, parsed.errors))
  const { organisationId } = place
  const input = { organisationId, year: facts.rules.year, version: parsed.values.version, authorised: true }
  const done = await request.execute(acceptConditions, input)
  if (done.ok || done.refusal.code === 'accepted-already')
    return redirectTo(`${pathOf(place)}?year=${input.year}&done=yes`)
  if (done.refusal.code !== 'changed-since') return notFound
  const message = 'The conditions have changed. Read the new ones, then accept them'
  return showAgain(pageFor(request, place, facts, [{ field: 'authorised', message }]))
}

const TakingBack = z.object({
  acceptance: text({ missing: 'Open this page again', label: 'Acceptance', max: 40 }),
  reason: text({ missing: 'Enter why the acceptance is taken back', label: 'Reason' }),
})

/** Staff take an acceptance back. */
export async function sendTakingBack(request: WebRequest, place: ConditionsPlace): Promise<Reply> {
  const facts = await factsOf(request, place)
  if (facts === null) return notFound
  const parsed = parseForm(TakingBack, request.form)
  if (!parsed.ok) return showAgain(pageFor(request, place, facts, parsed.errors))
  const { acceptance: acceptanceId, reason } = parsed.values
  if (!facts.history.some(({ id }) => id === acceptanceId)) return notFound
  const done = await request.withReason(reason).execute(takeBackAcceptance, { acceptanceId })
  const isDone = done.ok || done.refusal.code === 'taken-back-already'
  return isDone ? redirectTo(`${pathOf(place)}?year=${facts.rules.year}`) : notFound
}

const pathOf = ({ organisationId }: Pick<ConditionsPlace, 'organisationId'>): string =>
  `/organisations/${organisationId}/grant-conditions`

async function factsOf({ db, query, now }: WebRequest, place: ConditionsPlace): Promise<ConditionsFacts | null> {
  const year = await shownYear(db, { asked: query['year'], now })
  if (!year) return null
  const conditions = await conditionsOf(db, { year: year.rules.year, now })
  const ids = place.trust ? [place.organisationId, place.trust.id] : [place.organisationId]
  const history = (await acceptanceHistory(db, ids)).filter((one) => one.year === year.rules.year)
  const counts = history.filter((one) => one.version === conditions?.version && one.takenBackAt === null)
  const own = counts.find(({ organisationId }) => organisationId === place.organisationId)
  return {
    ...{ rules: year.rules, years: year.years, conditions, history, accepted: own ?? counts[0] ?? null },
    rates: await ratesOf(db, year.rules.year, now),
  }
}

function pageFor(
  { actor, query, form }: WebRequest,
  place: ConditionsPlace,
  facts: ConditionsFacts,
  errors: readonly FieldError[] = [],
) {
  const action = `${pathOf(place)}/acceptance?year=${facts.rules.year}`
  return conditionsPage({
    ...{ place, facts, isDone: query['done'] === 'yes', errors },
    form: freshForm(action, { values: form, errors, hidden: { version: facts.conditions?.version ?? '' } }),
    mayAccept: conditionsPolicy.accept(actor, place).allowed,
    mayTakeBack: conditionsPolicy.takeBack(actor, place).allowed,
  })
}
