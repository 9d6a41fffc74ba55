import { z } from 'zod'
import { execute } from '#src/platform/commands/command.ts'
import type { DfeSignInApi } from '#src/platform/dfe-sign-in/dfe-sign-in-port.ts'
import { defineJob, type JobContext } from '#src/platform/jobs/job.ts'
import { answerDfeRoles, noteDfeAnswers } from './answer-dfe-roles.ts'
import { type DueRole, dueRoles } from './dfe-roles-store.ts'
import { rolesOfCodes } from './identity-rules.ts'

/** What one run asks about, and how much at once. Source: ours; a busy morning has fewer people signed in through DfE Sign-in. */
const MOST_A_RUN = 500
const AT_ONCE = 5

/** Asks DfE Sign-in, every minute, about the roles of people who are signed in that it has not confirmed for a while. */
export const recheckDfeRolesJob = (api: DfeSignInApi) =>
  defineJob({
    name: 'recheck-dfe-sign-in-roles',
    schedule: '* * * * *',
    input: z.object({}),
    async run(context) {
      const due = await dueRoles(context.db, context.now, MOST_A_RUN)
      const questions = [...Map.groupBy(due, questionOf).values()]
      for (let at = 0; at < questions.length && !context.signal.aborted; at += AT_ONCE) {
        const batch = questions.slice(at, at + AT_ONCE)
        const answers = await Promise.all(batch.map((roles) => ask(api, roles)))
        await take(context, answers)
        // A service that is down is asked again in a minute, not five hundred times now.
        if (answers.every(({ codes }) => codes === null)) return
      }
    },
  })

/** One question for all that somebody has at one organisation. */
const questionOf = ({ accountId, subject, organisation }: DueRole): string => `${accountId} ${subject} ${organisation}`

type Answer = { readonly roles: readonly DueRole[]; readonly codes: readonly string[] | null }

async function ask(api: DfeSignInApi, roles: readonly DueRole[]): Promise<Answer> {
  const [first] = roles
  if (!first) return { roles, codes: null }
  const said = await api.roles({ organisation: first.organisation, subject: first.subject })
  if (said.ok) return { roles, codes: said.value }
  return { roles, codes: said.refusal.code === 'no-access' ? [] : null }
}

async function take(context: JobContext, answers: readonly Answer[]): Promise<void> {
  const changed = answers.filter((answer) => answer.codes !== null && !bearsOut(answer))
  for (const { roles, codes } of changed) {
    const [first] = roles
    if (!first) continue
    const { accountId, organisationId, subject, organisation: reference } = first
    await execute(context, answerDfeRoles, { accountId, organisationId, subject, reference, codes: [...(codes ?? [])] })
  }
  const idsOf = (some: readonly Answer[]) => some.flatMap(({ roles }) => roles.map(({ membershipId }) => membershipId))
  await execute(context, noteDfeAnswers, {
    confirmed: idsOf(answers.filter(bearsOut)),
    unanswered: idsOf(answers.filter(({ codes }) => codes === null)),
  })
}

/** Whether everything that they have from there is still said. What is new waits until they sign in. */
function bearsOut({ roles, codes }: Answer): boolean {
  const said = codes === null ? [] : rolesOfCodes(codes)
  return codes !== null && roles.every(({ role }) => said.some((one) => one === role))
}
