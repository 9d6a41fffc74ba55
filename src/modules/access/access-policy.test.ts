import { describe, expect, test } from 'vitest'
import { Actor, type StaffPower } from '#src/kit/actor.ts'
import { accountPolicy, nominationPolicy } from './access-policy.ts'
import { linkHolder } from './nominations/nomination-link.ts'

const SCHOOL = '0190f3a4-0000-7000-8000-00000000000a'
const PROOF = { id: '0190f3a4-0000-7000-8000-00000000000b' }

const account = (staffPowers: readonly StaffPower[], organisationId?: string) =>
  new Actor({
    identity: { kind: 'account', id: 'account' },
    name: 'Somebody',
    door: 'web',
    staffPowers,
    memberships: organisationId ? [{ organisationId, role: 'induction-tutor' }] : [],
  })

const personas = {
  nobody: Actor.anonymous(),
  tutor: account([], SCHOOL),
  'tutor elsewhere': account([], '0190f3a4-0000-7000-8000-00000000000c'),
  'holder of the link': linkHolder(PROOF.id),
  'holder of another link': linkHolder('0190f3a4-0000-7000-8000-00000000000d'),
  support: account(['support']),
  'reference data': account(['manage-reference-data']),
  operator: account(['operate']),
  system: Actor.system('worker'),
}
type Persona = keyof typeof personas

const actions = {
  sendNominationLink: (actor: Actor) => nominationPolicy.sendNominationLink(actor),
  requestNewLink: (actor: Actor) => nominationPolicy.requestNewLink(actor, PROOF),
  nominateInductionTutor: (actor: Actor) => nominationPolicy.nominateInductionTutor(actor, PROOF),
  viewPerson: (actor: Actor) => accountPolicy.viewPerson(actor),
  seeSchoolRecord: (actor: Actor) => accountPolicy.seeSchoolRecord(actor),
  addStaff: (actor: Actor) => accountPolicy.addStaff(actor),
}

const no = 'not-yours'
const yes = 'yes'

/** Every persona and every action: what changes here changes who may do what. */
const table: Readonly<Record<keyof typeof actions, Readonly<Record<Persona, string>>>> = {
  sendNominationLink: {
    ...everybody('sign-in'),
    tutor: no,
    'tutor elsewhere': no,
    'reference data': no,
    operator: no,
    support: yes,
    system: yes,
  },
  requestNewLink: { ...everybody(no), 'holder of the link': yes },
  nominateInductionTutor: { ...everybody(no), 'holder of the link': yes },
  viewPerson: {
    ...everybody('sign-in'),
    tutor: no,
    'tutor elsewhere': no,
    support: yes,
    'reference data': yes,
    operator: yes,
  },
  seeSchoolRecord: { ...everybody(no), support: yes, 'reference data': yes, operator: yes },
  addStaff: { ...everybody(no), system: yes },
}

function everybody(reason: string): Readonly<Record<Persona, string>> {
  return {
    nobody: reason,
    tutor: reason,
    'tutor elsewhere': reason,
    'holder of the link': reason,
    'holder of another link': reason,
    support: reason,
    'reference data': reason,
    operator: reason,
    system: reason,
  }
}

describe.each(Object.entries(actions))('%s', (action, decide) => {
  test.each(Object.entries(personas))('by %s', (persona, actor) => {
    const decision = decide(actor)
    const expected = Object.entries(table).find(([name]) => name === action)?.[1]
    expect(decision.allowed ? yes : decision.reason).toBe(
      Object.entries(expected ?? {}).find(([name]) => name === persona)?.[1],
    )
  })
})
