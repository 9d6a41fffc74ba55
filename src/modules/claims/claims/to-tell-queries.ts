import type { Reader } from '#src/platform/db/database.ts'
import { membersToTell, type Told } from '../../access/public.ts'
import { CLAIMING_ROLES, type EMAIL_KINDS, type EmailKind } from './email-kinds.ts'

type Asked = { readonly organisationId: string; readonly kind: EmailKind }

/** The people of a school, trust or provider who are written to about claims, without those who do not want it. Two queries. */
export async function toTellAt(reader: Reader, { organisationId, kind }: Asked): Promise<readonly Told[]> {
  const members = await membersToTell(reader, organisationId, CLAIMING_ROLES)
  return kind === 'must' ? members : wanting(reader, members, kind)
}

/** As `toTellAt` for several organisations at once, such as the school and the trust that acted for it; each person once. */
export async function toTellAtAny(
  reader: Reader,
  { organisationIds, kind }: { readonly organisationIds: readonly string[]; readonly kind: EmailKind },
): Promise<readonly Told[]> {
  const found = new Map<string, Told>()
  for (const organisationId of new Set(organisationIds)) {
    for (const told of await toTellAt(reader, { organisationId, kind })) found.set(told.accountId, told)
  }
  return [...found.values()]
}

async function wanting(reader: Reader, members: readonly Told[], kind: (typeof EMAIL_KINDS)[number]) {
  if (members.length === 0) return []
  const rows = await reader
    .selectFrom('claims.email_preferences')
    .select('account_id')
    .where('kind', '=', kind)
    .where('wanted', '=', false)
    .where(
      'account_id',
      'in',
      members.map(({ accountId }) => accountId),
    )
    .execute()
  const unwanted = new Set(rows.map(({ account_id }) => account_id))
  return members.filter(({ accountId }) => !unwanted.has(accountId))
}
