import type { z } from 'zod'
import { type Answers, CHECK_ANSWERS, type Steps } from '#src/kit/journey.ts'
import { allow, type Policy } from '#src/kit/policy.ts'
import { action, draftAction, page, type Route, type WebRequest } from '#src/platform/http/route.ts'
import type { JourneyPages, JourneyRoutes } from './journey-config.ts'
import { type Opened, openDraft } from './journey-draft.ts'
import { answerStep, begin, finish, type Sent, showCheck, showStep, whileOpen } from './journey-steps.ts'

/** All rows of a journey: beginning it, each of its questions, and check answers. */
export function journeyRoutes<
  S extends Steps,
  Subject,
  Input extends z.ZodType,
  Value,
  Code extends string,
  Facts = void,
>(config: JourneyRoutes<S, Subject, Input, Value, Code, Facts>): readonly Route[] {
  const { at, complete } = config
  return [
    ...askingRoutes(config),
    action<Opened<Subject>>(`POST ${at}/:draft/${CHECK_ANSWERS}`, {
      ...openRow(config),
      commands: [complete.command],
      handle: whileOpen(config, (visit) =>
        finish(visit, (answers) => send(config, { answers, subject: visit.subject, request: visit.request })),
      ),
    }),
  ]
}

type Asking<S extends Steps, Subject, Facts> = JourneyPages<S, Subject, Facts> & {
  readonly feature: string
  readonly policy: Policy<Subject>
}

/** The rows of a journey that ends in no command: what it shows at its end is all that comes of it. */
export function askingRoutes<S extends Steps, Subject, Facts = void>(
  config: Asking<S, Subject, Facts>,
): readonly Route[] {
  const { at, feature, journey, load, policy } = config
  const row = openRow(config)
  return [
    draftAction<Subject>(`POST ${at}`, {
      feature,
      load,
      policy,
      drafts: journey.name,
      handle: (request, subject) => begin(config, request, subject),
    }),
    ...Object.entries(journey.steps).flatMap(([step, { kind }]) => {
      const url = `${at}/:draft/${step}` as const
      const shown = page<Opened<Subject>>(`GET ${url}`, {
        ...row,
        handle: whileOpen(config, (visit) => showStep(visit, step)),
      })
      if (kind === 'stop') return [shown]
      const handle = whileOpen(config, (visit) => answerStep(visit, step))
      return [shown, draftAction<Opened<Subject>>(`POST ${url}`, { ...row, drafts: journey.name, handle })]
    }),
    page<Opened<Subject>>(`GET ${at}/:draft/${CHECK_ANSWERS}`, { ...row, handle: whileOpen(config, showCheck) }),
  ]
}

const openRow = <S extends Steps, Subject, Facts>(config: Asking<S, Subject, Facts>) => ({
  feature: config.feature,
  load: (request: WebRequest) => openDraft(config, request),
  policy: whenOpen(config.policy),
})

/**
 * Where a finished journey led is no secret from its owner, even when its subject is gone; all else is the policy's to say,
 * under whose name it stands in the map.
 */
function whenOpen<Subject>(policy: Policy<Subject>): Policy<Opened<Subject>> {
  const asked: Policy<Opened<Subject>> = (actor, opened) =>
    opened.state === 'finished' ? allow : policy(actor, opened.subject)
  return Object.defineProperty(asked, 'name', { value: policy.name })
}

type Sending<S extends Steps, Subject> = {
  readonly answers: Answers<S>
  readonly subject: Subject
  readonly request: WebRequest
}

async function send<S extends Steps, Subject, Input extends z.ZodType, Value, Code extends string, Facts>(
  { complete, leadsTo }: Pick<JourneyRoutes<S, Subject, Input, Value, Code, Facts>, 'complete' | 'leadsTo'>,
  { answers, subject, request }: Sending<S, Subject>,
): Promise<Sent<S>> {
  const reason = complete.reason?.(answers) ?? null
  const process = reason === null ? request : request.withReason(reason)
  const result = await process.execute(complete.command, complete.input(answers, subject, request))
  if (result.ok) return { leadsTo: leadsTo(result.value, subject) }
  const { code, facts } = result.refusal
  return code === 'not-found' ? { notFound: true } : { refused: complete.refused(code, facts, subject) }
}
