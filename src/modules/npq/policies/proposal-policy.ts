import type { Actor } from '#src/kit/actor.ts'
import { allOf, when } from '#src/kit/policy.ts'
import { listPolicy } from '../lists/list-policy.ts'
import type { Proposal } from './proposal.ts'

type Owned = Pick<Proposal, 'proposedBy'>

/** Who writes rules never approves them: money follows from them. The table of proposals says so too. */
export const proposalPolicy = {
  write: (actor: Actor, { proposedBy }: Owned) =>
    allOf(listPolicy.manage(actor), when(actor.accountId === proposedBy, 'not-the-author')),
  decide: (actor: Actor, { proposedBy }: Owned) =>
    allOf(
      listPolicy.manage(actor),
      when(actor.accountId !== null, 'no-account'),
      when(actor.accountId !== proposedBy, 'own-proposal'),
    ),
}
