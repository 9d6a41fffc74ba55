import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import {
  claimNamingYouWithdrawnEmail,
  claimWithdrawnEmail,
  providerLostEmail,
  providerNamedEmail,
} from '../emails/claim-change-emails.ts'
import { claimNamesYouEmail } from '../emails/submission-emails.ts'
import { type Claim, hoursOf, type Submitted } from './claim.ts'
import { toTellAt, toTellAtAny } from './to-tell-queries.ts'

type Telling = { readonly claim: Claim; readonly submitted: Submitted; readonly baseUrl: string }

type Withdrawing = Telling & { readonly because: string; readonly byName: string }

/** The school, the trust that acted for it, and the provider. */
export async function tellWithdrawal(
  tx: Tx,
  { because, byName, ...telling }: Withdrawing,
): Promise<readonly OutgoingEmail[]> {
  const { claim, submitted } = telling
  const organisationIds = placesOf(telling)
  const readers = await toTellAtAny(tx, { organisationIds, kind: 'progress' })
  const provider = await toTellAt(tx, { organisationId: claim.providerId, kind: 'progress' })
  const about = aboutOf(telling)
  return [
    ...readers.map((to) => claimWithdrawnEmail({ ...about, amount: submitted.amount, because, byName, to })),
    ...provider.map((to) => claimNamingYouWithdrawnEmail({ ...about, to })),
  ]
}

/** The school and the trust that acted for it: they must do something. */
export async function tellProviderLost(tx: Tx, telling: Telling): Promise<readonly OutgoingEmail[]> {
  const readers = await toTellAtAny(tx, { organisationIds: placesOf(telling), kind: 'must' })
  return readers.map((to) => providerLostEmail({ ...aboutOf(telling), occasion: occasionOf(telling), to }))
}

type Naming = Telling & { readonly provider: { readonly before: string; readonly after: string } }

/** The school, and the provider that is named now. */
export async function tellProviderNamed(tx: Tx, { provider, ...telling }: Naming): Promise<readonly OutgoingEmail[]> {
  const { claim } = telling
  const about = { ...aboutOf(telling), providerName: provider.after, occasion: occasionOf(telling) }
  const readers = await toTellAtAny(tx, { organisationIds: placesOf(telling), kind: 'progress' })
  const named = await toTellAt(tx, { organisationId: claim.providerId, kind: 'progress' })
  return [
    ...readers.map((to) => providerNamedEmail({ ...about, before: provider.before, to })),
    ...named.map((to) => claimNamesYouEmail({ ...about, hours: hoursOf(claim), to })),
  ]
}

const placesOf = ({ claim, submitted }: Telling): readonly string[] =>
  submitted.for === null ? [claim.schoolId] : [claim.schoolId, submitted.for]

/** The same may happen again to a claim: each time is told. */
const occasionOf = ({ claim }: Telling): string => String(claim.revision + 1)

const aboutOf = ({ claim, submitted, baseUrl }: Telling) => ({
  ...{ claimId: claim.id, reference: claim.reference, baseUrl },
  ...{ schoolName: submitted.schoolName, providerName: submitted.providerName },
})
