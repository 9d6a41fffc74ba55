import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { momentFrom, whyNotFrom } from '../lists/list-guard-rules.ts'
import { listPolicy } from '../lists/list-policy.ts'
import { versionNamed } from '../policies/version-name-rules.ts'
import { consentTextAdded } from './consent-events.ts'
import { consentTexts } from './consent-texts-queries.ts'
import { insertConsentText, lockConsentTexts } from './consent-texts-store.ts'

/**
 * Adds what people agree to when they register, from now or a later day. Whoever is registering when it begins is asked again;
 * whoever has registered agreed to the text of that time.
 */
export const addConsentText = command({
  name: 'npq.add-consent-text',
  input: z.object({ text: z.string().min(1), from: z.iso.date() }),
  refusals: ['reason-needed', 'in-the-past', 'too-far-ahead', 'moment-taken', 'same-text'],
  records: [consentTextAdded.name],
  async run({ tx, actor, process, now, refuse }, { text, from }) {
    demand(listPolicy.manage(actor))
    if (process.reason === null) refuse('reason-needed')
    const day = Temporal.PlainDate.from(from)
    const whyNot = whyNotFrom(day, now)
    if (whyNot !== null) refuse(whyNot)
    const inForceFrom = momentFrom(day, now)
    await lockConsentTexts(tx)
    const texts = await consentTexts(tx)
    if (texts.some((one) => one.inForceFrom.equals(inForceFrom))) refuse('moment-taken')
    const replaced = texts.find((one) => Temporal.Instant.compare(one.inForceFrom, inForceFrom) <= 0)
    if (replaced?.text === text) refuse('same-text')
    const version = versionNamed(
      inForceFrom,
      texts.map((one) => one.version),
    )
    await insertConsentText(tx, { version, text, inForceFrom, accountId: actor.accountId, now })
    const event = consentTextAdded.of([{ kind: 'consent-text', id: version }], {
      ...{ version, from: inForceFrom.toString(), replaces: replaced?.version ?? null },
    })
    return { value: { version }, events: [event] }
  },
})
