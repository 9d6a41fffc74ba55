import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { confirmTrn, lockPeople, lockTrn, type Person, personWithTrn, trnConfirmed } from '../../../directory/public.ts'
import { addressesOf } from '../../accounts/own-account-queries.ts'
import { numberConfirmedEmail } from '../../emails/teacher-emails.ts'
import { noteSameNumber } from '../../merges/merge-requests-store.ts'
import { endOf } from '../../teachers/number-rules.ts'
import {
  accountOfPerson,
  givePerson,
  personIdOfAccount,
  personOfAccount,
} from '../../teachers/person-of-account-store.ts'
import { sameNumberFound } from '../../teachers/teacher-events.ts'
import { takeWaiting } from '../../teachers/waiting-numbers-store.ts'

export type Confirmed = { readonly kind: 'confirmed' | 'held-elsewhere' }

/**
 * Notes a number that the teaching record has just found for the date of birth that its owner gave, which is not passed on to here.
 * When another account has the number, nothing changes but that this is noted, for its owner to prove both. Refuses when the account
 * has another number that was confirmed, and a number of somebody without an account when this one stands for a person already.
 */
export const confirmNumber = command({
  name: 'access.confirm-trn',
  input: z.object({
    trn: z.string().regex(/^[0-9]{7}$/),
    followedFrom: z.string().nullable(),
    nameOnRecord: z.string().min(1).nullable(),
  }),
  refusals: ['other-number', 'for-staff'],
  records: [trnConfirmed.name, sameNumberFound.name],
  async run({ tx, actor, now, baseUrl, refuse }, { trn, followedFrom, nameOnRecord }) {
    const accountId = actor.accountId ?? refuse('not-allowed', { reason: 'sign-in' })
    await lockTrn(tx, trn)
    const holder = await personWithTrn(tx, trn)
    const standing = await standingOf(tx, { accountId, holder })
    if (standing.kind === 'for-staff') return refuse('for-staff')
    if (standing.kind === 'held-elsewhere') {
      await noteSameNumber(tx, { accountId, otherAccountId: standing.otherAccountId, now })
      const event = sameNumberFound.of([{ kind: 'account', id: accountId }], {})
      const value: Confirmed = { kind: 'held-elsewhere' }
      return { value, events: [event] as const, send: [] }
    }
    if (standing.kind === 'adopts') await givePerson(tx, { accountId, personId: standing.personId })
    const personId = await personOfAccount(tx, { accountId, now })
    const person = (await lockPeople(tx, [personId])).get(personId)
    if (person?.trnConfirmedAt && person.trn !== trn && person.trn !== followedFrom) refuse('other-number')
    await confirmTrn(tx, { personId, trn, name: nameOnRecord, now })
    await takeWaiting(tx, accountId)
    const told = { accountId, name: actor.name, ending: endOf(trn), baseUrl }
    const subjects = [
      { kind: 'account', id: accountId },
      { kind: 'person', id: personId },
    ] as const
    const value: Confirmed = { kind: 'confirmed' }
    return {
      value,
      events: [trnConfirmed.of(subjects, { trn, followedFrom })] as const,
      send: (await addressesOf(tx, accountId))
        .filter(({ verifiedAt }) => verifiedAt !== null)
        .map(({ id, address }) => numberConfirmedEmail({ ...told, to: address, occasion: `${personId}:${trn}:${id}` })),
    }
  },
})

type Asked = { readonly accountId: string; readonly holder: Person | null }

type Standing =
  | { readonly kind: 'free' }
  /** Somebody without an account has the number, and this account stands for nobody yet: it is theirs. */
  | { readonly kind: 'adopts'; readonly personId: string }
  | { readonly kind: 'held-elsewhere'; readonly otherAccountId: string }
  | { readonly kind: 'for-staff' }

async function standingOf(tx: Tx, { accountId, holder }: Asked): Promise<Standing> {
  const own = await personIdOfAccount(tx, accountId)
  if (!holder || holder.id === own) return { kind: 'free' }
  const other = await accountOfPerson(tx, holder.id)
  if (other) return { kind: 'held-elsewhere', otherAccountId: other.id }
  return own === null ? { kind: 'adopts', personId: holder.id } : { kind: 'for-staff' }
}
