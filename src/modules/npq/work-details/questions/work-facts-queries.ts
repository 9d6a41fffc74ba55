import { londonDate, type Temporal } from '#src/kit/dates.ts'
import { type FieldError, firstValue, type RawValues } from '#src/kit/form.ts'
import { organisationById, organisationsHolding, rolesOn } from '#src/modules/directory/public.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import type { Workplace, WorkplaceRegister, WorkplaceSearch } from '../../workplaces/workplace.ts'
import type { WorkplaceRules } from '../../workplaces/workplace-rules.ts'
import { searchWorkplaces, workplaceById } from '../../workplaces/workplaces-queries.ts'
import type { WorkDetails } from '../work-details.ts'
import { workDetailsIn } from './work-details-from.ts'
import type { WorkAnswers, WorkplaceProblem } from './work-steps.ts'

/** What the questions about work and their check page show besides the answers. */
export type WorkFacts = {
  /** What was looked for on this page; null on every other. */
  readonly search: WorkplaceSearch | null
  /** Where they work, when it is a place of a register. */
  readonly workplace: Workplace | null
  /** Whom they mentor for, and whether that provider is accredited today. */
  readonly ittProvider: { readonly name: string; readonly isAccredited: boolean } | null
  /** The providers to choose from, on the page that asks. */
  readonly ittProviders: readonly { readonly id: string; readonly name: string }[]
  readonly problem: WorkplaceProblem | null
}

/** Before anything is known, such as the rules of the cohort. */
export const NO_WORK_FACTS: WorkFacts = {
  ...{ search: null, workplace: null, ittProvider: null, ittProviders: [], problem: null },
}

type Asked = {
  readonly answers: WorkAnswers
  readonly request: Pick<WebRequest, 'path' | 'query' | 'form' | 'now'>
  readonly rules: WorkplaceRules
}

/** The register that each page searches. */
export const SEARCHES: Readonly<Record<SearchStep, WorkplaceRegister>> = {
  'choose-school': 'schools-and-employers',
  'choose-childcare-provider': 'schools',
  'choose-private-childcare-provider': 'childcare',
}
export type SearchStep = 'choose-school' | 'choose-childcare-provider' | 'choose-private-childcare-provider'

/** At most four queries, and six more on a page that searches. */
export async function workFacts(reader: Reader, { answers, request, rules }: Asked): Promise<WorkFacts> {
  const details = workDetailsIn(answers)
  return {
    ...(details ? await placeFacts(reader, { details, rules, now: request.now }) : NO_PLACE),
    search: await searchOn(reader, request, rules),
    ittProviders: stepIn(request) === 'itt-provider' ? await accreditedProviders(reader, request.now) : [],
  }
}

type Place = { readonly details: WorkDetails; readonly rules: WorkplaceRules; readonly now: Temporal.Instant }

/** Why work details cannot be kept today, by the registers and the rules; null when they can. At most three queries. */
export const whyNotUsable = async (reader: Reader, place: Place): Promise<WorkplaceProblem | null> =>
  (await placeFacts(reader, place)).problem

const NO_PLACE = { workplace: null, ittProvider: null, problem: null } as const

async function placeFacts(reader: Reader, { details, rules, now }: Place) {
  const chosen = placeOf(details)
  const workplace = chosen ? await workplaceById(reader, { ...chosen, rules }) : null
  const ittProvider = await ittProviderOf(reader, details, now)
  return { workplace, ittProvider, problem: problemOf({ isChosen: chosen !== null, workplace, ittProvider }) }
}

type Verification = (asked: { readonly request: WebRequest }, values: RawValues) => Promise<readonly FieldError[]>

/** What only the registers can say of an answer. Put these among the journey's `verify`. */
export const workVerify: Readonly<Record<SearchStep | 'itt-provider', Verification>> = {
  'choose-school': inRegister('choose-school', 'Select your workplace from the list, or search again'),
  'choose-childcare-provider': inRegister(
    'choose-childcare-provider',
    'Select the nursery or school from the list, or search again',
  ),
  'choose-private-childcare-provider': inRegister(
    'choose-private-childcare-provider',
    'Select the provider from the list, or search again',
  ),
  'itt-provider': async ({ request }, values) => {
    const accredited = await accreditedProviders(request.db, request.now)
    if (accredited.some(({ id }) => id === firstValue(values, 'ittProvider'))) return []
    return [
      {
        field: 'ittProvider',
        message: 'Select a provider from the list: the one you selected is no longer accredited',
      },
    ]
  },
}

/** Neither closed nor abroad matters here: the journey stops and says what to do. */
function inRegister(step: SearchStep, message: string): Verification {
  return async ({ request }, values) => {
    const known = await workplaceById(request.db, {
      register: SEARCHES[step],
      id: firstValue(values, 'workplace'),
      rules: NO_RULES,
    })
    return known ? [] : [{ field: 'workplace', message }]
  }
}

const NO_RULES: WorkplaceRules = { notInEngland: { typeCodes: [], laCodes: [] }, openStatusCodes: [] }

function placeOf(details: WorkDetails): { readonly register: WorkplaceRegister; readonly id: string } | null {
  if ('organisationId' in details) return { register: 'schools-and-employers', id: details.organisationId }
  if ('childcareUrn' in details && details.childcareUrn !== null)
    return { register: 'childcare', id: details.childcareUrn }
  return null
}

async function ittProviderOf(reader: Reader, details: WorkDetails, now: Temporal.Instant) {
  if (!('ittProviderId' in details)) return null
  const provider = await organisationById(reader, details.ittProviderId)
  const roles = await rolesOn(reader, details.ittProviderId, londonDate(now))
  return provider && { name: provider.name, isAccredited: roles.includes('accredited-itt-provider') }
}

const accreditedProviders = (reader: Reader, now: Temporal.Instant) =>
  organisationsHolding(reader, 'accredited-itt-provider', londonDate(now))

async function searchOn(
  reader: Reader,
  request: Asked['request'],
  rules: WorkplaceRules,
): Promise<WorkplaceSearch | null> {
  const step = SEARCH_STEPS.find((known) => known === stepIn(request))
  const text = (request.query['q'] ?? firstValue(request.form, 'q')).trim()
  return step && text !== '' ? searchWorkplaces(reader, { register: SEARCHES[step], text, rules }) : null
}

const SEARCH_STEPS: readonly SearchStep[] = [
  'choose-school',
  'choose-childcare-provider',
  'choose-private-childcare-provider',
]

/** The last word of the address is the step that is shown or answered. */
const stepIn = ({ path }: Pick<WebRequest, 'path'>): string => path.slice(path.lastIndexOf('/') + 1)

type Chosen = Pick<WorkFacts, 'workplace' | 'ittProvider'> & { readonly isChosen: boolean }

function problemOf({ isChosen, workplace, ittProvider }: Chosen): WorkplaceProblem | null {
  if (ittProvider) return ittProvider.isAccredited ? null : 'not-accredited'
  if (!isChosen) return null
  if (workplace === null) return 'unknown'
  if (!workplace.isInEngland) return 'not-in-england'
  return workplace.isOpen ? null : 'closed'
}
