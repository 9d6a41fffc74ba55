import { createHash } from 'node:crypto'
import { z } from 'zod'
import { parseForm } from '#src/kit/form.ts'
import { oneOf } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { takeToken } from '#src/platform/rate-limits/rate-limits-store.ts'
import { isPicked, type SchoolResults, searchSchools } from '../../../directory/public.ts'
import {
  PROBLEM_NAMES,
  PROBLEMS,
  type ProblemName,
  problemNamed,
  REPORTS_FROM_ONE_IP,
} from '../../problems/sign-in-problem-rules.ts'
import { askedProofId, askedSignIn } from '../../proofs/asked-sign-in.ts'
import { problemsPage } from './problems-page.tsx'
import { leadsTo, remedyPage } from './remedy-page.tsx'
import { reportSignInProblem } from './report-sign-in-problem.ts'

const Schema = z.object({ problem: oneOf(PROBLEM_NAMES, 'Select what the problem is') })

/** Asks what the problem is. A link from another page may have chosen already. */
export const showProblems = ({ query }: WebRequest): Reply =>
  show(problemsPage({ values: { problem: problemNamed(query['problem'] ?? '') ?? '' }, errors: [] }))

/** Counts what was chosen and leads to the remedy. Nothing personal is kept. */
export async function chooseProblem(request: WebRequest): Promise<Reply> {
  const parsed = parseForm(Schema, request.form)
  if (!parsed.ok) return showAgain(problemsPage({ values: parsed.values, errors: parsed.errors }))
  const { problem } = parsed.values
  if (await mayCount(request)) {
    await request.execute(reportSignInProblem, {
      kind: PROBLEMS[problem].kind,
      proofId: askedProofId(request),
      browserHash: request.browserHash,
    })
  }
  return redirectTo(`/sign-in/problems/${problem}`)
}

/** What to do about one problem. Where it depends on the school, the school is looked for here. */
export async function showRemedy(request: WebRequest): Promise<Reply> {
  const problem = problemNamed(request.params['problem'] ?? '')
  if (!problem) return notFound
  const q = (request.query['q'] ?? '').trim()
  const found = leadsTo[problem] && q !== '' ? await schoolsLike(request, q) : null
  const [only] = found?.schools ?? []
  const lead = leadsTo[problem]
  if (lead && only && isPicked(q)) return redirectTo(lead(only.urn))
  const asked = request.actor.accountId === null && isAboutMessage(problem) ? await askedSignIn(request) : null
  return show(remedyPage({ problem, asked, q, found, now: request.now }))
}

const isAboutMessage = (problem: ProblemName): boolean => ['no-email', 'dead-link', 'code-refused'].includes(problem)

const schoolsLike = ({ db }: WebRequest, text: string): Promise<SchoolResults> =>
  searchSchools(db, { text, page: 1, laCode: null, phaseCode: null, status: 'open' })

async function mayCount({ db, ip, now }: WebRequest): Promise<boolean> {
  const key = `access.sign-in-problems-from:${createHash('sha256').update(ip).digest('base64url')}`
  return (await takeToken(db, { ...REPORTS_FROM_ONE_IP, key, now })).taken
}
