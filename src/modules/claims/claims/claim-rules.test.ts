import { expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import type { ClaimWindow } from '../years/claim-year.ts'
import { actingTrust } from './acting-trust-rules.ts'
import { claimQuery, claimWords } from './claim-search-rules.ts'
import { CLAIM_STATUSES, claimStates } from './claim-states.ts'
import { NEXT_ACTOR } from './claim-status-rules.ts'
import { type ClaimingFacts, WHY_NOT_CLAIM, whyNotClaim, whyNotClaimText } from './claiming-rules.ts'
import { paidBy } from './payment-rules.ts'
import { refusalText } from './refusal-text-rules.ts'
import { timelineOf } from './timeline-rules.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const window: ClaimWindow = {
  ...{ id: 'w', year: 2025, period: { from: day('2026-10-05'), to: day('2026-12-19') }, revision: 1 },
  ...{ paidByAuthorityOn: day('2027-01-29'), paidDirectlyOn: day('2027-02-05') },
}
const ABLE: ClaimingFacts = {
  ...{ school: { isOpen: true, inEngland: true }, year: 2025, openWindow: window, nextWindow: null, isListed: true },
  ...{ conditions: { version: '2025-1' }, hasRates: true },
  accepted: {
    ...{ id: 'a', version: '2025-1', year: 2025, organisationId: 's', byName: 'Bola Ade', takenBackAt: null },
    at: Temporal.Instant.from('2026-11-23T10:00:00Z'),
  },
}

test('a school of which everything holds may claim', () => expect(whyNotClaim(ABLE)).toEqual([]))

test.each([
  ['school-closed', { school: { isOpen: false, inEngland: true } }],
  ['not-in-england', { school: { isOpen: true, inEngland: false } }],
  ['not-listed', { isListed: false }],
  ['window-closed', { openWindow: null }],
  ['no-rates', { hasRates: false }],
  ['no-conditions', { conditions: null, accepted: null }],
  ['conditions-not-accepted', { accepted: null }],
] as const)('%s stands in the way, and is said', (why, facts) => {
  expect(whyNotClaim({ ...ABLE, ...facts })).toEqual([why])
  expect(whyNotClaimText(why, ABLE)).toMatch(/\.$/)
})

test('what stands in the way is told all at once, in one order', () => {
  const nothing = { school: { isOpen: false, inEngland: false }, openWindow: null, isListed: false, hasRates: false }
  const all = WHY_NOT_CLAIM.filter((why) => why !== 'no-conditions')
  expect(whyNotClaim({ ...ABLE, ...nothing, accepted: null })).toEqual(all)
})

test.each([
  ['may-not-claim', { because: ['not-listed'] }, 'not on our list'],
  ['other-year', { year: 2024, open: 2025 }, 'training in 2024 to 2025'],
  ['provider-not-accredited', { provider: 'Ash' }, 'Ash is not an accredited provider'],
  ['not-a-mentor', {}, 'list of mentors'],
  ['too-few-hours', { shortfalls: [{ name: 'Ines', asked: 16, left: 6 }] }, 'Ines has 6 hours left'],
  ['too-few-hours', { shortfalls: [{ name: 'Ines', asked: 16, left: 0 }] }, 'Ines has no hours left'],
  ['amount-changed', { pence: 96_000 }, '£960.00'],
  ['hours-not-confirmed', {}, 'Agree the hours'],
  ['not-declared', {}, 'declaration'],
  ['no-mentors', {}, 'at least one mentor'],
  ['in-a-batch', {}, 'on its way to the payer'],
])('%s is said in words', (code, facts, words) => {
  expect(refusalText({ code, facts }, ABLE).join(' ')).toContain(words)
})

test('the day of payment through the authority and of paying directly', () => {
  const days = [true, false].map((throughAuthority) => String(paidBy({ throughAuthority }, window)))
  expect(days).toEqual(['2027-01-29', '2027-02-05'])
})

test('the words of a claim meet what is typed, whatever its accents, capitals, spaces and apostrophes', () => {
  const claim = {
    reference: '12345678',
    schoolName: 'St. Mary’s School',
    schoolUrn: '800001',
    providerName: 'Ash & Oak',
  }
  const words = claimWords({ ...claim, mentors: [{ mentorName: 'Zoë O’Neill', mentorTrn: '7000001' }] })
  expect(words).toEqual(
    expect.arrayContaining(['12345678', '800001', 'st', 'marys', 'zoe', 'oneill', '7000001', 'oak']),
  )
  expect(claimQuery(' Zoe O’NEILL ')).toBe("'zoe':* & 'oneill':*")
  expect(claimQuery('70 00-001')).toBe("'7000001':*")
  expect(claimQuery('’ .')).toBeNull()
})

test('somebody acts for the trust through which they have the role, not where they work at the school itself', () => {
  const actor = (memberships: ConstructorParameters<typeof Actor>[0]['memberships'], actingFor: string | null) =>
    new Actor({
      ...{ identity: { kind: 'account', id: 'a' }, name: 'A', door: 'web', actingFor },
      ...(memberships ? { memberships } : {}),
    })
  const through = { organisationId: 'school', role: 'administrator', through: 'trust' } as const
  const own = { organisationId: 'school', role: 'claims' } as const
  expect(actingTrust(actor([through], 'trust'), 'school')).toBe('trust')
  expect(actingTrust(actor([through], null), 'school')).toBe('trust')
  expect(actingTrust(actor([through, own], 'school'), 'school')).toBeNull()
  expect(actingTrust(actor([through, own], 'trust'), 'school')).toBe('trust')
  expect(actingTrust(actor([own], null), 'school')).toBeNull()
})

test('whoever must act next can make a move, and where nobody must the school and provider have none', () => {
  for (const status of CLAIM_STATUSES) {
    const moves = Object.values(claimStates.table).filter(({ from }) => (from as readonly string[]).includes(status))
    if (NEXT_ACTOR[status] !== 'nobody') expect(moves.length).toBeGreaterThan(0)
  }
})

test('a timeline is made of moves: newest first, staff named to staff alone, no words for the provider', () => {
  const at = Temporal.Instant.from('2026-11-23T10:00:00Z')
  const event = (name: string, payload: unknown, door = 'web') => ({
    ...{ name, version: 1, payload, by: door === 'staff' ? 'Sam Ortiz' : 'Bola Ade', door, reason: null, at },
  })
  const story = [
    event('claims.draft-saved', { isNew: true }),
    event('claims.draft-saved', { isNew: false }),
    event('claims.claim-submitted', { moved: { before: 'draft', after: 'submitted' } }),
    event('claims.note-written', { text: 'private' }, 'staff'),
    event('claims.claim-withdrawn', { moved: { before: 'submitted', after: 'withdrawn' } }, 'staff'),
  ]
  expect(timelineOf(story, [], 'school').map(({ status, by }) => [status, by])).toEqual([
    ['withdrawn', 'DfE'],
    ['submitted', 'Bola Ade'],
    [null, 'Bola Ade'],
  ])
  expect(timelineOf(story, [], 'staff')[0]?.by).toBe('Sam Ortiz')
  const provider = timelineOf(story, [], 'provider')
  expect(provider.map(({ status, sentence }) => [status, sentence])).toEqual([
    ['withdrawn', null],
    ['submitted', null],
  ])
  expect(JSON.stringify(provider)).not.toContain('Bola')
})
