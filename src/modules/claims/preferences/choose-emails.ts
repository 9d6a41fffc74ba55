import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { EMAIL_KINDS } from '../claims/email-kinds.ts'
import { emailsChosen } from './preference-events.ts'
import { preferencePolicy } from './preference-policy.ts'
import { keepPreference } from './preferences-store.ts'

/** Somebody chooses which emails about claims they get, wherever they work. What must be answered is sent all the same. */
export const chooseEmails = command({
  name: 'claims.choose-emails',
  input: z.object({ organisationId: z.uuid(), wanted: z.array(z.enum(EMAIL_KINDS)) }),
  refusals: [],
  records: [emailsChosen.name],
  async run({ tx, actor, now, refuse }, { organisationId, wanted }) {
    demand(preferencePolicy.choose(actor, { organisationId }))
    const accountId = actor.accountId ?? refuse('not-allowed', { reason: 'sign-in' })
    for (const kind of EMAIL_KINDS) {
      await keepPreference(tx, { accountId, kind, wanted: wanted.includes(kind), now })
    }
    const payload = { unwanted: EMAIL_KINDS.filter((kind) => !wanted.includes(kind)) }
    return { value: null, events: [emailsChosen.of([{ kind: 'account', id: accountId }], payload)] }
  },
})
