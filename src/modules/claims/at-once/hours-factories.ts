import { Temporal } from '#src/kit/dates.ts'
import type { Result } from '#src/kit/result.ts'
import { contextFor } from '#src/modules/access/factories.ts'
import { eventsAbout } from '#src/platform/audit/event-facts-queries.ts'
import { execute } from '#src/platform/commands/command.ts'
import type { Database } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { ClaimId } from '../claims/claim.ts'
import { claimSubmitted } from '../claims/claim-events.ts'
import { saveDraft } from '../claims/save-draft.ts'
import { submitClaim } from '../claims/submit-claim.ts'
import { aClaimingSchool, aMentor, anIttProvider } from '../factories.ts'

// Schools at the same moment at the same hours: tried a few times by tests and a thousand times by `bin/bench claims-trials`.

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')
/** The cap of a mentor in 2025 to 2026. Source: claims.md §11.2. */
export const LAST_HOURS = 16

/** Who came first, and what was not as it must be. */
export type Trial = { readonly won: string; readonly wrong: readonly string[] }

/** What is said of each of the checks that does not hold. */
export const faultsOf = (checks: readonly (readonly [holds: boolean, otherwise: string])[]): readonly string[] =>
  checks.flatMap(([holds, otherwise]) => (holds ? [] : [otherwise]))

type World = Awaited<ReturnType<typeof aClaimingSchool>>
export type TwoSchools = {
  readonly db: Database
  readonly one: World
  readonly other: World
  readonly providerId: string
}

export const twoSchools = async (db: Database): Promise<TwoSchools> => ({
  ...{ db, one: await aClaimingSchool(db), other: await aClaimingSchool(db), providerId: (await anIttProvider(db)).id },
})

type Draft = { readonly claimId: ClaimId; readonly revision: number }

/** Both schools save the last hours of a mentor at once; then, once the time of the first draft is over, both send them at once. */
export async function lastHoursTrial({ db, one, other, providerId }: TwoSchools): Promise<Trial> {
  const { personId } = await aMentor(db, one.school)
  const row = { id: newId<string>(), school_id: other.school.id, person_id: personId, added_at: NOW }
  await db.insertInto('claims.school_mentors').values(row).execute()
  const save = ({ school, claimant }: World) =>
    execute(contextFor(db, claimant), saveDraft, {
      ...{ schoolId: school.id, providerId, mentors: [{ personId, hours: LAST_HOURS }] },
    })
  const saved = await Promise.all([save(one), save(other)])
  const wrong = oneWon('saving', saved)
  await letTimePass(db, personId)
  const again = await Promise.all([saved[0].ok ? saved[0] : save(one), saved[1].ok ? saved[1] : save(other)])
  await letTimePass(db, personId)
  const [first, second] = again.flatMap((draft) => (draft.ok ? [draft.value] : []))
  if (!first || !second) return { won: 'nobody', wrong: [...wrong, 'a draft whose time was over stood in the way'] }
  const sent = await Promise.all([send(db, one, first), send(db, other, second)])
  const { held } = await db
    .selectFrom('claims.allowances')
    .select('held')
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow()
  return {
    won: sent[0].ok ? 'the first school' : 'the second school',
    wrong: [...wrong, ...oneWon('sending', sent), ...faultsOf([[held === LAST_HOURS, `${held} hours are held`]])],
  }
}

/** The same draft, sent so many times at once: a button that is pressed again carries the same key, a colleague has another. */
export async function sameButtonTrial({ db, one, providerId }: TwoSchools, times: number): Promise<Trial> {
  const { personId } = await aMentor(db, one.school)
  const input = { schoolId: one.school.id, providerId, mentors: [{ personId, hours: LAST_HOURS }] }
  const draft = await execute(contextFor(db, one.claimant), saveDraft, input)
  if (!draft.ok) return { won: 'nobody', wrong: [draft.refusal.code] }
  const key = newId<string>()
  const presses = Array.from({ length: times }, () => send(db, one, draft.value, key))
  const all = await Promise.all([...presses, send(db, one, draft.value, newId<string>())])
  const [colleague, pressed] = [all.at(-1), all.slice(0, -1)]
  const done = pressed.filter(({ ok }) => ok).length
  const isRight = colleague?.ok ? done === 0 : done === times
  const ledger = await db.selectFrom('claims.ledger').select('id').where('claim_id', '=', draft.value.claimId).execute()
  const events = await eventsAbout(db, { kind: 'claim', id: draft.value.claimId })
  const sentEvents = events.filter(({ name }) => name === claimSubmitted.name)
  return {
    won: colleague?.ok ? 'the colleague' : 'the button',
    wrong: faultsOf([
      [isRight, `${done} of ${times} presses were answered as sent`],
      [ledger.length === 1, `${ledger.length} lines in the ledger`],
      [sentEvents.length === 1, `${sentEvents.length} events`],
    ]),
  }
}

const send = (db: Database, { claimant }: World, { claimId, revision }: Draft, key?: string) =>
  execute(
    contextFor(db, claimant, NOW),
    submitClaim,
    { claimId, seen: revision, providerConfirmedHours: true, declared: true },
    key,
  )

/** As if the time of the drafts with a mentor were over. */
const letTimePass = (db: Database, personId: string) =>
  db
    .updateTable('claims.held_hours')
    .set({ until: NOW })
    .where('person_id', '=', personId)
    .where('until', 'is not', null)
    .execute()

/** One of two won, and the other was told that no hours are left. */
function oneWon(what: string, both: readonly Result<unknown>[]): readonly string[] {
  const lost = both.flatMap((result) => (result.ok ? [] : [result.refusal]))
  if (lost.length !== 1) return [`${what}: ${both.length - lost.length} won`]
  const told = lost[0]?.facts['shortfalls']
  const left = Array.isArray(told) && told.length === 1 && told[0]?.left === 0 && told[0]?.asked === LAST_HOURS
  return left ? [] : [`${what}: ${lost[0]?.code} ${JSON.stringify(lost[0]?.facts)}`]
}
