import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMemberOfStaff } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import type { Declaration } from '../declarations/declaration.ts'
import { declarationsOf } from '../declarations/declarations-queries.ts'
import { anNpqProvider, aRegistration, aTeacher } from '../factories.ts'
import { outcomeFrom } from '../funding/decisions-queries.ts'
import { COUNTING_STATES } from '../registrations/change-facts-queries.ts'
import { isLive } from '../registrations/registration.ts'
import { hasOpenTask } from '../tasks/tasks-store.ts'
import { type Cast, type Observed, observed, STEPS, type Step, type StepName } from './model-factories.ts'

let database: TestDatabase
let stage: Omit<Cast, 'teacher'>
beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  const [one, other] = [await anNpqProvider(db, 'One Provider'), await anNpqProvider(db, 'Other Provider')]
  const funded = { worksInEngland: true, setting: 'a_school', organisationId: (await aSchool(db)).id } as const
  const unfunded = { worksInEngland: false, setting: 'a_school', country: 'Wales' } as const
  const staffId = (await aMemberOfStaff(db)).accountId
  stage = { db, providers: [one.id, other.id], staffId, works: { funded, unfunded } }
})
afterAll(() => database.close())

/** A registration as the model has it. */
type Model = {
  readonly id: string
  readonly status: 'pending' | 'accepted' | 'rejected' | 'withdrawn' | 'expired'
  readonly training: 'active' | 'deferred' | 'withdrawn' | null
  readonly place: boolean | null
  readonly provider: 0 | 1
  readonly isEligible: boolean
  readonly isInDoubt: boolean
  readonly declared: 'none' | 'submitted' | 'held' | 'eligible' | 'ineligible'
}

const counts = ({ declared }: Model) => declared !== 'none' && declared !== 'ineligible'
const isModelLive = ({ status, training }: Model) => isLive({ status, trainingStatus: training })

type Asked = { readonly model: Model; readonly flag: boolean; readonly hasOtherLive: boolean }
/** Why a step is refused; null when it is done. The first that speaks counts. */
type Rule = (asked: Asked) => string | null | undefined | false

const OVER = {
  pending: null,
  accepted: 'already-accepted',
  rejected: 'was-rejected',
  withdrawn: 'was-withdrawn',
  expired: 'has-expired',
} as const
const notAccepted: Rule = ({ model }) => model.status !== 'accepted' && 'not-accepted'
const hasDeclarations: Rule = ({ model }) => counts(model) && 'has-declarations'
const otherLive: Rule = ({ hasOtherLive }) => hasOtherLive && 'other-live'
const notEligible: Rule = ({ model, flag }) => flag && !model.isEligible && 'funded-place-not-eligible'
const already =
  (...states: readonly Model['training'][]): Rule =>
  ({ model }) =>
    states.includes(model.training) && `already-${model.training}`

/** What the model says of each step of its own, in order. Of the others it says nothing, and looks. */
const RULES: Readonly<Partial<Record<StepName, readonly Rule[]>>> = {
  accept: [({ model }) => OVER[model.status], notEligible],
  reject: [
    ({ model }) => model.status === 'rejected' && 'already-rejected',
    ({ model }) => model.status === 'withdrawn' && 'was-withdrawn',
    ({ model }) => model.status === 'expired' && 'has-expired',
    hasDeclarations,
  ],
  place: [notAccepted, notEligible, hasDeclarations, ({ model, flag }) => model.place === flag && 'unchanged'],
  defer: [notAccepted, already('deferred', 'withdrawn'), ({ model }) => !counts(model) && 'no-declarations'],
  resume: [notAccepted, already('active'), otherLive],
  leave: [notAccepted, already('withdrawn'), ({ model }) => !counts(model) && 'no-started-declaration'],
  declare: [notAccepted, ({ model }) => counts(model) && 'declared-already'],
  revert: [
    ({ model }) => model.status === 'pending' && 'already-pending',
    ({ model }) => model.status === 'withdrawn' && 'was-withdrawn',
    hasDeclarations,
    otherLive,
  ],
  withdraw: [({ model }) => model.status !== 'pending' && 'not-possible'],
  expire: [({ model }) => model.status !== 'pending' && 'nothing-due'],
}
/** Staff, the participant and the system are not asked which provider they are. */
const BY_ANYBODY: readonly StepName[] = ['revert', 'withdraw', 'expire']

