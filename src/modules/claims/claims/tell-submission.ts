import type { Money } from '#src/kit/money.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { accountsToTell } from '../../access/public.ts'
import { claimNamesYouEmail, claimSubmittedEmail } from '../emails/submission-emails.ts'
import type { ClaimWindow } from '../years/claim-year.ts'
import { type Claim, hoursOf } from './claim.ts'
import { toTellAt, toTellAtAny } from './to-tell-queries.ts'

type Telling = {
  readonly claim: Claim
  readonly amount: Money
  readonly window: ClaimWindow
  readonly schoolName: string
  readonly providerName: string
  readonly trustId: string | null
  readonly submitterId: string | null
  readonly baseUrl: string
}

/** Who sent it always has a receipt; colleagues of the school, the trust that acted and the provider unless they do not want news. */
export async function tellSubmission(tx: Tx, telling: Telling): Promise<readonly OutgoingEmail[]> {
  const { claim, amount, window, schoolName, providerName, trustId, submitterId, baseUrl } = telling
  const about = {
    ...{ claimId: claim.id, reference: claim.reference, schoolName, providerName, baseUrl },
    ...{ hours: hoursOf(claim) },
  }
  const organisationIds = trustId === null ? [claim.schoolId] : [claim.schoolId, trustId]
  const colleagues = await toTellAtAny(tx, { organisationIds, kind: 'progress' })
  const submitter = submitterId === null ? undefined : (await accountsToTell(tx, [submitterId])).get(submitterId)
  const readers = [
    ...(submitter ? [submitter] : []),
    ...colleagues.filter(({ accountId }) => accountId !== submitter?.accountId),
  ]
  const provider = await toTellAt(tx, { organisationId: claim.providerId, kind: 'progress' })
  return [
    ...readers.map((to) => claimSubmittedEmail({ ...about, amount, window, to })),
    ...provider.map((to) => claimNamesYouEmail({ ...about, to })),
  ]
}
