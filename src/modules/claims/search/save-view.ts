import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { keepView, takeOffView } from './saved-views-store.ts'
import { viewRemoved, viewSaved } from './view-events.ts'

/** Most views of one person. Own figure: a list that fits on the page. */
const MOST_VIEWS = 30

/** Keeps a search with its filters under a name, for the one who saves it. The same name again replaces it. */
export const saveView = command({
  name: 'claims.save-view',
  input: z.object({ name: z.string().trim().min(1).max(60), query: z.string().max(2_000) }),
  refusals: ['too-many'],
  records: [viewSaved.name],
  async run({ tx, actor, now, refuse }, { name, query }) {
    demand(claimPolicy.staff(actor, undefined))
    const accountId = actor.accountId ?? refuse('not-allowed')
    const { count } = await tx
      .selectFrom('claims.saved_views')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('account_id', '=', accountId)
      .executeTakeFirstOrThrow()
    if (count >= MOST_VIEWS) refuse('too-many', { most: MOST_VIEWS })
    await keepView(tx, { accountId, name, query, now })
    return { value: { name }, events: [viewSaved.of([{ kind: 'account', id: accountId }], { name })] }
  },
})

/** Takes a view off the list of the one whose it is. */
export const removeView = command({
  name: 'claims.remove-view',
  input: z.object({ viewId: z.uuid() }),
  refusals: [],
  records: [viewRemoved.name],
  async run({ tx, actor, refuse }, { viewId }) {
    demand(claimPolicy.staff(actor, undefined))
    const accountId = actor.accountId ?? refuse('not-allowed')
    const removed = await takeOffView(tx, { accountId, viewId })
    const { name } = removed ?? refuse('not-found')
    return { value: null, events: [viewRemoved.of([{ kind: 'account', id: accountId }], { name })] }
  },
})
