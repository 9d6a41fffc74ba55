import { londonDate } from '#src/kit/dates.ts'
import type { FieldError } from '#src/kit/form.ts'
import { add, type Money, pence, times } from '#src/kit/money.ts'
import { moneyOfCell } from '#src/kit/table-cells.ts'
import { notFound, type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { organisationsHolding } from '../../../directory/public.ts'
import { allowanceKey, allowancesOf } from '../../allowance/allowance-queries.ts'
import { mentorsOfSchool } from '../../mentors/mentors-queries.ts'
import type { SchoolPlace } from '../../places/school-place.ts'
import { shownYear } from '../../places/shown-year.ts'
import type { ClaimYear } from '../../years/claim-year.ts'
import { areaOfDistrict, ratesOf } from '../../years/years-queries.ts'
import { type EstimateFacts, type EstimateLine, estimatePage } from './estimate-page.tsx'

/** What the money covers, before anybody claims: asked by the address alone and kept nowhere. Nine queries. */
export async function showEstimate({ db, query, now }: WebRequest, place: SchoolPlace): Promise<Reply> {
  const year = await shownYear(db, { asked: query['year'], now })
  const rates = year && (await ratesOf(db, year.rules.year, now))
  if (!year || !rates) return notFound
  const area = await areaOfDistrict(db, place.school.districtCode, londonDate(now))
  const providers = await organisationsHolding(db, 'accredited-itt-provider', londonDate(now))
  const asked = askedIn(query, year.rules)
  const providerId = providers.find(({ id }) => id === query['provider'])?.id ?? null
  const lines = await linesOf(db, { place, providerId, rate: rates[area], asked, rules: year.rules, now })
  return show(
    estimatePage({
      ...{ place, area, rate: rates[area], rules: year.rules, providers, providerId, lines, query },
      ...{ errors: asked.errors, isAsked: Object.keys(query).length > 0, ...sumsOf(lines, asked.cover) },
    }),
  )
}

type Asked = {
  /** Hours for each; null: as many as are left. */
  readonly hours: number | null
  /** Mentors who are not on the list yet. */
  readonly more: number
  /** What an hour of cover costs; null when nothing was entered. */
  readonly cover: Money | null
  readonly errors: readonly FieldError[]
}

const MOST_MORE = 50

function askedIn(query: WebRequest['query'], rules: ClaimYear): Asked {
  const hours = wholeIn(query['hours'], rules.initialCap)
  const more = wholeIn(query['more'], MOST_MORE)
  const cover = coverIn(query['cover'] ?? '')
  const wrong = [
    [hours === 'wrong' || hours === 0, 'hours', `Hours must be a whole number from 1 to ${rules.initialCap}`],
    [more === 'wrong', 'more', `Other mentors must be a whole number, ${MOST_MORE} or less`],
    [cover === 'wrong', 'cover', 'Cost of cover must be an amount of money, like 32 or 32.50'],
  ] as const
  return {
    ...{ hours: hours === 'wrong' ? null : hours, more: typeof more === 'number' ? more : 0 },
    cover: cover === 'wrong' ? null : cover,
    errors: wrong.flatMap(([isWrong, field, message]) => (isWrong ? [{ field, message }] : [])),
  }
}

function coverIn(typed: string): Money | 'wrong' | null {
  if (typed.trim() === '') return null
  const cover = moneyOfCell(typed)
  return cover === null || cover < 0 ? 'wrong' : cover
}

function wholeIn(typed: string | undefined, most: number): number | 'wrong' | null {
  const digits = (typed ?? '').replaceAll(/\s/g, '')
  if (digits === '') return null
  return /^[0-9]{1,3}$/.test(digits) && Number(digits) <= most ? Number(digits) : 'wrong'
}

type Counting = {
  readonly place: SchoolPlace
  readonly providerId: string | null
  readonly rate: Money
  readonly asked: Asked
  readonly rules: ClaimYear
  readonly now: WebRequest['now']
}

async function linesOf(db: WebRequest['db'], counting: Counting): Promise<readonly EstimateLine[]> {
  const { place, providerId, rate, asked, rules, now } = counting
  const mentors = await mentorsOfSchool(db, place.schoolId)
  const personIds = mentors.map(({ personId }) => personId)
  const providerIds = providerId === null ? [] : [providerId]
  const allowances = await allowancesOf(db, { personIds, providerIds, year: rules, now })
  const line = (name: string, left: number, trainingType: EstimateLine['trainingType']): EstimateLine => {
    const hours = Math.min(left, asked.hours ?? left)
    return { name, hours, trainingType, amount: times(rate, hours) }
  }
  return [
    ...mentors.map(({ name, personId }) => {
      const found = providerId === null ? undefined : allowances.get(allowanceKey({ personId, providerId }))
      return line(name, found?.left ?? rules.initialCap, found?.trainingType ?? 'initial')
    }),
    ...Array.from({ length: asked.more }, (_, at) => line(`Another mentor ${at + 1}`, rules.initialCap, 'initial')),
  ]
}

function sumsOf(lines: readonly EstimateLine[], cover: Money | null): Pick<EstimateFacts, 'hours' | 'total' | 'cover'> {
  const hours = lines.reduce((sum, line) => sum + line.hours, 0)
  const total = lines.reduce((sum, line) => add(sum, line.amount), pence(0))
  return { hours, total, cover: cover === null ? null : { anHour: cover, total: times(cover, hours) } }
}
