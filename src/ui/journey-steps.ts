import { type FieldError, firstValue, parseForm, type RawValues } from '#src/kit/form.ts'
import { type Answers, CHECK_ANSWERS, type RawAnswers, type StepName, type Steps } from '#src/kit/journey.ts'
import { finishDraft, saveAnswer, startDraft } from '#src/platform/drafts/drafts-store.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { answersChangedPage, answersLostPage } from './draft-pages.tsx'
import type { JourneyPages, RefusalAnswer, StepView } from './journey-config.ts'
import { addressOf, keyOf, type OpenDraft, type Opened } from './journey-draft.ts'

/** One request within a journey: everything that its handlers need. */
export type Visit<S extends Steps, Subject> = OpenDraft<Subject> & {
  readonly pages: JourneyPages<S, Subject>
  readonly request: WebRequest
  /** The address of this draft, which its steps follow. */
  readonly address: string
}

/** What came of the journey's command. */
export type Sent<S extends Steps> =
  | { readonly leadsTo: string }
  | { readonly refused: RefusalAnswer<S> }
  | { readonly notFound: true }

/** Begins a draft and goes to its first question. */
export async function begin<S extends Steps, Subject>(
  pages: JourneyPages<S, Subject>,
  request: WebRequest,
): Promise<Reply> {
  const key = keyOf(pages, request)
  if (key === null) return notFound
  const id = await startDraft(request.db, { key, now: request.now })
  return redirectTo(`${addressOf(pages.at, request)}/${id}/${pages.journey.next({}) ?? CHECK_ANSWERS}`)
}

/** Turns what a request found into a reply: helps when there is no draft, and goes on when it is finished. */
export const whileOpen =
  <S extends Steps, Subject>(
    pages: JourneyPages<S, Subject>,
    handle: (visit: Visit<S, Subject>) => Reply | Promise<Reply>,
  ) =>
  async (request: WebRequest, opened: Opened<Subject>): Promise<Reply> => {
    if (opened.state === 'finished') return redirectTo(opened.leadsTo)
    const base = addressOf(pages.at, request)
    if (opened.state === 'lost') return lost(pages.entry?.(opened.subject) ?? base)
    return handle({ ...opened, pages, request, address: `${base}/${opened.draft.id}` })
  }

export function showStep<S extends Steps, Subject>(visit: Visit<S, Subject>, step: string): Reply {
  const { pages, draft } = visit
  const name = pages.journey.allowed(draft.answers, step)
  if (name === null) return toNext(visit, draft.answers)
  return show(pages.pages[name](viewOf(visit, name, { values: draft.answers[name] ?? {}, errors: [] })))
}

/** Keeps the answer as it was typed and goes on: to the first question without an answer, or to check answers. */
export async function answerStep<S extends Steps, Subject>(visit: Visit<S, Subject>, step: string): Promise<Reply> {
  const { pages, draft, key, request } = visit
  const name = pages.journey.allowed(draft.answers, step)
  if (name === null) return toNext(visit, draft.answers)
  const definition = pages.journey.steps[name]
  if (definition?.kind !== 'question') return notFound
  const parsed = parseForm(definition.schema, request.form)
  if (!parsed.ok) return showAgain(pages.pages[name](viewOf(visit, name, parsed)))
  const saved = await saveAnswer(request.db, { key, id: draft.id, now: request.now, step: name, answer: parsed.raw })
  return saved ? toNext(visit, { ...draft.answers, [name]: parsed.raw }) : lost(entryOf(visit))
}

export function showCheck<S extends Steps, Subject>(visit: Visit<S, Subject>): Reply {
  const { pages, draft, subject, address } = visit
  const { journey } = pages
  if (journey.next(draft.answers) !== null) return toNext(visit, draft.answers)
  const answered = journey.answered(draft.answers)
  const last = answered.at(-1)
  return show(
    pages.check({
      form: {
        action: `${address}/${CHECK_ANSWERS}`,
        values: {},
        errors: [],
        back: last === undefined ? entryOf(visit) : `${address}/${last}`,
        hidden: { revision: String(draft.revision) },
      },
      answers: journey.read(journey.prune(draft.answers)),
      subject,
      answered,
      changeHref: (step) => `${address}/${step}?from=check`,
    }),
  )
}

/** Sends the answers on the path, once, and only as they were shown. */
export async function finish<S extends Steps, Subject>(
  visit: Visit<S, Subject>,
  send: (answers: Answers<S>) => Promise<Sent<S>>,
): Promise<Reply> {
  const { pages, draft, key, request, address } = visit
  const { journey } = pages
  if (journey.next(draft.answers) !== null) return toNext(visit, draft.answers)
  if (firstValue(request.form, 'revision') !== String(draft.revision)) {
    return { kind: 'page', status: 409, page: answersChangedPage(`${address}/${CHECK_ANSWERS}`) }
  }
  const sent = await send(journey.read(journey.prune(draft.answers)))
  if ('notFound' in sent) return notFound
  if ('refused' in sent) return refuse(visit, sent.refused)
  await finishDraft(request.db, { key, id: draft.id, now: request.now, leadsTo: sent.leadsTo })
  return redirectTo(sent.leadsTo)
}

function refuse<S extends Steps, Subject>(visit: Visit<S, Subject>, answer: RefusalAnswer<S>): Reply {
  if ('page' in answer) return showAgain(answer.page)
  const { step, ...error } = answer
  const values = visit.draft.answers[step] ?? {}
  return showAgain(visit.pages.pages[step](viewOf(visit, step, { values, errors: [error], fromCheck: true })))
}

type Shown = { readonly values: RawValues; readonly errors: readonly FieldError[]; readonly fromCheck?: boolean }

function viewOf<S extends Steps, Subject>(
  visit: Visit<S, Subject>,
  step: StepName<S>,
  shown: Shown,
): StepView<S, Subject> {
  const { pages, draft, subject, address, request } = visit
  const fromCheck = shown.fromCheck ?? request.query['from'] === 'check'
  return {
    form: {
      action: `${address}/${step}${fromCheck ? '?from=check' : ''}`,
      values: shown.values,
      errors: shown.errors,
      back: backFrom(visit, step, fromCheck),
    },
    answers: pages.journey.read(draft.answers),
    subject,
  }
}

function backFrom<S extends Steps, Subject>(visit: Visit<S, Subject>, step: string, fromCheck: boolean): string {
  const { pages, draft, address } = visit
  if (fromCheck && pages.journey.next(draft.answers) === null) return `${address}/${CHECK_ANSWERS}`
  const before = pages.journey.back(draft.answers, step)
  return before === null ? entryOf(visit) : `${address}/${before}`
}

const toNext = <S extends Steps, Subject>({ pages, address }: Visit<S, Subject>, answers: RawAnswers): Reply =>
  redirectTo(`${address}/${pages.journey.next(answers) ?? CHECK_ANSWERS}`)

const entryOf = <S extends Steps, Subject>({ pages, subject, request }: Visit<S, Subject>): string =>
  pages.entry?.(subject) ?? addressOf(pages.at, request)

const lost = (startAgain: string): Reply => ({ kind: 'page', status: 404, page: answersLostPage(startAgain) })
