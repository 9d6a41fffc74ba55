import { z } from 'zod'
import type { Result } from '#src/kit/result.ts'

const Word = z.string().trim().min(1).max(300)
/** DfE Sign-in leaves out what it does not know, or says null or "". */
const Known = z
  .union([Word, z.number().transform(String)])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null)
const Coded = z
  .object({ id: Known, name: Known })
  .nullish()
  .catch(null)
  .transform((value) => value ?? { id: null, name: null })

/** An organisation as DfE Sign-in describes it, in the claim and in its API: what we use of it. Its id is DfE Sign-in's own. */
export const DfeOrganisation = z.object({
  id: z.uuid(),
  name: Word,
  category: Coded,
  urn: Known,
  uid: Known,
  ukprn: Known,
  status: Coded,
  closedOn: Known,
})
export type DfeOrganisation = z.output<typeof DfeOrganisation>

/** `no-access`: their approver has given them nothing in our service. `no-answer`: nobody can say; nothing may rest on it. */
export type DfeSignInApi = {
  /** The codes of the roles that somebody has in our service at one organisation. */
  readonly roles: (asked: {
    readonly organisation: string
    readonly subject: string
  }) => Promise<Result<readonly string[], 'no-access' | 'no-answer'>>
  readonly organisations: (subject: string) => Promise<Result<readonly DfeOrganisation[], 'no-answer'>>
}

/** The organisation in the claim that DfE Sign-in makes when somebody has one, or has chosen one there; null without. */
export function claimedOrganisation(claims: Readonly<Record<string, unknown>>): DfeOrganisation | null {
  return DfeOrganisation.safeParse(fromJson(claims['organisation'])).data ?? null
}

/** Some of its versions send the claim as a text of JSON. */
function fromJson(claim: unknown): unknown {
  if (typeof claim !== 'string') return claim
  try {
    return JSON.parse(claim)
  } catch {
    return null
  }
}
