import type { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { type MailedProof, mailedProofById } from '../handovers/mailed-proofs-store.ts'
import { type Member, tutorOf } from '../memberships/memberships-queries.ts'
import { proofState } from '../proofs/proof-rules.ts'
import { lockOrganisation } from '../proofs/proofs-store.ts'
import { confirmationPolicy } from './confirmation-policy.ts'
import { type OpenQuestion, questionById } from './confirmations-store.ts'

type Work = {
  readonly tx: Tx
  readonly actor: Actor
  readonly now: Temporal.Instant
  readonly refuse: (
    code: 'link-not-live' | 'answered' | 'tutor-changed' | 'not-found',
    facts?: Record<string, unknown>,
  ) => never
}

type Linked = { readonly proof: MailedProof; readonly question: OpenQuestion; readonly tutor: Member }

/** The question behind a link, under its school's lock and for the holder of the link only; everything is looked at anew. */
export async function lockLinkedQuestion({ tx, actor, now, refuse }: Work, proofId: string): Promise<Linked> {
  const found = (await mailedProofById(tx, 'confirm-tutor', proofId)) ?? refuse('not-found')
  demand(confirmationPolicy.answerByLink(actor, found))
  const asked = (await questionById(tx, found.aboutId)) ?? refuse('not-found')
  await lockOrganisation(tx, asked.organisationId)
  const proof = (await mailedProofById(tx, 'confirm-tutor', proofId)) ?? found
  const question = (await questionById(tx, found.aboutId)) ?? asked
  const tutor = await tutorOf(tx, question.organisationId)
  if (!tutor || tutor.membershipId !== question.membershipId) return refuse('tutor-changed')
  if (question.answeredAt) refuse('answered')
  const state = proofState(proof, now)
  if (state !== 'live') refuse('link-not-live', { state })
  return { proof, question, tutor }
}
