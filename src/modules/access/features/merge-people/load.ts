import { z } from 'zod'
import type { WebRequest } from '#src/platform/http/route.ts'
import { type AccountFacts, accountFacts } from '../../merges/merge-facts-queries.ts'
import type { Both } from '../../merges/merge-policy.ts'
import { type AccountMerge, mergeById } from '../../merges/merges-queries.ts'
import type { Treated } from '../../remedies/remedy-policy.ts'

const Id = z.uuid()

/** Somebody whose other account is looked for. */
export type One = Treated & { readonly account: AccountFacts }

export async function loadOne({ db, params }: WebRequest): Promise<One | null> {
  const id = Id.safeParse(params['accountId'])
  const account = id.success ? (await accountFacts(db, [id.data])).get(id.data) : undefined
  return account ? { ...treated(account), account } : null
}

/** The one to keep and the one to go, as the address names them. */
export type Two = Both & { readonly kept: AccountFacts; readonly other: AccountFacts }

export async function loadTwo({ db, params }: WebRequest): Promise<Two | null> {
  const [keep, gone] = [Id.safeParse(params['accountId']), Id.safeParse(params['otherAccountId'])]
  if (!keep.success || !gone.success || keep.data === gone.data) return null
  return both(await accountFacts(db, [keep.data, gone.data]), { keep: keep.data, gone: gone.data })
}

export type Merged = Two & { readonly merge: AccountMerge }

/** A merge, done or undone. */
export async function loadMerge({ db, params }: WebRequest): Promise<Merged | null> {
  const id = Id.safeParse(params['mergeId'])
  const merge = id.success ? await mergeById(db, id.data) : null
  const two = merge ? both(await accountFacts(db, [merge.keep, merge.gone]), merge) : null
  return merge && two ? { ...two, merge } : null
}

function both(facts: ReadonlyMap<string, AccountFacts>, { keep, gone }: { keep: string; gone: string }): Two | null {
  const [kept, other] = [facts.get(keep), facts.get(gone)]
  return kept && other ? { kept, other, keep: treated(kept), gone: treated(other) } : null
}

const treated = ({ id, isStaff }: AccountFacts): Treated => ({ accountId: id, isStaff })
