import { z } from 'zod'
import { type FieldError, firstValue, parseForm, type RawValues } from '#src/kit/form.ts'
import { longText } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { answerInformation } from '../../requests/answer-information.ts'
import { receiveFiles } from '../../requests/evidence-files.ts'
import { FILE_FIELDS } from '../../requests/evidence-upload.tsx'
import { type RequestPlace, requestOfAddress } from '../../requests/request-place.ts'
import { requestPolicy } from '../../requests/request-policy.ts'
import { evidenceOfRequest } from '../../requests/requests-queries.ts'
import { type AnswerFacts, answerPage, LONGEST_ANSWER } from './answer-page.tsx'
import { notSentPage, readPage, sentPage } from './read-pages.tsx'

export const pathOf = ({ claim, request }: RequestPlace): string => `/claims/${claim.id}/requests/${request.id}`

/** A question: to answer while it is open, to read afterwards. Staff have their own page. */
export async function showRequest(request: WebRequest, place: RequestPlace): Promise<Reply> {
  const { actor, db } = request
  if (actor.isStaff) return redirectTo(`/staff${pathOf(place)}`)
  const mayAnswer = requestPolicy.answer(actor, place).allowed
  if (mayAnswer && place.request.status === 'open') return show(await answering(request, place, fresh(place)))
  const isTheirs = actor.worksAt(place.organisationId)
  const files = isTheirs ? await evidenceOfRequest(db, place.request.id) : null
  return show(readPage({ place, files, actor, now: request.now }))
}

/** Whoever loads the page of a refused answer anew. */
export const showAnswer = (_request: WebRequest, place: RequestPlace): Reply => redirectTo(pathOf(place))

type Typed = Pick<AnswerFacts, 'values' | 'errors' | 'done'>

/** An answer that was not enough is there to be added to. */
const fresh = ({ request }: RequestPlace): Typed => ({
  values: { answer: request.answer ?? '' },
  errors: [],
  done: null,
})

async function answering({ db, actor, now }: WebRequest, place: RequestPlace, typed: Typed) {
  const files = await evidenceOfRequest(db, place.request.id)
  return answerPage({ place, files, actor, now, ...typed })
}

const Answer = z.object({
  answer: longText({ missing: 'Enter your answer', label: 'Answer', max: LONGEST_ANSWER }),
})

/** Takes files in and away, or sends the answer with those that were taken. Whatever is refused, what was typed stays. */
export async function sendAnswer(request: WebRequest, place: RequestPlace): Promise<Reply> {
  const { claim, figures } = place
  const received = await receiveFiles(request, { claimId: claim.id, requestId: place.request.id, figures })
  const values: RawValues = { answer: firstValue(request.form, 'answer') }
  const again = async (errors: readonly FieldError[]): Promise<Reply> => {
    const now = await requestOfAddress(request)
    if (now === null) return notFound
    if (now.request.status !== 'open') return showAgain(notSentPage(now, firstValue(values, 'answer')))
    const shown = await answering(request, now, { values, errors, done: received.done })
    return errors.length === 0 ? show(shown) : showAgain(shown)
  }
  if (received.pressed !== 'send') return again(received.errors)
  const parsed = parseForm(Answer, request.form)
  const errors = [...(parsed.ok ? [] : parsed.errors), ...received.errors]
  if (!parsed.ok || errors.length > 0) return again(errors)
  const seen = Number(/^[0-9]{1,9}$/.exec(firstValue(request.form, 'seen'))?.[0] ?? -1)
  const input = { requestId: place.request.id, seen, answer: parsed.values.answer }
  const done = await request.execute(answerInformation, input)
  return done.ok ? redirectTo(`${pathOf(place)}/sent`) : again([whyNot(done.refusal.code)])
}

function whyNot(code: string): FieldError {
  if (code === 'infected-file')
    return { field: FILE_FIELDS[0], message: 'Remove the file that holds a virus, then send your answer' }
  return {
    field: 'answer',
    message: 'The question has changed since you opened this page. Read it again, then send your answer',
  }
}

/** That it was sent, with what can be quoted. */
export async function showSent({ db }: WebRequest, place: RequestPlace): Promise<Reply> {
  if (place.request.receipt === null) return redirectTo(pathOf(place))
  const files = await evidenceOfRequest(db, place.request.id)
  return show(sentPage(place, files))
}
