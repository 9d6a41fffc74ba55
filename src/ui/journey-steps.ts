import { type FieldError, firstValue, parseForm, type RawValues } from '#src/kit/form.ts'
import { type Answers, CHECK_ANSWERS, noFacts, type RawAnswers, type StepName, type Steps } from '#src/kit/journey.ts'
import { finishDraft, saveAnswer, startDraft } from '#src/platform/drafts/drafts-store.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { answersChangedPage, answersLostPage } from './draft-pages.tsx'
import type { JourneyPages, RefusalAnswer, StepView } from './journey-config.ts'
import { addressOf, keyOf, type OpenDraft, type Opened } from './journey-draft.ts'

/** One request within a journey: everything that its handlers need. */
export type Visit<S extends Steps, Subject, Facts> = OpenDraft<Subject> & {
  readonly pages: JourneyPages<S, Subject, Facts>
  /** What the journey's way depends on besides the answers of the draft. */
  readonly facts: Facts
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
export async function begin<S extends Steps, Subject, Facts>(
  pages: JourneyPages<S, Subject, Facts>,
  request: WebRequest,
  subject: Subject,
): Promise<Reply> {
  const key = keyOf(pages, request)
  if (key === null) return notFound
  const answers = (await pages.prefill?.({ subject, request })) ?? {}
  const id = await startDraft(request.db, { key, answers, now: request.now })
  return toNext({ pages, subject, request, address: `${addressOf(pages.at, request)}/${id}` }, answers)
}

/** Turns what a request found into a reply: helps when there is no draft, and goes on when it is finished. */
export const whileOpen =
  <S extends Steps, Subject, Facts>(
    pages: JourneyPages<S, Subject, Facts>,
    handle: (visit: Visit<S, Subject, Facts>) => Reply | Promise<Reply>,
  ) =>
  async (request: WebRequest, opened: Opened<Subject>): Promise<Reply> => {
    if (opened.state === 'finished') return redirectTo(opened.leadsTo)
    const base = addressOf(pages.at, request)
    if (opened.state === 'lost') return lost(pages.entry?.(opened.subject) ?? base)
    const { subject, draft } = opened
    const facts = await factsFor({ pages, subject, request }, draft.answers)
    return handle({ ...opened, pages, request, facts, address: `${base}/${draft.id}` })
  }

export async function showStep<S extends Steps, Subject, Facts>(
  visit: Visit<S, Subject, Facts>,
  step: string,
): Promise<Reply> {
  const { pages, draft, facts } = visit
  const name = pages.journey.allowed(draft.answers, step, facts)
  if (name === null) return toNext(visit, draft.answers)
  return show(pages.pages[name](viewOf(visit, name, { values: draft.answers[name] ?? {}, errors: [] })))
}

/** Keeps the answer as it was typed and goes on: to the first question without an answer, or to check answers. */
export async function answerStep<S extends Steps, Subject, Facts>(
  visit: Visit<S, Subject, Facts>,
  step: string,
): Promise<Reply> {
  const { pages, draft, key, request } = visit
  const name = pages.journey.allowed(draft.answers, step, visit.facts)
  if (name === null) return toNext(visit, draft.answers)
  const definition = pages.journey.steps[name]
  if (definition?.kind !== 'question') return notFound
  const parsed = parseForm(definition.schema, request.form)
  if (!parsed.ok) return showAgain(pages.pages[name](viewOf(visit, name, parsed)))
  const errors = (await pages.verify?.[name]?.(askedOf(visit, draft.answers), parsed.raw)) ?? []
  if (errors.length > 0) return showAgain(pages.pages[name](viewOf(visit, name, { values: parsed.raw, errors })))
  const saved = await saveAnswer(request.db, { key, id: draft.id, now: request.now, step: name, answer: parsed.raw })
  return saved ? toNext(visit, { ...draft.answers, [name]: parsed.raw }) : lost(entryOf(visit))
}

export async function showCheck<S extends Steps, Subject, Facts>(visit: Visit<S, Subject, Facts>): Promise<Reply> {
  const { pages, draft, subject, facts, address } = visit
  const { journey } = pages
  if (journey.next(draft.answers, facts) !== null) return toNext(visit, draft.answers)
  const answered = journey.answered(draft.answers, facts)
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
      answers: journey.read(journey.prune(draft.answers, facts)),
      subject,
      facts,
      answered,
      changeHref: (step) => `${address}/${step}?from=check`,
    }),
  )
}

