import { expect, test } from 'vitest'
import { actingOrganisation } from './acting-rules.ts'

const at = (organisationId: string, through?: string) => ({
  organisationId,
  role: 'administrator' as const,
  ...(through ? { through } : {}),
})

test.each([
  { who: 'nobody’s', chosen: null, roles: [], now: null, lost: null },
  { who: 'the only one', chosen: null, roles: [at('a')], now: 'a', lost: null },
  { who: 'the only one, with two roles in it', chosen: null, roles: [at('a'), at('a')], now: 'a', lost: null },
  { who: 'none of several until one is chosen', chosen: null, roles: [at('a'), at('b')], now: null, lost: null },
  { who: 'the one that was chosen', chosen: 'b', roles: [at('a'), at('b')], now: 'b', lost: null },
  {
    who: 'the trust, not its schools',
    chosen: null,
    roles: [at('t'), at('a', 't'), at('b', 't')],
    now: 't',
    lost: null,
  },
  { who: 'a school of the trust', chosen: 'a', roles: [at('t'), at('a', 't')], now: 'a', lost: null },
  { who: 'the one that is left', chosen: 'b', roles: [at('a')], now: 'a', lost: 'b' },
  { who: 'none when the last is gone', chosen: 'b', roles: [], now: null, lost: 'b' },
  { who: 'the trust when the school has left it', chosen: 'a', roles: [at('t'), at('b', 't')], now: 't', lost: 'a' },
])('somebody acts for $who', ({ chosen, roles, now, lost }) => {
  expect(actingOrganisation(chosen, roles)).toEqual({ actingFor: now, lostActingFor: lost })
})
