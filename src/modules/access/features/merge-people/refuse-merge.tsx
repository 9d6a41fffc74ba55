import { z } from 'zod'
import { parseForm } from '#src/kit/form.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { mergeRequestRefused } from '../../merges/merge-events.ts'
import { accountFacts } from '../../merges/merge-facts-queries.ts'
import { mergePolicy } from '../../merges/merge-policy.ts'
import { requestsAbout } from '../../merges/merge-requests-queries.ts'
import { refuseMergeRequest } from '../../merges/merge-requests-store.ts'
import { ReasonSchema, reasonPage } from '../../remedies/reason-form.tsx'
import type { Two } from './load.ts'

/** Staff have looked at two accounts with one number and leave them apart, with a reason. Refuses when nothing waits any more. */
export const refuseMerge = command({
  name: 'access.refuse-merge-request',
  input: z.object({ keep: z.uuid(), gone: z.uuid() }),
  refusals: ['no-reason', 'settled-already'],
  records: [mergeRequestRefused.name],
  async run({ tx, actor, now, process, refuse }, { keep, gone }) {
    const facts = await accountFacts(tx, [keep, gone])
    const treated = (accountId: string) => ({ accountId, isStaff: facts.get(accountId)?.isStaff ?? false })
    for (const accountId of [keep, gone]) demand(mergePolicy.find(actor, treated(accountId)))
    if (process.reason === null) refuse('no-reason')
    const waiting = (await requestsAbout(tx, keep)).filter(({ otherId }) => otherId === gone)
    const settled = []
    for (const { id } of waiting)
      settled.push(await refuseMergeRequest(tx, { requestId: id, by: actor.accountId, now }))
    if (!settled.includes(true)) refuse('settled-already')
    const subjects = [
      { kind: 'account', id: keep },
      { kind: 'account', id: gone },
    ] as const
    return { value: null, events: [mergeRequestRefused.of(subjects, {})] }
  },
})

export const showRefusal = ({ path }: WebRequest, two: Two): Reply => show(refusalPage(freshForm(path), two))

/** Leaves the two apart and goes back to what waits. */
export async function sendRefusal(request: WebRequest, two: Two): Promise<Reply> {
  const form = freshForm(request.path)
  const parsed = parseForm(ReasonSchema, request.form)
  if (!parsed.ok) return showAgain(refusalPage({ ...form, ...parsed }, two))
  const input = { keep: two.kept.id, gone: two.other.id }
  await request.withReason(parsed.values.reason).execute(refuseMerge, input)
  return redirectTo('/staff/access-requests')
}

const refusalPage = (form: FormState, { kept, other }: Two): Page =>
  reasonPage(
    { ...form, back: `/people/${kept.id}/merge/${other.id}` },
    {
      title: `Leave ${kept.name} and ${other.name} apart`,
      caption: 'Gave the same teacher reference number',
      submit: 'Leave them apart',
      about: (
        <p class="govuk-body">
          Nothing changes for either. The number stays with the account that it is confirmed for. Tell whoever asked
          what to do: if the number is theirs, the teaching record’s support team corrects it.
        </p>
      ),
    },
  )