/** Sends the answers on the path, once, and only as they were shown. */
export async function finish<S extends Steps, Subject, Facts>(
  visit: Visit<S, Subject, Facts>,
  send: (answers: Answers<S>) => Promise<Sent<S>>,
): Promise<Reply> {
  const { pages, draft, key, request, facts, address } = visit
  const { journey } = pages
  if (journey.next(draft.answers, facts) !== null) return toNext(visit, draft.answers)
  if (firstValue(request.form, 'revision') !== String(draft.revision)) {
    return { kind: 'page', status: 409, page: answersChangedPage(`${address}/${CHECK_ANSWERS}`) }
  }
  const sent = await send(journey.read(journey.prune(draft.answers, facts)))
  if ('notFound' in sent) return notFound
  if ('refused' in sent) return refuse(visit, sent.refused)
  await finishDraft(request.db, { key, id: draft.id, now: request.now, leadsTo: sent.leadsTo })
  return redirectTo(sent.leadsTo)
}

function refuse<S extends Steps, Subject, Facts>(visit: Visit<S, Subject, Facts>, answer: RefusalAnswer<S>): Reply {
  if ('page' in answer) return showAgain(answer.page)
  const { step, ...error } = answer
  const values = visit.draft.answers[step] ?? {}
  return showAgain(visit.pages.pages[step](viewOf(visit, step, { values, errors: [error], fromCheck: true })))
}

type Shown = { readonly values: RawValues; readonly errors: readonly FieldError[]; readonly fromCheck?: boolean }

function viewOf<S extends Steps, Subject, Facts>(
  visit: Visit<S, Subject, Facts>,
  step: StepName<S>,
  shown: Shown,
): StepView<S, Subject, Facts> {
  const { pages, draft, subject, facts, address, request } = visit
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
    facts,
  }
}

function backFrom<S extends Steps, Subject, Facts>(
  visit: Visit<S, Subject, Facts>,
  step: string,
  fromCheck: boolean,
): string {
  const { pages, draft, facts, address } = visit
  if (fromCheck && pages.journey.next(draft.answers, facts) === null) return `${address}/${CHECK_ANSWERS}`
  const before = pages.journey.back(draft.answers, step, facts)
  return before === null ? entryOf(visit) : `${address}/${before}`
}

type Place<S extends Steps, Subject, Facts> = Pick<
  Visit<S, Subject, Facts>,
  'pages' | 'subject' | 'request' | 'address'
>

/** To the first question without an answer, with the facts as they are now that there are these answers. */
async function toNext<S extends Steps, Subject, Facts>(
  { address, ...place }: Place<S, Subject, Facts>,
  answers: RawAnswers,
): Promise<Reply> {
  const facts = await factsFor(place, answers)
  return redirectTo(`${address}/${place.pages.journey.next(answers, facts) ?? CHECK_ANSWERS}`)
}

type Asking<S extends Steps, Subject, Facts> = Omit<Place<S, Subject, Facts>, 'address'>

const askedOf = <S extends Steps, Subject, Facts>(
  { pages, subject, request }: Asking<S, Subject, Facts>,
  answers: RawAnswers,
) => ({ answers: pages.journey.read(answers), subject, request })

const factsFor = async <S extends Steps, Subject, Facts>(
  asking: Asking<S, Subject, Facts>,
  answers: RawAnswers,
): Promise<Facts> => {
  const { facts } = asking.pages
  return facts ? facts(askedOf(asking, answers)) : noFacts<Facts>()
}

const entryOf = <S extends Steps, Subject, Facts>({ pages, subject, request }: Visit<S, Subject, Facts>): string =>
  pages.entry?.(subject) ?? addressOf(pages.at, request)

const lost = (startAgain: string): Reply => ({ kind: 'page', status: 404, page: answersLostPage(startAgain) })
