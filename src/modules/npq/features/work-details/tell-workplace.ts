import { z } from 'zod'
import { londonDate, Temporal } from '#src/kit/dates.ts'
import { demand, signedIn } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { personOfAccount } from '../../../access/public.ts'
import { lockPeople } from '../../../directory/public.ts'
import { newestPlaceRules } from '../../funding/newest-rules-queries.ts'
import { isSameWork, whyNotOn } from '../../work-change/work-change-rules.ts'
import { employerNow } from '../../work-details/employer-snapshot-queries.ts'
import { whyNotUsable } from '../../work-details/questions/work-facts-queries.ts'
import { workplaceTold } from '../../work-details/work-details-events.ts'
import { latestWorkOf } from '../../work-details/work-details-queries.ts'
import { WorkDetailsValue } from '../../work-details/work-details-row.ts'
import { insertWorkDetails } from '../../work-details/work-details-store.ts'
import { settingLine, workplaceText } from '../../work-details/work-names.ts'

/**
 * Keeps where somebody works now, for them and not for a registration: those that are over stay as they were, and the next one
 * begins with it. Refuses the same again (`unchanged`), a day too far ahead, and a workplace that has closed.
 */
export const tellWorkplace = command({
  name: 'npq.tell-workplace',
  input: z.object({ work: WorkDetailsValue, effectiveOn: z.iso.date() }),
  refusals: ['unchanged', 'too-far-ahead', 'workplace-not-usable'],
  records: [workplaceTold.name],
  async run({ tx, actor, now, refuse }, { work, effectiveOn }) {
    demand(signedIn(actor, null))
    const accountId = actor.accountId ?? refuse('not-allowed')
    const personId = await personOfAccount(tx, { accountId, now })
    await lockPeople(tx, [personId])
    const latest = await latestWorkOf(tx, personId)
    if (latest && isSameWork({ work: latest.details, answers: {} }, { work, answers: {} })) refuse('unchanged')
    const on = Temporal.PlainDate.from(effectiveOn)
    if (whyNotOn({ on, since: on, today: londonDate(now) })) refuse('too-far-ahead')
    if ((await whyNotUsable(tx, { details: work, rules: await newestPlaceRules(tx, now), now })) !== null)
      refuse('workplace-not-usable')
    const employer = await employerNow(tx, work)
    const versionId = await insertWorkDetails(tx, {
      ...{ personId, registrationId: null, details: work, employer, effectiveOn: on, now },
      ...{ changeKind: 'move', decisionId: null, byStaff: false, recordedBy: accountId },
    })
    const told = { details: work, employer }
    const event = workplaceTold.of(
      [
        { kind: 'person', id: personId },
        { kind: 'account', id: accountId },
      ],
      {
        ...{ versionId, workplace: workplaceText(told), setting: settingLine(told), effectiveOn },
        before: latest && workplaceText(latest),
      },
    )
    return { value: { versionId }, events: [event] }
  },
})