/** What becomes of a registration by a step of the model's own. A declaration is looked at: it may not count. */
const OUTCOMES: Readonly<Partial<Record<StepName, (flag: boolean, model: Model) => Partial<Model>>>> = {
  accept: (place) => ({ status: 'accepted', training: 'active', place }),
  reject: () => ({ status: 'rejected', training: null, place: null, isInDoubt: false }),
  place: (place, { isInDoubt }) => ({ place, isInDoubt: place && isInDoubt }),
  defer: () => ({ training: 'deferred' }),
  resume: () => ({ training: 'active' }),
  leave: () => ({ training: 'withdrawn' }),
  revert: () => ({ status: 'pending', training: null, place: null, isInDoubt: false }),
  withdraw: () => ({ status: 'withdrawn' }),
  expire: () => ({ status: 'expired' }),
}

/** Steps after which the provider's feed must have something new. */
const SHOWN: readonly StepName[] = [
  ...(['accept', 'reject', 'place', 'defer', 'resume', 'leave'] as const),
  ...(['revert', 'withdraw', 'expire', 'release', 'changeWork'] as const),
]
/** The only steps that may change a funded place. */
const PLACES: readonly StepName[] = ['accept', 'reject', 'place', 'revert', 'changeProvider', 'release']

const NAMES = Object.keys(STEPS) as StepName[]
const aStep = fc.record<Step>({
  what: fc.constantFrom(...NAMES, ...(['accept', 'declare', 'accept', 'register'] as const)),
  by: fc.constantFrom('current', 'current', 'current', 'other'),
  flag: fc.boolean(),
  which: fc.nat(2),
})

const step = (what: Step['what'], flag = true, by: Step['by'] = 'current', which = 0): Step => ({
  what,
  flag,
  by,
  which,
})
const ofSecond = (what: Step['what']) => step(what, true, 'current', 1)
/** A life with everything in it: chance alone would leave a step out now and then. */
const LIFE: readonly Step[] = [
  ...[step('register'), step('accept', true, 'other'), step('changeWork', false), step('changeWork')],
  ...[step('accept'), step('place', false), step('place'), step('changeProvider', true, 'other')],
  ...[step('refuseRelease'), step('changeProvider', true, 'other'), step('release'), step('accept', true, 'other')],
  ...[step('reject'), step('revert'), step('accept'), step('decide', false), step('settle')],
  ...[step('changeWork', false), step('declare'), step('makeEligible'), step('decide'), step('makeEligible')],
  ...[step('defer'), step('resume'), step('leave'), step('register'), step('resume'), step('void'), step('revert')],
  ...[ofSecond('expire'), ofSecond('accept'), ofSecond('revert'), ofSecond('expire')],
  ...[step('resume'), step('register'), step('revert'), step('withdraw'), step('expire'), step('revert')],
  ...[step('register'), step('register')],
]

test('a life with everything in it does every step', async () => {
  const done = await live(LIFE)
  expect(NAMES.filter((name) => !done.includes(name))).toEqual([])
}, 60_000)

