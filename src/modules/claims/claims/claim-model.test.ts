import { env } from 'node:process'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aMemberOfStaff, aPersonAt } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { aClaim, aClaimWindow, aMentor, anIttProvider } from '../factories.ts'
import type { Claim } from './claim.ts'
import {
  CLAIM_MOVES,
  CLAIM_STATUSES,
  type ClaimMove,
  type ClaimStatus,
  claimStates,
  type MoveParty,
} from './claim-states.ts'
import { claimById } from './claims-queries.ts'
import { attempt, COMMANDS, PARTIES, type Stage } from './model-factories.ts'

/** Commands tried in a run. `CLAIM_MODEL_COMMANDS=100000` takes some minutes; a few are enough to notice a change. */
const TRIED = Number(env['CLAIM_MODEL_COMMANDS'] ?? 400)
const A_LIFE = 40

const MOVES = Object.keys(CLAIM_MOVES) as ClaimMove[]
const SEVERAL_PAY: readonly ClaimMove[] = MOVES.filter(
  (move) => COMMANDS[move] && CLAIM_MOVES[move].by.some((party) => party === 'payer' || party === 'second'),
)
const DECISIONS: readonly ClaimMove[] = ['agreeClawback', 'refuseClawback']

/** A claim as the model has it. */
type Model = { readonly status: ClaimStatus; readonly proposer: MoveParty | null }

/** Whether somebody may make a move now: the table, and that nobody decides what they proposed. */
function mayMove({ status, proposer }: Model, move: ClaimMove, by: MoveParty): boolean {
  if (claimStates.move(move, status) === null) return false
  // A provider confirms once: after its no the decision is DfE's.
  if (move === 'uphold' && by === 'provider' && status !== 'in-audit') return false
  if (!SEVERAL_PAY.includes(move)) return CLAIM_MOVES[move].by.includes(by)
  return (by === 'payer' || by === 'second') && !(DECISIONS.includes(move) && proposer === by)
}

const after = ({ proposer }: Model, move: ClaimMove, by: MoveParty): Model => ({
  status: claimStates.table[move].to,
  proposer: move === 'proposeClawback' ? by : proposer,
})

let database: TestDatabase
let stage: Stage
let fresh: () => Promise<Claim>
beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  const [school, provider, windowId] = [await aSchool(db), await anIttProvider(db), await aClaimWindow(db)]
  const at = async (organisation: { id: string }) => (await aPersonAt(db, organisation, { role: 'claims' })).accountId
  const staff = async (power: 'support' | 'pay') => (await aMemberOfStaff(db, { powers: [power] })).accountId
  const accounts = {
    ...{ school: await at(school), provider: await at(provider) },
    ...{ officer: await staff('support'), payer: await staff('pay'), second: await staff('pay') },
  }
  stage = { db, schoolId: school.id, providerId: provider.id, windowId, accounts }
  fresh = async () => aClaim(db, { school, provider, windowId, mentors: [await aMentor(db, school)], status: 'draft' })
})
afterAll(() => database.close())

describe('the transition table', () => {
  test('every status can be reached from a draft, and every move names who makes it and its command', () => {
    const reached = new Set<ClaimStatus>(['draft'])
    const next = () => [...reached].flatMap((status) => MOVES.flatMap((move) => claimStates.move(move, status) ?? []))
    while (next().some((status) => !reached.has(status))) for (const status of next()) reached.add(status)
    expect([...reached].sort()).toEqual([...CLAIM_STATUSES].sort())
    expect(Object.keys(claimStates.table).sort()).toEqual([...MOVES].sort())
    for (const { by, command } of Object.values(CLAIM_MOVES)) {
      expect(by.length).toBeGreaterThan(0)
      expect(command).toMatch(/^claims\.[a-z-]+$/)
    }
  })

  test('only these statuses are ends', () => {
    const ends = CLAIM_STATUSES.filter((status) => MOVES.every((move) => claimStates.move(move, status) === null))
    expect(ends).toEqual(['discarded', 'withdrawn', 'not-paid', 'clawed-back'])
  })
})

type Step = { readonly move: ClaimMove; readonly by: MoveParty; readonly pick: number; readonly isLegal: boolean }
const aStep = fc.record<Step>({
  ...{ move: fc.constantFrom(...MOVES), by: fc.constantFrom(...PARTIES), pick: fc.nat(1_000) },
  isLegal: fc.boolean(),
})

/** Half of the steps are any move by anybody, half one that the model allows, so that claims get on. */
function chosen(model: Model, { move, by, pick, isLegal }: Step) {
  const pairs = MOVES.flatMap((one) => PARTIES.map((party) => ({ move: one, by: party })))
  const legal = isLegal ? pairs.filter((pair) => mayMove(model, pair.move, pair.by)) : []
  return legal[pick % Math.max(1, legal.length)] ?? { move, by }
}

type Life = { readonly claim: Claim; readonly model: Model }
const newLife = async (): Promise<Life> => ({ claim: await fresh(), model: { status: 'draft', proposer: null } })
const isOver = ({ status }: Model) => MOVES.every((move) => claimStates.move(move, status) === null)

/** Only moves that the model allows: a run always gets on, whatever chance brings. */
const BUSY: Step[] = Array.from({ length: A_LIFE }, (_each, at) => ({
  ...{ move: 'submit', by: 'school', pick: at * 7, isLegal: true },
}))

/** One move tried: the database has done it, or left the claim as it was, as the model says. */
async function live({ claim, model }: Life, step: Step, done: Set<ClaimMove>): Promise<Life> {
  const { move, by } = chosen(model, step)
  const isAllowed = mayMove(model, move, by)
  const isDone = await attempt(stage, claim, { move, by })
  expect([move, by, model.status, isDone]).toEqual([move, by, model.status, isAllowed])
  if (isDone) done.add(move)
  const now = (await claimById(stage.db, claim.id)) ?? claim
  const next = isDone ? after(model, move, by) : model
  expect([now.status, now.revision > claim.revision]).toEqual([next.status, isDone])
  return isOver(next) ? newLife() : { claim: now, model: next }
}

test(`${TRIED} moves, by anybody and in any order: the database has what the model has, and refuses what the model refuses`, async () => {
  const done = new Set<ClaimMove>()
  const lives = fc.asyncProperty(fc.array(aStep, { minLength: A_LIFE, maxLength: A_LIFE }), async (steps) => {
    let life = await newLife()
    for (const step of steps) life = await live(life, step, done)
  })
  await fc.assert(lives, { numRuns: Math.ceil(TRIED / A_LIFE), examples: [[BUSY]] })
  expect(done.size).toBeGreaterThan(5)
  if (TRIED >= 10_000) expect(MOVES.filter((move) => !done.has(move))).toEqual([])
}, 3_600_000)
