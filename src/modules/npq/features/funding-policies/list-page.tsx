import { momentText, type Temporal } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { SelectField } from '#src/ui/fields.tsx'
import { SearchForm } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { CohortRecord } from '../../cohorts/cohort-record.ts'
import { type PolicyVersion, standingOf } from '../../policies/policy-versions-queries.ts'
import type { Proposal } from '../../policies/proposal.ts'

export const POLICIES = '/staff/npq/funding-policies'

export const policyAddress = ({ cohort, version }: { readonly cohort: string; readonly version: string }): string =>
  `${POLICIES}/versions/${cohort}/${version}`

export const proposalAddress = ({ id }: Pick<Proposal, 'id'>): string => `${POLICIES}/proposals/${id}`

export type ListFacts = {
  readonly versions: readonly PolicyVersion[]
  readonly proposals: readonly Proposal[]
  readonly cohorts: readonly CohortRecord[]
  readonly now: Temporal.Instant
  readonly mayManage: boolean
  /** Whose drafts are named as their own. */
  readonly me: string | null
}

/** Every version of every cohort's rules, and what is on its way. */
export const policiesPage = (facts: ListFacts): Page =>
  page(
    { title: 'Rules of NPQ funding', width: 'full', breadcrumbs: [{ text: 'Staff home', href: '/staff' }] },
    <>
      <h1 class="govuk-heading-l">Rules of NPQ funding</h1>
      <p class="govuk-body">
        Funding is decided by the version of the cohort’s rules that counts at that moment, and each decision keeps its
        version. New rules are written by one member of staff and approved by another.
      </p>
      {facts.mayManage ? <Button text="Write new rules" href={`${POLICIES}/new`} /> : null}
      {facts.proposals.length === 0 ? null : <Proposals {...facts} />}
      <Versions {...facts} />
      {facts.versions.length > 1 ? <Compare {...facts} /> : null}
    </>,
  )

const nameOf = (cohort: string, cohorts: readonly CohortRecord[]): string =>
  cohorts.find(({ identifier }) => identifier === cohort)?.name ?? cohort

const Proposals = ({ proposals, cohorts, me }: ListFacts): Html => (
  <WideTable
    caption="On their way"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={['Rules for', 'Begun', 'Written by', 'Status'].map((text) => ({ text }))}
    rows={proposals.map((proposal) => [
      {
        html: (
          <a class="govuk-link" href={proposalAddress(proposal)}>
            {nameOf(proposal.cohort, cohorts)}
            <span class="govuk-visually-hidden">, begun at {momentText(proposal.begunAt)}</span>
          </a>
        ),
      },
      { text: momentText(proposal.begunAt) },
      { text: proposal.proposedBy === me ? 'You' : 'A colleague' },
      { html: <StatusTag status={`npq-rules-${proposal.status}`} /> },
    ])}
  />
)

const Versions = ({ versions, cohorts, now }: ListFacts): Html => (
  <WideTable
    caption="Versions"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={['Cohort and version', 'Counts from', 'Status', 'Source'].map((text) => ({ text }))}
    rows={versions.map((version) => [
      {
        html: (
          <a class="govuk-link" href={policyAddress(version)}>
            {nameOf(version.cohort, cohorts)}, {version.version}
          </a>
        ),
      },
      { text: momentText(version.inForceFrom) },
      { html: <StatusTag status={`npq-version-${standingOf(version, { versions, now })}`} /> },
      { text: version.source },
    ])}
  />
)

const Compare = ({ versions, cohorts }: ListFacts): Html => {
  const choices = versionChoices(versions, cohorts)
  const [newest, other] = choices
  const values = { one: other?.value ?? '', other: newest?.value ?? '' }
  return (
    <>
      <h2 class="govuk-heading-m">Compare two versions</h2>
      <SearchForm state={freshForm(`${POLICIES}/comparison`, { values })}>
        <SelectField name="one" label="Version" choices={choices} />
        <SelectField name="other" label="Compared with" choices={choices} />
        <Button text="Compare" />
      </SearchForm>
    </>
  )
}

/** Versions by cohort and name, as one word: `2026b.2026-06`. */
export const versionChoices = (versions: readonly PolicyVersion[], cohorts: readonly CohortRecord[]) =>
  versions.map(({ cohort, version }) => ({
    value: `${cohort}.${version}`,
    text: `${nameOf(cohort, cohorts)}, ${version}`,
  }))
