import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { newProcess, recordProcess } from '#src/platform/audit/process.ts'
import type { Database } from '#src/platform/db/database.ts'
import { storeEmails } from '#src/platform/email/messages-store.ts'
import { newId } from '#src/platform/ids.ts'

/** `messages`: how many e-mails will be asked for. */
export type Ground = { readonly db: Database; readonly baseUrl: string; readonly messages: number }

/** Work that asks for e-mails while the platform is being killed. */
export type Scenario = {
  readonly name: string
  /** Notify behaves, and each kill waits until its share of the e-mails was accepted. */
  readonly isCalm?: true
  readonly open: (ground: Ground) => Promise<Stage>
}

export type Stage = {
  /**
   * Asks for exactly one e-mail and answers its intent once that is acknowledged. The platform may die meanwhile: then
   * it throws and is called again with the same number, which must lead to the same one e-mail.
   */
  readonly act: (number: number) => Promise<string>
  /** What is wrong at the end besides the e-mails; empty when all is well. */
  readonly verify: () => Promise<readonly string[]>
}

/** Messages stored as a command stores them, of all three priorities, some with a secret, some to one address. */
export const emails: Scenario = {
  name: 'emails',
  async open({ db }) {
    const school = newId<string>()
    return {
      async act(number) {
        const [process, now, intent] = [newProcess('bench-faults'), Temporal.Now.instant(), `bench-faults ${number}`]
        const priority = (['at-once', 'ordinary', 'bulk'] as const)[number % 3] ?? 'ordinary'
        const email = {
          intent,
          template: 'bench-faults',
          to: number % 10 === 1 ? 'same@school.example' : `school-${number}@school.example`,
          subject: `Message ${number}`,
          body: `Open https://service.example/${number}`,
          holdsSecret: priority === 'at-once',
          priority,
          about: [{ kind: 'school', id: school }],
        } as const
        await db.transaction().execute(async (tx) => {
          await recordProcess(tx, process, Actor.system('bench-faults'), now)
          await storeEmails(tx, process, now, [email])
        })
        return intent
      },
      verify: async () => [],
    }
  },
}
