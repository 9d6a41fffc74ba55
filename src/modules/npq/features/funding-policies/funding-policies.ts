import { z } from 'zod'
import { parseForm } from '#src/kit/form.ts'
import { oneOf } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { cohortRecord, cohortRecords } from '../../cohorts/cohort-records-queries.ts'
import { allCourses } from '../../courses/courses-queries.ts'
import { listPolicy } from '../../lists/list-policy.ts'
import { beginDraft } from '../../policies/begin-draft.ts'
import { type PolicyInFull, policyInFull, policyVersions, standingOf } from '../../policies/policy-versions-queries.ts'
import { openProposals } from '../../policies/proposals-queries.ts'
import { differencesOf } from '../../policies/rule-differences-rules.ts'
import { ruleNames } from '../../policies/rule-names.ts'
import { POLICIES, policiesPage, proposalAddress, versionChoices } from './list-page.tsx'
import { comparisonPage, newDraftPage, policyPage } from './policy-pages.tsx'

/** Every version of the rules, and those on their way. */
export const showPolicies = async ({ db, now, actor }: WebRequest): Promise<Reply> =>
  show(
    policiesPage({
      versions: await policyVersions(db),
      proposals: await openProposals(db),
      cohorts: await cohortRecords(db),
      ...{ now, mayManage: listPolicy.manage(actor).allowed, me: actor.accountId },
    }),
  )

/** The version of the address; null when there is none. */
export const policyInPath = async ({ db, params }: WebRequest): Promise<PolicyInFull | null> =>
  policyInFull(db, { cohort: params['cohort'] ?? '', version: params['version'] ?? '' })

export async function showPolicy({ db, now, actor, history }: WebRequest, policy: PolicyInFull): Promise<Reply> {
  const cohort = await cohortRecord(db, policy.cohort)
  if (!cohort) return notFound
  return show(
    policyPage({
      ...{ policy, cohort, mayManage: listPolicy.manage(actor).allowed },
      standing: standingOf(policy, { versions: await policyVersions(db), now }),
      names: ruleNames(await allCourses(db)),
      entries: policy.proposalId === null ? [] : await history({ kind: 'funding-policy', id: policy.proposalId }),
    }),
  )
}

/** What the other version adds and takes away. Words that name no version lead back to the list. */
export async function showComparison({ db, query }: WebRequest): Promise<Reply> {
  const [one, other] = [await versionIn(db, query['one']), await versionIn(db, query['other'])]
  if (!one || !other) return redirectTo(POLICIES)
  const differences = differencesOf(one.rules, other.rules)
  return show(comparisonPage({ one, other, differences, names: ruleNames(await allCourses(db)) }))
}

const versionIn = async (db: WebRequest['db'], word: string | undefined): Promise<PolicyInFull | null> =>
  policyInFull(db, named(word ?? ''))

/** `2026b.2026-06`: a cohort has no dot. */
const named = (word: string) => {
  const [cohort = '', version = ''] = word.split('.')
  return { cohort, version }
}

/** Which version to begin with, and for which cohort. */
export async function showNewDraft(request: WebRequest): Promise<Reply> {
  const copy = request.query['copy'] ?? ''
  const values = { copy, cohort: named(copy).cohort }
  return show(newDraftPage({ form: newForm(values), ...(await choicesOf(request)) }))
}

export async function sendNewDraft(request: WebRequest): Promise<Reply> {
  const choices = await choicesOf(request)
  const words = versionChoices(choices.versions, choices.cohorts).map(({ value }) => value)
  const identifiers = choices.cohorts.map(({ identifier }) => identifier)
  const Chosen = z.object({ copy: oneOf(words, 'Select a version'), cohort: oneOf(identifiers, 'Select a cohort') })
  const parsed = parseForm(Chosen, request.form)
  if (!parsed.ok) {
    return showAgain(newDraftPage({ form: { ...newForm(parsed.values), errors: parsed.errors }, ...choices }))
  }
  const { copy, cohort } = parsed.values
  const begun = await request.execute(beginDraft, { cohort, copied: named(copy) })
  return begun.ok ? redirectTo(proposalAddress({ id: begun.value.proposalId })) : notFound
}

const choicesOf = async ({ db }: WebRequest) => ({
  versions: await policyVersions(db),
  cohorts: await cohortRecords(db),
})

const newForm = (values: WebRequest['form']) => freshForm(`${POLICIES}/new`, { values, back: POLICIES })
