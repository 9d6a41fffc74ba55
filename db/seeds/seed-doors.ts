import { createHash } from 'node:crypto'
import { Actor } from '#src/kit/actor.ts'
import { londonDate, startOfDay } from '#src/kit/dates.ts'
import { LOCAL_DFE_SIGN_IN } from '#src/main/dev/sign-in-service/issuer-name.ts'
import { dfeSignInPeople } from '#src/main/dev/sign-in-service/local-people.ts'
import { arrive } from '#src/modules/access/identities/arrive.ts'
import { makeAccount } from '#src/modules/access/identities/make-account.ts'
import { execute } from '#src/platform/commands/command.ts'
import { DfeOrganisation } from '#src/platform/dfe-sign-in/dfe-sign-in-port.ts'
import { DFE_SIGN_IN_PERSONAS } from './personas.ts'
import { deliverMail } from './seed-mail.ts'
import { contextAt, type Seeding, unless } from './seeding.ts'

/** People who came in through DfE Sign-in some days ago, with the role that their approver had given them. */
export async function seedDoors(seeding: Seeding): Promise<void> {
  const known = await dfeSignInPeople(seeding.db)
  for (const { name, address, cameWith, daysAgo } of DFE_SIGN_IN_PERSONAS) {
    const person = known.find((one) => one.name === name)
    const organisations = (person?.organisations ?? []).map((organisation) => DfeOrganisation.parse(organisation))
    if (!person) throw new Error(`The local DfE Sign-in does not know ${name}`)
    const at = startOfDay(londonDate(seeding.now).subtract({ days: daysAgo })).add({ hours: 9, minutes: 40 })
    const context = contextAt(seeding, at, Actor.anonymous())
    // A browser and a token that are nobody's: the session that they would have had is long over.
    const browserHash = createHash('sha256').update(name).digest()
    const arrived = await execute(context, arrive, {
      ...{ browserHash, name, organisations, provedAt: at, sealedIdToken: Buffer.alloc(0), door: 'dfe-sign-in' },
      identity: { issuer: LOCAL_DFE_SIGN_IN, subject: person.subject },
      address: { address, verified: true },
    })
    const arrivalId = unless('never', arrived)?.arrivalId ?? ''
    const made = await execute(context, makeAccount, { arrivalId, browserHash, codes: [...cameWith], name })
    unless('address-in-use', made)
    await deliverMail(seeding, at.add({ seconds: 4 }))
  }
}
