import { z } from 'zod'
import { type FieldError, firstValue, parseForm, type RawValues } from '#src/kit/form.ts'
import { date } from '#src/kit/form-date.ts'
import { longText, oneOf, text } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { cohortRecord } from '../../cohorts/cohort-records-queries.ts'
import { allCourses } from '../../courses/courses-queries.ts'
import { approveRules, refuseRules } from '../../policies/decide-proposal.ts'
import { discardDraft, takeBackProposal } from '../../policies/end-proposal.ts'
import type { Proposal } from '../../policies/proposal.ts'
import { proposalPolicy } from '../../policies/proposal-policy.ts'
import { proposalRefusalText } from '../../policies/proposal-refusal-text.ts'
import { proposalById } from '../../policies/proposals-queries.ts'
import { proposeRules } from '../../policies/propose-draft.ts'
import { proposedAgainst } from '../../policies/proposed-against-queries.ts'
import { ruleNames } from '../../policies/rule-names.ts'
import { proposalAddress } from './list-page.tsx'
import { DECISIONS, decisionPage, proposalPage, proposingPage } from './proposal-pages.tsx'

/** The proposal of the address; null when there is none. */
export async function proposalInPath({ db, params }: WebRequest): Promise<Proposal | null> {
  const id = z.uuid().safeParse(params['proposalId'])
  return id.success ? proposalById(db, id.data) : null
}

/** Whether whoever asks may change this draft: its author alone. */
export const mayWrite = ({ actor }: WebRequest, proposal: Proposal): boolean =>
  proposal.status === 'draft' && proposalPolicy.write(actor, proposal).allowed

/** A draft or proposal: its rules, what they change, what the table of cases says, and what can be done with it. */
export async function showProposal(request: WebRequest, proposal: Proposal): Promise<Reply> {
  const { db, now, actor, history } = request
  return show(
    proposalPage({
      ...{ proposal, cohortName: await cohortNameOf(request, proposal), mayWrite: mayWrite(request, proposal) },
      isAuthor: proposal.proposedBy === actor.accountId,
      mayDecide: mayDecide(request, proposal),
      names: ruleNames(await allCourses(db)),
      against: await proposedAgainst(db, proposal, proposal.inForceFrom ?? now),
      entries: await history({ kind: 'funding-policy', id: proposal.id }),
    }),
  )
}

const cohortNameOf = async ({ db }: WebRequest, { cohort }: Proposal): Promise<string> =>
  (await cohortRecord(db, cohort))?.name ?? cohort

const Proposed = z.object({
  when: oneOf(['now', 'later'], 'Select when they start to count'),
  source: text({ missing: 'Enter where the rules are published or were decided', label: 'Source', max: 300 }),
  reason: longText({ missing: 'Enter the reason', label: 'Reason', max: 1_000 }),
})
const Later = z.object({ from: date({ missing: 'Enter the day from which they count', label: 'Day' }) })

/** From when, on what ground, and why: what the second person reads. */
export const showProposing = (request: WebRequest, proposal: Proposal): Reply =>
  mayWrite(request, proposal)
    ? show(proposingPage(formOf(proposal, { source: proposal.source ?? '' }, [])))
    : redirectTo(proposalAddress(proposal))

export async function sendProposing(request: WebRequest, proposal: Proposal): Promise<Reply> {
  const { form } = request
  if (!mayWrite(request, proposal)) return redirectTo(proposalAddress(proposal))
  const again = (errors: readonly FieldError[]) => showAgain(proposingPage(formOf(proposal, form, errors)))
  const given = proposedIn(form)
  if (!given.ok) return again(given.errors)
  const { from, source, reason } = given
  const proposed = await request.withReason(reason).execute(proposeRules, { proposalId: proposal.id, from, source })
  if (proposed.ok || proposed.refusal.code === 'not-a-draft') return redirectTo(proposalAddress(proposal))
  const told = proposalRefusalText(proposed.refusal.code)
  const isLater = from !== null
  return told === null
    ? notFound
    : again([
        isLater ? { field: 'from', message: told, parts: ['day', 'month', 'year'] } : { field: 'when', message: told },
      ])
}

function proposedIn(form: RawValues) {
  const parsed = parseForm(Proposed, form)
  const later = firstValue(form, 'when') === 'later' ? parseForm(Later, form) : null
  const errors = [parsed, later].flatMap((part) => (part === null || part.ok ? [] : part.errors))
  if (errors.length > 0 || !parsed.ok) return { ok: false, errors } as const
  const { source, reason } = parsed.values
  return { ok: true, source, reason, from: later?.ok ? later.values.from.toString() : null } as const
}

const mayDecide = ({ actor }: WebRequest, proposal: Proposal): boolean =>
  proposal.status === 'proposed' && proposalPolicy.decide(actor, proposal).allowed

const Decided = z.object({
  decision: oneOf(DECISIONS, 'Select whether you approve or refuse the rules'),
  reason: longText({ missing: 'Enter the reason', label: 'Reason', max: 1_000 }),
})

/** The second person's form; whoever wrote the rules has none. */
export async function showDecision(request: WebRequest, proposal: Proposal): Promise<Reply> {
  if (!mayDecide(request, proposal)) return redirectTo(proposalAddress(proposal))
  return show(decisionPage({ proposal, cohortName: await cohortNameOf(request, proposal) }, decisionForm(proposal)))
}

/** Approves or refuses. What stands in the way of approval is said beside the choice. */
export async function sendDecision(request: WebRequest, proposal: Proposal): Promise<Reply> {
  if (!mayDecide(request, proposal)) return redirectTo(proposalAddress(proposal))
  const parsed = parseForm(Decided, request.form)
  const cohortName = await cohortNameOf(request, proposal)
  const again = (errors: readonly FieldError[]) =>
    showAgain(decisionPage({ proposal, cohortName }, { ...decisionForm(proposal), values: request.form, errors }))
  if (!parsed.ok) return again(parsed.errors)
  const { decision, reason } = parsed.values
  const decided = await decideWith(request.withReason(reason), decision, proposal)
  if (decided.ok || decided.refusal.code === 'no-longer-proposed') return redirectTo(proposalAddress(proposal))
  const message = proposalRefusalText(decided.refusal.code)
  return message === null ? redirectTo(proposalAddress(proposal)) : again([{ field: 'decision', message }])
}

const decideWith = async (
  { execute }: Pick<WebRequest, 'execute'>,
  decision: (typeof DECISIONS)[number],
  { id: proposalId }: Proposal,
) => (decision === 'approve' ? execute(approveRules, { proposalId }) : execute(refuseRules, { proposalId }))

const decisionForm = (proposal: Proposal) =>
  freshForm(`${proposalAddress(proposal)}/decision`, { back: proposalAddress(proposal) })

/** Its author goes on writing. Whatever stands in the way, the page of the proposal says how it is. */
export async function sendTakingBack(request: WebRequest, proposal: Proposal): Promise<Reply> {
  await request.execute(takeBackProposal, { proposalId: proposal.id })
  return redirectTo(proposalAddress(proposal))
}

/** Its author gives it up. */
export async function sendDiscard(request: WebRequest, proposal: Proposal): Promise<Reply> {
  await request.execute(discardDraft, { proposalId: proposal.id })
  return redirectTo(proposalAddress(proposal))
}

const formOf = (proposal: Proposal, values: RawValues, errors: readonly FieldError[]) =>
  freshForm(`${proposalAddress(proposal)}/proposing`, { values, errors, back: proposalAddress(proposal) })
