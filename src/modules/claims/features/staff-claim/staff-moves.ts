import type { Actor } from '#src/kit/actor.ts'
import {
  CLAIM_MOVES,
  type ClaimMove,
  type ClaimStatus,
  claimStates,
  type MoveParty,
} from '../../claims/claim-states.ts'

export type StaffLink = { readonly href: string; readonly text: string }

type At = (id: string) => string
const claim =
  (rest: string): At =>
  (id) =>
    `/claims/${id}/${rest}`
const staff =
  (rest: string): At =>
  (id) =>
    `/staff/claims/${id}/${rest}`

/** Where each move that staff can make is made, and what it is called on the way there. */
const MOVES: Readonly<Partial<Record<ClaimMove, readonly [at: At, text: string]>>> = {
  discard: [claim('discarding'), 'Discard the draft for the school'],
  withdraw: [claim('withdrawal'), 'Withdraw it for the school'],
  nameProvider: [claim('another-provider'), 'Name another provider for the school'],
  sendToPayer: [() => '/staff/claims/batches', 'Send it to the payer with a batch'],
  pay: [staff('payment'), 'Record the payer’s decision'],
  sendInformation: [staff('payment'), 'Send the payer what it needs'],
  sendAgain: [staff('payment'), 'Send it with the next batch again'],
  refusePayment: [staff('payment'), 'Record that the payer will not pay'],
  audit: [() => '/staff/claims/samples', 'Have it audited with a sample'],
  uphold: [staff('audit'), 'Decide the audit'],
  notUphold: [staff('audit'), 'Decide the audit'],
  proposeClawback: [staff('clawback'), 'Propose a clawback'],
  dropClawback: [staff('clawback'), 'Drop the clawback'],
  agreeClawback: [staff('clawback'), 'Approve or refuse the clawback'],
  refuseClawback: [staff('clawback'), 'Approve or refuse the clawback'],
  sendClawback: [() => '/staff/claims/batches', 'Send it to the payer with a batch'],
  recover: [() => '/staff/claims/batches', 'Upload the payer’s answer'],
}

const mayAs = (actor: Actor, party: MoveParty): boolean =>
  (party === 'officer' && actor.may('support')) || ((party === 'payer' || party === 'second') && actor.may('pay'))

/** What staff with these powers can do with a claim in its status: the transition table says, and each leads to one page. */
export function staffMoves(actor: Actor, { id, status }: { readonly id: string; readonly status: ClaimStatus }) {
  const moves = Object.entries(MOVES).flatMap(([name, [at, text]]): readonly StaffLink[] => {
    const move = isMove(name) ? name : null
    const isOpen = move !== null && claimStates.move(move, status) !== null
    return isOpen && CLAIM_MOVES[move].by.some((party) => mayAs(actor, party)) ? [{ href: at(id), text }] : []
  })
  return moves.filter(({ text }, index) => moves.findIndex((one) => one.text === text) === index)
}

const isMove = (name: string): name is ClaimMove => name in CLAIM_MOVES
