import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { pence } from '#src/kit/money.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { type CommandContext, execute } from '#src/platform/commands/command.ts'
import type { Database } from '#src/platform/db/database.ts'
import { auditDoors } from '../audits/model-factories.ts'
import { decideClawback } from '../clawbacks/decide-clawback.ts'
import { dropClawback } from '../clawbacks/drop-clawback.ts'
import { proposeClawback } from '../clawbacks/propose-clawback.ts'
import { addToLedger } from '../ledger/ledger-store.ts'
import { refusePayment } from '../payments/refuse-payment.ts'
import { sendAgain } from '../payments/send-again.ts'
import { sendInformation } from '../payments/send-information.ts'
import type { Claim } from './claim.ts'
import { CLAIM_MOVES, type ClaimMove, type MoveParty } from './claim-states.ts'
import { lockClaim, moveClaim } from './claims-store.ts'
import { discardDraft } from './discard-draft.ts'
import { fixSubmission } from './submit-store.ts'
import { withdrawClaim } from './withdraw-claim.ts'

// The doors of the model of a claim's way: each move by the command that makes it in life, tried by anybody. A move whose command needs
// a batch, a file or a sample around it is made as that command makes it, by `moveClaim` under the claim's lock.

export const PARTIES: readonly MoveParty[] = ['school', 'provider', 'officer', 'payer', 'second', 'system']

export type Stage = {
  readonly db: Database
  readonly schoolId: string
  readonly providerId: string
  readonly windowId: string
  /** Accounts of everybody but the system. */
  readonly accounts: Readonly<Record<Exclude<MoveParty, 'system'>, string>>
}

const RATE = pence(4510)
const NOW = Temporal.Instant.from('2026-11-24T10:00:00Z')

function actorOf({ accounts, schoolId, providerId }: Stage, party: MoveParty): Actor {
  if (party === 'system') return Actor.system('The model')
  const identity = { kind: 'account', id: accounts[party] } as const
  if (party === 'school' || party === 'provider') {
    const organisationId = party === 'school' ? schoolId : providerId
    return new Actor({ identity, name: party, door: 'web', memberships: [{ organisationId, role: 'claims' }] })
  }
  const staffPowers = [party === 'officer' ? ('support' as const) : ('pay' as const)]
  return new Actor({ identity, name: party, door: 'staff', staffPowers, isFresh: true })
}

type Try = { readonly context: CommandContext; readonly claim: Claim }
type Door = (tried: Try) => Promise<{ readonly ok: boolean }>

const seen = ({ claim }: Try) => ({ claimId: claim.id, seen: claim.revision })
const because = 'The model says so'

/** Moves that are made by their own commands. Whoever writes another command puts it here. */
export const COMMANDS: Readonly<Partial<Record<ClaimMove, Door>>> = {
  ...auditDoors,
  discard: (tried) => execute(tried.context, discardDraft, seen(tried)),
  withdraw: (tried) => execute(tried.context, withdrawClaim, { ...seen(tried), because }),
  sendInformation: (tried) => execute(tried.context, sendInformation, seen(tried)),
  sendAgain: (tried) => execute(tried.context, sendAgain, seen(tried)),
  refusePayment: (tried) => execute(tried.context, refusePayment, { ...seen(tried), because }),
  proposeClawback: (tried) => {
    const worked = tried.claim.lines.map(({ id, hours }) => ({ lineId: id, hoursWorked: hours - 1 }))
    const [line] = worked.map((one) => ({ ...one, reason: 'fewer-hours' as const, note: because }))
    return line
      ? execute(tried.context, proposeClawback, { ...seen(tried), origin: 'school', lines: [line] })
      : Promise.resolve({ ok: false })
  },
  dropClawback: (tried) => execute(tried.context, dropClawback, { ...seen(tried), because }),
  agreeClawback: (tried) => execute(tried.context, decideClawback, { ...seen(tried), approve: true, because: null }),
  refuseClawback: (tried) => execute(tried.context, decideClawback, { ...seen(tried), approve: false, because }),
}

/** Whether the move was made. Whatever refuses it leaves the claim as it was. */
export async function attempt(stage: Stage, claim: Claim, { move, by }: { move: ClaimMove; by: MoveParty }) {
  const context = {
    ...{ db: stage.db, now: NOW, baseUrl: 'https://training.test', actor: actorOf(stage, by) },
    process: newProcess('the model', null, because),
  }
  const door = COMMANDS[move]
  if (door) return (await door({ context, claim })).ok
  return CLAIM_MOVES[move].by.includes(by) && asItsCommandDoes(stage, claim, move)
}

const asItsCommandDoes = (stage: Stage, { id }: Claim, move: ClaimMove): Promise<boolean> =>
  stage.db.transaction().execute(async (tx) => {
    const claim = await lockClaim(tx, id)
    if (!claim) return false
    if (move === 'submit') {
      const amount = await fixSubmission(tx, {
        ...{
          claim,
          windowId: stage.windowId,
          area: 'fringe',
          pencePerHour: RATE,
          allowanceOf: () => undefined,
          now: NOW,
        },
        ...{ by: { accountId: null, name: 'the model', trustId: null }, byMentor: false, providerConfirmedHours: true },
        ...{ school: { name: 'A school', urn: null }, providerName: 'A provider' },
      })
      return amount !== null
    }
    const moved = await moveClaim(tx, { claim, move, now: NOW })
    const amount = claim.submitted?.amount
    if (moved && move === 'pay' && amount) await addToLedger(tx, [{ claimId: id, kind: 'paid', amount, now: NOW }])
    return moved !== null
  })
