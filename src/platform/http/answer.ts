import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Denial, VIEWING_AS } from '#src/kit/policy.ts'
import { isCsrfToken, isOwnForm } from './csrf.ts'
import type { Resend } from './error-pages.ts'
import { answersOf, isFormBody, single } from './form-body.ts'
import type { Services } from './http-config.ts'
import { readParameters, readQuery } from './parameters.ts'
import { type Exchange, pathOf, sendProblem, sendReply } from './replies.ts'
import { safeReturnPath } from './return-path.ts'
import { FORM_FIELDS, type FormBody, type Reply, type Route, type WebRequest } from './route.ts'
import { discardFiles, readUpload } from './uploads.ts'
import { meetVisitor } from './visitor.ts'
import { type Content, headerOf, scopedKey, webRequest } from './web-request.ts'

/** One request from beginning to end: visitor, form check, load, policy, handler, reply. */
export async function answer(services: Services, row: Route, request: FastifyRequest, reply: FastifyReply) {
  const visitor = await meetVisitor(services, request, reply)
  const exchange: Exchange = { services, visitor, request, reply }
  request.setDecorator('visitor', visitor)
  const params = readParameters(request.params)
  if (params === null) return sendProblem(exchange, { kind: 'not-found' })
  const query = readQuery(request.url.split('?', 2)[1] ?? '')
  if (query === null) return sendProblem(exchange, { kind: 'bad-request' })
  const isReadOnly = visitor.actor.viewedBy !== null && row.whileViewing === undefined
  const content: Content = { params, query, form: {}, files: {}, idempotencyKey: '', isReadOnly }
  if (isReadOnly && mayWrite(row)) return sendProblem(exchange, { kind: 'not-allowed', reason: VIEWING_AS })
  if (request.method !== 'POST') return judge(exchange, row, content)
  return request.isMultipart() ? answerUpload(exchange, row, content) : answerForm(exchange, row, content)
}

/** Who comes back from another service may write by GET; every other GET only reads. */
const mayWrite = (row: Route): boolean => row.at.startsWith('POST ') || row.elsewhere !== undefined

/** The policy stands before the handler on every row; what is not there and what is not yours look the same. */
async function judge(exchange: Exchange, row: Route, content: Content, receive?: (subject: never) => Promise<Content>) {
  const web = webRequest(exchange, content)
  // `load` and `policy` of one row agree on the subject: `page` and `action` typed them together.
  const subject = (row.load ? await row.load(web) : undefined) as never
  if (row.load && subject === null) return sendProblem(exchange, { kind: 'not-found' })
  const decision = row.policy(exchange.visitor.actor, subject)
  if (!decision.allowed) return turnAway(exchange, decision.reason)
  const whole = receive ? webRequest(exchange, await receive(subject)) : web
  return sendReply(exchange, await handled(row, whole, subject))
}

/** What a handler does not move away is gone before the answer leaves. */
async function handled(row: Route, web: WebRequest, subject: never): Promise<Reply> {
  try {
    return await row.handle(web, subject)
  } finally {
    await discardFiles(Object.values(web.files))
  }
}

function answerForm(exchange: Exchange, row: Route, content: Content) {
  const sent = isFormBody(exchange.request.body) ? exchange.request.body : {}
  if (!isOurs(exchange) || !isToken(exchange, single(sent, FORM_FIELDS.csrf))) return turnBack(exchange, sent)
  return judge(exchange, row, contentOf(exchange, content, { form: sent, files: {} }))
}

/** Files are read only after the policy has agreed to the visitor. */
function answerUpload(exchange: Exchange, row: Route, content: Content) {
  const { request, services } = exchange
  if (!row.upload || !isOurs(exchange)) return turnBack(exchange, {})
  const { maxMegabytes: most, larger } = row.upload
  const folder = services.config.uploadFolder
  return judge(exchange, row, content, async (subject) => {
    const maxMegabytes = typeof most === 'number' ? most : most(subject)
    const isTold = larger === 'told'
    const isOwn = (token: string) => isToken(exchange, token)
    const received = await readUpload(request, { folder, maxMegabytes, isTold, isToken: isOwn })
    return contentOf(exchange, content, received)
  })
}

const contentOf = (exchange: Exchange, content: Content, sent: Pick<Content, 'form' | 'files'>): Content => ({
  ...content,
  form: answersOf(sent.form),
  files: sent.files,
  idempotencyKey: scopedKey(exchange, sent),
})

const isOurs = ({ request, services }: Exchange): boolean =>
  isOwnForm({
    site: headerOf(request, 'sec-fetch-site'),
    origin: headerOf(request, 'origin'),
    own: ownOrigins(services.config, request),
  })

/** In development this machine has several names (localhost, 127.0.0.1, a forwarded port). */
const ownOrigins = ({ baseUrl, environment }: Services['config'], { headers }: FastifyRequest): readonly string[] => {
  const { origin, protocol } = new URL(baseUrl)
  return environment === 'production' ? [origin] : [origin, `${protocol}//${headers.host}`]
}

const isToken = ({ services, visitor }: Exchange, token: string): boolean =>
  isCsrfToken(services.config.secret, { browserSecret: visitor.browserSecret(), sessionId: visitor.session.id }, token)

/** Answers typed into a page of ours that has grown old can be sent again; what comes from elsewhere cannot. */
function turnBack(exchange: Exchange, sent: FormBody) {
  const isFromUs = headerOf(exchange.request, 'sec-fetch-site') === 'same-origin' && isOurs(exchange)
  const fields = answersOf(sent)
  const key = single(sent, FORM_FIELDS.idempotencyKey)
  const resend: Resend = { to: pathOf(exchange.request), fields }
  return sendProblem(exchange, { kind: 'expired', resend: isFromUs && key !== '' ? resend : null })
}

function turnAway(exchange: Exchange, reason: Denial) {
  if (reason === 'not-yours') return notTheirs(exchange)
  const entrance = ENTRANCES.get(reason)
  if (entrance === undefined) return sendProblem(exchange, { kind: 'not-allowed', reason })
  const back = exchange.request.method === 'POST' ? cameFrom(exchange) : safeReturnPath(exchange.request.url)
  return sendReply(exchange, { kind: 'redirect', to: `${entrance}?return=${encodeURIComponent(back ?? '/')}` })
}

/** Where a visitor goes who may do it once they have shown who they are. */
const ENTRANCES: ReadonlyMap<Denial, string> = new Map([
  ['sign-in', '/sign-in'],
  ['staff-sign-in', '/staff-sign-in'],
  ['fresh-sign-in', '/staff-sign-in/again'],
])

/** Whoever has just lost the organisation that they acted for is told so at home; everybody else finds nothing here. */
const notTheirs = (exchange: Exchange) =>
  exchange.visitor.actor.lostActingFor === null
    ? sendProblem(exchange, { kind: 'not-found' })
    : sendReply(exchange, { kind: 'redirect', to: '/home' })

/** The page of ours that held the form. */
function cameFrom({ request, services }: Exchange): string | null {
  const from = headerOf(request, 'referer') ?? ''
  const { origin } = new URL(services.config.baseUrl)
  return from.startsWith(`${origin}/`) ? safeReturnPath(from.slice(origin.length)) : null
}
