import { z } from 'zod'
import { londonDate, Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { newId } from '#src/platform/ids.ts'
import { enqueue } from '#src/platform/jobs/enqueue.ts'
import { nominationLinkSent } from '../access-events.ts'
import { nominationLinkEmail } from '../emails/nomination-emails.ts'
import { refreshMissingListJob } from '../missing-list/refresh-missing-list-job.ts'
import { NOMINATION_LINK_LIFE } from '../nominations/nomination-rules.ts'
import { hashOfToken, newToken } from '../proofs/proof-secrets.ts'
import { insertNominationProofs, tryLockOrganisations } from '../proofs/proofs-store.ts'
import { type Batch, BatchId } from './batch.ts'
import { type Candidate, candidatesAmong } from './candidates-queries.ts'
import { invitationFinished, invitationStarted, schoolsPassedOver } from './invitation-events.ts'
import { invitationPolicy } from './invitation-policy.ts'
import { allowance, type Channel, SCHOOLS_AT_A_TIME, type SkipReason } from './invitation-rules.ts'
import { batchStates } from './invitation-states.ts'
import { countsOf, sentInLastMinute, withTutor } from './invitations-queries.ts'
import { lockBatch, markSent, markSkipped, moveBatch, takeWaiting } from './invitations-store.ts'

/**
 * Sends the next few schools of a batch their links: proofs, messages, events and what became of each school in one transaction,
 * so that a worker killed at any moment has sent these schools all or nothing. Everything is asked again for each school: it may
 * have named its tutor since. Refuses when it is not due, when the minute's allowance is used up, and when every school is busy.
 */
export const sendInvitations = command({
  name: 'access.send-invitations',
  input: z.object({ batchId: BatchId }),
  refusals: ['not-due', 'too-fast', 'busy'],
  records: [invitationStarted.name, nominationLinkSent.name, schoolsPassedOver.name, invitationFinished.name],
  async run({ tx, actor, now, baseUrl, refuse }, { batchId }) {
    const batch = (await lockBatch(tx, batchId)) ?? refuse('not-found')
    demand(invitationPolicy.send(actor))
    if (!isDue(batch, now)) refuse('not-due')
    const started = await start(tx, batch, now)
    const most = Math.min(SCHOOLS_AT_A_TIME, allowance(batch.perMinute, await sentInLastMinute(tx, batchId, now)))
    if (most === 0) refuse('too-fast')
    const waiting = await takeWaiting(tx, batchId, most)
    if (waiting.length === 0) {
      await enqueue(tx, refreshMissingListJob, {})
      return { value: { sent: 0, skipped: 0, isFinished: true }, events: [await finish(tx, batch, now), ...started] }
    }
    const free = await tryLockOrganisations(tx, waiting)
    if (free.size === 0) refuse('busy')
    const { send, skip } = await judged(tx, { batch, ids: waiting.filter((id) => free.has(id)), now })
    const links = send.map((school) => linkTo(school, { batch, now, baseUrl }))
    await settle(tx, { batch, links, skip, now })
    const [first, ...others] = [...started, ...links.map(({ event }) => event), ...passedOver(batch, skip)]
    const value = { sent: links.length, skipped: skip.length, isFinished: false }
    return { value, events: [first ?? refuse('busy'), ...others], send: links.map(({ email }) => email) }
  },
})

const isDue = ({ status, startsAt }: Batch, now: Temporal.Instant): boolean =>
  (status === 'sending' || status === 'planned') && Temporal.Instant.compare(startsAt, now) <= 0

const about = ({ id }: Batch) => ({ kind: 'invitation-batch', id }) as const

async function start(tx: Tx, batch: Batch, now: Temporal.Instant): Promise<readonly AuditEvent[]> {
  if (batchStates.move('start', batch.status) === null) return []
  await moveBatch(tx, { batchId: batch.id, name: 'start', now })
  return [invitationStarted.of([about(batch)], { name: batch.name })]
}

async function finish(tx: Tx, batch: Batch, now: Temporal.Instant): Promise<AuditEvent> {
  await moveBatch(tx, { batchId: batch.id, name: 'finish', now })
  return invitationFinished.of([about(batch)], { name: batch.name, ...(await countsOf(tx, batch.id)) })
}

type Invited = Candidate & { readonly address: string; readonly channel: Channel }
type PassedOver = { readonly organisationId: string; readonly because: SkipReason }
type Asked = { readonly batch: Batch; readonly ids: readonly string[]; readonly now: Temporal.Instant }

/** Who is invited after all: since the list was frozen, schools name tutors, close, answer and lose their addresses. */
async function judged(tx: Tx, { batch, ids, now }: Asked) {
  const candidates = await candidatesAmong(tx, { ids, now, exceptBatch: batch.id })
  const named = await withTutor(
    tx,
    ids.filter((id) => !candidates.has(id)),
  )
  const send: Invited[] = []
  const skip: PassedOver[] = []
  for (const id of ids) {
    const school = candidates.get(id)
    const { channel = null, address = null } = school ?? {}
    if (school && channel && address !== null && school.skip === null) send.push({ ...school, channel, address })
    else skip.push({ organisationId: id, because: school?.skip ?? (named.has(id) ? 'tutor-named' : 'not-eligible') })
  }
  return { send, skip }
}

type Sending = { readonly batch: Batch; readonly now: Temporal.Instant; readonly baseUrl: string }

/** One school's link: what is kept of it, what is told of it, and its message. */
function linkTo({ id, urn, name, address, channel }: Invited, { batch, now, baseUrl }: Sending) {
  const [token, proofId, expiresAt] = [newToken(), newId<string>(), now.add(NOMINATION_LINK_LIFE)]
  const school = { id, urn, name }
  const email: OutgoingEmail = {
    ...nominationLinkEmail({ proofId, to: address, school, token, expiresAt, hasTutor: false, baseUrl }),
    priority: 'bulk',
  }
  const event = nominationLinkSent.of([{ kind: 'school', id }, { kind: 'proof', id: proofId }, about(batch)], {
    to: maskedAddress(address),
    channel,
    expiresOn: londonDate(expiresAt).toString(),
  })
  const kept = {
    organisationId: id,
    address,
    channel,
    linkRequestId: null,
    tokenHash: hashOfToken(token),
    now,
    expiresAt,
  }
  return { proof: { id: proofId, ...kept }, email, event }
}

type Settling = {
  readonly batch: Batch
  readonly links: readonly ReturnType<typeof linkTo>[]
  readonly skip: readonly PassedOver[]
  readonly now: Temporal.Instant
}

async function settle(tx: Tx, { batch, links, skip, now }: Settling): Promise<void> {
  const at = { batchId: batch.id, now }
  if (links.length > 0) {
    const proofs = links.map(({ proof }) => proof)
    await insertNominationProofs(tx, proofs)
    const sent = proofs.map(({ id, organisationId }) => ({ organisationId, proofId: id }))
    await markSent(tx, at, sent)
  }
  if (skip.length > 0) await markSkipped(tx, at, skip)
}

function passedOver(batch: Batch, skip: readonly PassedOver[]): readonly AuditEvent[] {
  if (skip.length === 0) return []
  const reasons = Object.fromEntries(
    [...Map.groupBy(skip, ({ because }) => because)].map(([because, schools]) => [because, schools.length]),
  )
  return [schoolsPassedOver.of([about(batch)], { name: batch.name, reasons })]
}