test('whatever participant, providers, staff and system do, in any order, the registration stays one that can be', async () => {
  const lives = fc.array(aStep, { minLength: 5, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(lives, async (steps) => void (await live(steps))),
    { numRuns: 12 },
  )
}, 120_000)

/** Takes the steps as one participant, comparing at each. Answers what was done, without what was refused. */
async function live(steps: readonly Step[]): Promise<readonly Step['what'][]> {
  const cast = { ...stage, teacher: await aTeacher(stage.db) }
  const done: Step['what'][] = []
  let models: readonly Model[] = [await register(cast)]
  for (const each of steps) {
    const after = await take(cast, models, each)
    if (after !== models) done.push(each.what)
    models = after
  }
  return done
}

async function register({ db, teacher, providers, works }: Cast): Promise<Model> {
  const { id } = await aRegistration(db, { teacher, provider: { id: providers[0] }, work: works.funded })
  return modelOf(await observed(db, id))
}

/** Takes a step and compares. Answers the models afterwards: the same ones when it was refused. */
async function take(cast: Cast, models: readonly Model[], given: Step): Promise<readonly Model[]> {
  if (given.what === 'register') {
    if (!models.some(isModelLive)) return [...models, await register(cast)]
    await expect(register(cast)).rejects.toThrow('registrations_one_live')
    return models
  }
  const at = given.which % models.length
  const model = models[at]
  if (!model) throw new Error('No such registration')
  const { what, flag } = given
  const before = await observed(cast.db, model.id)
  const result = await STEPS[what]({ ...cast, registration: before.registration, step: given })
  const now = await observed(cast.db, model.id)
  const expected = expectedOf(models, model, given)
  const code = result.ok ? 'done' : result.refusal.code
  if (expected !== null) expect(`${what}: ${code}`).toBe(`${what}: ${expected}`)
  if (!result.ok) {
    expect(now).toEqual(before)
    return models
  }
  holdsAfter(what, before, now)
  const found = await modelOf(now)
  const outcome = OUTCOMES[what]
  if (outcome) expect(found).toEqual({ ...model, ...outcome(flag, model) })
  const after = models.map((one) => (one === model ? found : one))
  expect(after.filter(isModelLive).length).toBeLessThanOrEqual(1)
  return after
}

function expectedOf(models: readonly Model[], model: Model, { what, by, flag }: Step): string | null {
  const rules = what === 'register' ? undefined : RULES[what]
  if (!rules || what === 'register') return null
  if (by === 'other' && !BY_ANYBODY.includes(what)) return 'not-allowed'
  const hasOtherLive = models.some((one) => one !== model && isModelLive(one))
  for (const rule of rules) {
    const because = rule({ model, flag, hasOtherLive })
    if (because) return because
  }
  return 'done'
}

/** Every change is told and shown; a place never changes by the way; what was decided stays. */
function holdsAfter(what: StepName, before: Observed, now: Observed): void {
  expect(now.events, `${what} is told`).toBeGreaterThan(before.events)
  if (SHOWN.includes(what)) expect(now.changes, `${what} is shown`).toBeGreaterThan(before.changes)
  if (now.registration.fundedPlace !== before.registration.fundedPlace) expect(PLACES).toContain(what)
  expect(now.decisions).toEqual(expect.arrayContaining(before.decisions))
  expect(now.registration.id).toBe(before.registration.id)
}

/** A registration as the database has it, in the words of the model. */
async function modelOf({ registration, decisions }: Observed): Promise<Model> {
  const decision = decisions.find(({ id }) => id === registration.decisionId)
  const { id, status } = registration
  if (!decision) throw new Error('It cannot be so')
  return {
    ...{ id, status, training: registration.trainingStatus, place: registration.fundedPlace },
    provider: registration.providerId === stage.providers[0] ? 0 : 1,
    isEligible: outcomeFrom(decision).result === 'funded',
    isInDoubt: await hasOpenTask(stage.db, { registrationId: id, kind: 'funded-place-in-doubt' }),
    declared: declaredOf(await declarationsOf(stage.db, id)),
  }
}

function declaredOf(all: readonly Declaration[]): Model['declared'] {
  const standing = all.filter(({ state }) => state !== 'voided')
  const newest = standing.find(({ state }) => COUNTING_STATES.some((one) => one === state)) ?? standing.at(-1)
  if (!newest) return 'none'
  if (newest.state === 'eligible' || newest.state === 'ineligible') return newest.state
  return newest.heldBecause ? 'held' : 'submitted'
}
