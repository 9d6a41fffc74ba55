import { type RawBuilder, sql } from 'kysely'
import { appendEventsFrom } from '#src/platform/audit/events-from-query.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newIdInSql } from '#src/platform/db/new-id.ts'
import { type ClaimMove, claimStates } from '../claims/claim-states.ts'
import { moveClaims } from '../claims/move-claims-store.ts'
import { clawbackStates } from '../clawbacks/clawback-states.ts'
import { letGoTakenBack } from '../clawbacks/let-go-store.ts'
import type { Batch } from './batch.ts'
import { slicesOf } from './batches-store.ts'
import type { Answer } from './response.ts'
import { claimPaid, claimUnpaid, clawbackNotRecovered, clawbackRecovered } from './response-events.ts'
import type { ChangedClaim, Work } from './send-claims-store.ts'

type Given = { readonly fileId: string; readonly batch: Batch; readonly slice?: ReturnType<typeof slicesOf>[number] }

/** The answers of a file, or of a slice of it, as rows: claim_id, outcome, reason. */
const answersOf = ({ fileId, slice }: Pick<Given, 'fileId' | 'slice'>): RawBuilder<unknown> => sql`
  select (row ->> 'claimId')::uuid as claim_id, row ->> 'outcome' as outcome, row ->> 'reason' as reason
  from claims.files, jsonb_array_elements(rows) with ordinality as given (row, place)
  where files.id = ${fileId} ${slice ? sql`and place > ${slice.after} and place <= ${slice.to}` : sql``}`

/** The claims that a file answers, locked in the order of the ids until the transaction ends. */
export const lockAnsweredClaims = async (tx: Tx, fileId: string) =>
  sql`select from claims.claims where id in (select claim_id from (${answersOf({ fileId })}) as answers) order by id for update`.execute(
    tx,
  )

/** Claims that have moved since the file was looked at, so that its answer does not fit them any more. */
export async function changedSinceRead(tx: Tx, { fileId, batch }: Given): Promise<readonly ChangedClaim[]> {
  const { rows } = await sql<ChangedClaim>`
    select claim.id as "claimId", claim.reference, claim.status
    from (${answersOf({ fileId })}) as answer
    join claims.claims as claim on claim.id = answer.claim_id
    left join claims.batch_items as item on item.batch_id = ${batch.id} and item.claim_id = claim.id
    where not coalesce(
      (item.outcome = 'waiting' and claim.status = any(array['with-payer', 'clawback-with-payer']))
      or (item.outcome = 'unpaid' and claim.status = 'information-sent' and answer.outcome = 'paid'), false)
    order by claim.reference`.execute(tx)
  return rows
}

const MOVES: Readonly<Record<Answer['outcome'], ClaimMove>> = {
  paid: 'pay',
  unpaid: 'askForInformation',
  recovered: 'recover',
  'not-recovered': 'notRecover',
}
const EVENTS = {
  paid: claimPaid,
  unpaid: claimUnpaid,
  recovered: clawbackRecovered,
  'not-recovered': clawbackNotRecovered,
}

/** Makes the answers of a file count: items, claims, clawbacks, hours, ledger and an event of each claim. The claims are locked. */
export async function applyAnswers(work: Work, given: Given, answers: number): Promise<void> {
  for (const slice of slicesOf(answers)) await applySlice(work, { ...given, slice })
}

async function applySlice(work: Work, given: Given): Promise<void> {
  await answerItems(work, given)
  for (const outcome of ['paid', 'unpaid', 'recovered', 'not-recovered'] as const) {
    // The event first: it tells of the claim by the status that it has.
    await tellOf(work, given, outcome)
    const select = sql`select claim_id, reason as unpaid_reason from (${answersOf(given)}) as answers where outcome = ${outcome}`
    await moveClaims(work.tx, { move: MOVES[outcome], select, now: work.now, ...besides(outcome) })
  }
  await payInLedger(work, given)
  await takeBack(work, given)
}

function besides(outcome: Answer['outcome']) {
  if (outcome === 'paid') return { also: 'paid_at' } as const
  return outcome === 'unpaid' ? ({ also: 'unpaid_reason' } as const) : {}
}

const answerItems = ({ tx, now }: Work, given: Given) =>
  sql`update claims.batch_items as item set outcome = answer.outcome, reason = answer.reason, answered_at = ${now}, told_at = null
    from (${answersOf(given)}) as answer
    where item.batch_id = ${given.batch.id} and item.claim_id = answer.claim_id`.execute(tx)

const tellOf = (work: Work, given: Given, outcome: Answer['outcome']) =>
  appendEventsFrom(work, {
    definition: EVENTS[outcome],
    about: 'claim',
    alsoAbout: 'school',
    andAbout: { provider_id: 'organisation' },
    select: sql`
      select claim.id as subject_id, claim.school_id as also_id, claim.provider_id, jsonb_strip_nulls(jsonb_build_object(
        'moved', jsonb_build_object('before', claim.status, 'after', ${claimStates.table[MOVES[outcome]].to}::text), 'reason', answer.reason,
        'reference', claim.reference, 'number', ${given.batch.number}::int, 'pence', item.pence)) as payload
      from (${answersOf(given)}) as answer join claims.claims as claim on claim.id = answer.claim_id
      join claims.batch_items as item on item.batch_id = ${given.batch.id} and item.claim_id = claim.id
      where answer.outcome = ${outcome} order by item.position`,
  })

const payInLedger = ({ tx, now }: Work, given: Given) =>
  sql`insert into claims.ledger (id, claim_id, kind, pence, batch_id, recorded_at)
    select ${newIdInSql}, item.claim_id, 'paid', item.pence, ${given.batch.id}, ${now}
    from (${answersOf(given)}) as answer
    join claims.batch_items as item on item.batch_id = ${given.batch.id} and item.claim_id = answer.claim_id
    where answer.outcome = 'paid'`.execute(tx)

/** What is taken back, mentor by mentor, and the hours that return with it. What could not be taken back waits for another batch. */
async function takeBack({ tx, now }: Work, given: Given): Promise<void> {
  const open = sql`select back.id, back.claim_id, answer.outcome from (${answersOf(given)}) as answer
    join claims.clawbacks as back on back.claim_id = answer.claim_id
      and back.status = any(${[...clawbackStates.from('recover')]}::text[])`
  const recovered = sql`select id from (${open}) as open where outcome = 'recovered'`
  await sql`insert into claims.ledger (id, claim_id, line_id, kind, pence, batch_id, recorded_at)
    select ${newIdInSql}, back.claim_id, line.line_id, 'recovered', -line.pence, ${given.batch.id}, ${now}
    from claims.clawback_lines as line join claims.clawbacks as back on back.id = line.clawback_id
    where line.clawback_id in (${recovered}) and line.pence > 0`.execute(tx)
  await letGoTakenBack(tx, recovered)
  await sql`update claims.clawbacks as back
    set status = case open.outcome when 'recovered' then ${clawbackStates.table.recover.to} else ${clawbackStates.table.comeBack.to} end
    from (${open}) as open where back.id = open.id and open.outcome in ('recovered', 'not-recovered')`.execute(tx)
}
