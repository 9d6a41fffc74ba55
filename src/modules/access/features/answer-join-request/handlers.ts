import { z } from 'zod'
import { type FieldError, parseForm, type RawValues } from '#src/kit/form.ts'
import { longText, oneOf } from '#src/kit/form-fields.ts'
import type { Refusal } from '#src/kit/result.ts'
import { type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { GIVEN_ROLES, type GivenRole, type JoinRequest, JoinRequestId } from '../../join-requests/join-request.ts'
import { LONGEST_REASON, NO_ROLE_YET } from '../../join-requests/join-request-rules.ts'
import { stageOf } from '../../join-requests/join-request-states.ts'
import { deciderOf, joinRequestById } from '../../join-requests/join-requests-queries.ts'
import type { JoinTarget } from '../../join-requests/join-target-queries.ts'
import { answerPage } from './answer-page.tsx'
import { approveJoinRequest } from './approve-join-request.ts'
import { closedPage, deadAnswerPage, decidedPage } from './outcome-pages.tsx'
import { refuseJoinRequest } from './refuse-join-request.ts'

/** A request that this visitor may answer, and the way in which they came to it. */
export type Question = {
  readonly request: JoinRequest
  readonly target: JoinTarget
  /** The address of the page; its forms go to `approve` and `refuse` below it. */
  readonly path: string
  /** Staff say why; a school's own people need not. */
  readonly asStaff: boolean
  /** Whether the visitor reads a mailbox of the organisation itself, and so may have no account. */
  readonly asMailbox: boolean
  readonly run: (reason: string | null) => Pick<WebRequest, 'execute'>
}

export type Typed = {
  readonly form: 'approve' | 'refuse'
  readonly values: RawValues
  readonly errors: readonly FieldError[]
}

/** Who asks and for what, with the two answers; or how it was answered. Changes nothing, however often a mail filter opens it. */
export async function showQuestion(request: WebRequest, question: Question): Promise<Reply> {
  if (stageOf(question.request.status) === null) return show(await decided(request, question))
  return show(question.target.open ? answerPage(question) : closedPage(question))
}

/** Approves. What was answered meanwhile by somebody else is shown instead. */
export async function approve(request: WebRequest, question: Question): Promise<Reply> {
  const parsed = parseForm(approveSchema(question), request.form)
  if (!parsed.ok) {
    return showAgain(answerPage(question, { form: 'approve', values: parsed.values, errors: parsed.errors }))
  }
  const role = givenRole(parsed.values.role)
  const done = await question
    .run(parsed.values.reason ?? null)
    .execute(approveJoinRequest, { joinRequestId: idOf(question), role })
  return done.ok ? redirectTo(`${question.path}?answered=now`) : notDone(request, question, done.refusal)
}

/** Refuses, with the reason that whoever asked reads. */
export async function refuse(request: WebRequest, question: Question): Promise<Reply> {
  const parsed = parseForm(RefuseSchema, request.form)
  if (!parsed.ok) {
    return showAgain(answerPage(question, { form: 'refuse', values: parsed.values, errors: parsed.errors }))
  }
  const { because } = parsed.values
  const run = question.run(question.asStaff ? because : null)
  const done = await run.execute(refuseJoinRequest, { joinRequestId: idOf(question), because })
  return done.ok ? redirectTo(`${question.path}?answered=now`) : notDone(request, question, done.refusal)
}

async function notDone(request: WebRequest, question: Question, { code }: Refusal): Promise<Reply> {
  if (code === 'decided') {
    const now = (await joinRequestById(request.db, question.request.id)) ?? question.request
    return showAgain(await decided(request, { ...question, request: now }))
  }
  if (code === 'closed') return showAgain(closedPage(question))
  return showAgain(deadAnswerPage(code === 'link-not-live' ? 'expired' : 'not-yours'))
}

async function decided({ db, query }: WebRequest, question: Question) {
  const decider = await deciderOf(db, question.request.id)
  return decidedPage({ ...question, decider, justNow: query['answered'] === 'now' })
}

const idOf = ({ request }: Question) => JoinRequestId.parse(request.id)

const Reason = longText({ missing: 'Enter why you approve this request', label: 'Your reason', max: LONGEST_REASON })

function approveSchema({ request, asStaff }: Question) {
  const choices = request.role === 'induction-tutor' ? ([NO_ROLE_YET, 'administrator'] as const) : GIVEN_ROLES
  const asked = z.object({ role: oneOf<string>(choices, 'Select what they can do') })
  return asStaff ? asked.extend({ reason: Reason }) : asked.extend({ reason: Reason.optional() })
}

const RefuseSchema = z.object({
  because: longText({ missing: 'Enter why you refuse this request', label: 'Your reason', max: LONGEST_REASON }),
})

const givenRole = (chosen: string): GivenRole | null => GIVEN_ROLES.find((role) => role === chosen) ?? null
