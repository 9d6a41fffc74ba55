import type { Route } from '#src/platform/http/route.ts'
import type { Things } from './people.ts'

/** Which of a school's things the parameter `id` of an address names, by how the address begins. */
const IDS: readonly (readonly [string, keyof Things])[] = [
  ['/organisations/:id', 'organisationId'],
  ['/organisations/:organisationId/join-requests/:id', 'joinRequestId'],
  ['/imports/:id', 'importId'],
  ['/staff/link-requests/:id', 'linkRequestId'],
  ['/staff/invitations/:id', 'batchId'],
  ['/partner-schools/invitations/:id', 'batchId'],
  ['/staff/npq/bulk/:id', 'bulkId'],
]

/** Parameters that are no school's. */
const WORDS: Readonly<Record<string, string>> = {
  token: 'a'.repeat(52),
  draft: '0190f3a4-0000-7000-8000-000000000009',
  channel: 'main',
  sessionId: '0190f3a4-0000-7000-8000-000000000008',
  problem: 'no-email',
  topic: 'errors',
  list: 'rise',
  cohort: '2026b',
  course: 'npq-senco',
  version: '2026-06',
  schedule: 'npq-leadership-autumn',
  rule: 'pp50-courses',
  // Rules of claims that a migration brings.
  figure: 'draft-reserves-hours',
  year: '2025',
  conditionsVersion: '2025-1',
  rateId: '566ed564-f8b9-c617-da0a-0e9dcdd5f098',
}

export const pathOf = (at: Route['at']): string => at.slice(at.indexOf(' ') + 1)

const THINGS = [
  'organisationId',
  'urn',
  'accountId',
  'otherAccountId',
  'addressId',
  'membershipId',
  'handoverId',
  'mergeId',
  'tokenId',
  'registrationId',
  'requestId',
  'versionId',
  'runId',
  'proposalId',
  'claimId',
  'providerId',
  'sampleId',
  'auditId',
  'auditFileId',
  'mentorId',
  'windowId',
  'claimBatchId',
  'responseId',
  'mentorFileId',
  'preparationItemId',
  'detailReportId',
  'trustFileId',
  'listId',
  'informationRequestId',
  'evidenceId',
] as const

/** Addresses whose organisation is the trust of the school. */
const OF_TRUSTS = '/organisations/:organisationId/trust-claims'

const thingNamed = (path: string, name: string): keyof Things | null => {
  if (name === 'organisationId' && path.startsWith(OF_TRUSTS)) return 'trustId'
  if (name === 'id') return IDS.find(([start]) => path.startsWith(start))?.[1] ?? null
  return THINGS.find((thing) => thing === name) ?? null
}

/** The names of the things of a school that an address names, in order. */
export const thingsIn = (at: Route['at']): readonly (keyof Things)[] =>
  [...pathOf(at).matchAll(/:([a-zA-Z]+)/g)].flatMap(([, name = '']) => thingNamed(pathOf(at), name) ?? [])

/** The address filled in with things. A parameter that this file does not know is a fault of the table, so it throws. */
export function addressOf(at: Route['at'], thing: (name: keyof Things) => string): string {
  const path = pathOf(at)
  return path.replace(/:([a-zA-Z]+)/g, (_, name: string) => {
    const known = thingNamed(path, name)
    const word = known ? thing(known) : WORDS[name]
    if (word === undefined) throw new Error(`${at}: say in addresses.ts what :${name} names`)
    return word
  })
}
