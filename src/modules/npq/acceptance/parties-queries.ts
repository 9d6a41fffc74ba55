import type { Reader } from '#src/platform/db/database.ts'
import { accountsToTell, membersToTell, type Told } from '../../access/public.ts'
import { organisationNames } from '../../directory/public.ts'
import type { Registration } from '../registrations/registration.ts'

/** Whom to tell of a registration, and in whose name. */
export type Party = {
  readonly providerName: string
  /** Null for a registration without an account, and for an account without an address. */
  readonly participant: Told | null
}

type Named = Pick<Registration, 'id' | 'accountId' | 'providerId'>

/** The names and mailboxes of those whom registrations are about, by registration. Two queries. */
export async function partiesOf(reader: Reader, registrations: readonly Named[]): Promise<ReadonlyMap<string, Party>> {
  const names = await organisationNames(
    reader,
    registrations.map(({ providerId }) => providerId),
  )
  const told = await accountsToTell(
    reader,
    registrations.flatMap(({ accountId }) => accountId ?? []),
  )
  return new Map(
    registrations.map(({ id, accountId, providerId }) => [
      id,
      {
        providerName: names.get(providerId)?.name ?? 'Your provider',
        participant: (accountId !== null && told.get(accountId)) || null,
      },
    ]),
  )
}

/** The party of one registration. */
export async function partyOf(reader: Reader, registration: Named): Promise<Party> {
  const party = (await partiesOf(reader, [registration])).get(registration.id)
  return party ?? { providerName: 'Your provider', participant: null }
}

/** Those at a provider who look after its participants. */
export const toTellAtProvider = (reader: Reader, providerId: string) =>
  membersToTell(reader, providerId, ['administrator', 'claims'])
