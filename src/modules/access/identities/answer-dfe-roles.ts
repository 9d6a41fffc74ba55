import { z } from 'zod'
import { demand, when } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { membershipEnded, roleGiven } from '../memberships/membership-events.ts'
import { organisationName } from '../memberships/organisation-name-queries.ts'
import { lockOrganisation } from '../proofs/proofs-store.ts'
import { applyDfeRoles } from './apply-dfe-roles.ts'
import { recordAsked, recordConfirmedAgain } from './dfe-roles-store.ts'
import { dfeRolesConfirmed } from './identity-events.ts'
import { rolesOfCodes } from './identity-rules.ts'

/** Makes what somebody has at one organisation what DfE Sign-in has just said, where that is something else. For the system only. */
export const answerDfeRoles = command({
  name: 'access.answer-dfe-sign-in-roles',
  input: z.object({
    accountId: z.uuid(),
    organisationId: z.uuid(),
    subject: z.string(),
    reference: z.string(),
    codes: z.array(z.string()),
  }),
  refusals: ['nothing-to-change'],
  records: [membershipEnded.name, roleGiven.name],
  async run({ tx, actor, now, baseUrl, refuse }, { organisationId, codes, ...person }) {
    demand(when(actor.identity.kind === 'system'))
    await lockOrganisation(tx, organisationId)
    const organisation = (await organisationName(tx, organisationId)) ?? refuse('not-found')
    const applied = await applyDfeRoles(tx, { ...person, organisation, roles: rolesOfCodes(codes), now, baseUrl })
    const [first, ...others] = applied.events
    if (!first) return refuse('nothing-to-change')
    return { value: null, events: [first, ...others], send: applied.send }
  },
})

/** Notes which roles DfE Sign-in has confirmed, and about which it gave no answer: one event for all of them. For the system only. */
export const noteDfeAnswers = command({
  name: 'access.note-dfe-sign-in-answers',
  input: z.object({ confirmed: z.array(z.uuid()), unanswered: z.array(z.uuid()) }),
  refusals: ['nothing-asked'],
  records: [dfeRolesConfirmed.name],
  async run({ tx, actor, now, refuse }, { confirmed, unanswered }) {
    demand(when(actor.identity.kind === 'system'))
    if (confirmed.length + unanswered.length === 0) refuse('nothing-asked')
    if (confirmed.length > 0) await recordConfirmedAgain(tx, confirmed, now)
    if (unanswered.length > 0) await recordAsked(tx, unanswered, now)
    const counts = { confirmed: confirmed.length, unanswered: unanswered.length }
    return { value: null, events: [dfeRolesConfirmed.of([{ kind: 'platform', id: 'dfe-sign-in' }], counts)] }
  },
})
