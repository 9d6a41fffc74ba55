import { momentText } from '#src/kit/dates.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { SelectField } from '#src/ui/fields.tsx'
import type { FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button, InsetText } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { nextFor } from '#src/ui/statuses.ts'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import type { CohortRecord } from '../../cohorts/cohort-record.ts'
import type { PolicyInFull, PolicyVersion, VersionStanding } from '../../policies/policy-versions-queries.ts'
import type { RuleDifference } from '../../policies/rule-differences-rules.ts'
import type { RuleNames } from '../../policies/rule-names.ts'
import { POLICIES, policyAddress, proposalAddress, versionChoices } from './list-page.tsx'
import { DifferencesTable, RulesInWords } from './rules-view.tsx'

const titleOf = ({ cohort, version }: PolicyVersion): string => `Rules ${version} of cohort ${cohort}`

type Shown = {
  readonly policy: PolicyInFull
  readonly cohort: CohortRecord
  readonly standing: VersionStanding
  readonly names: RuleNames
  readonly entries: readonly HistoryEntry[]
  readonly mayManage: boolean
}

/** One version in plain words. */
export const policyPage = ({ policy, cohort, standing, names, entries, mayManage }: Shown): Page =>
  page(
    { title: titleOf(policy), back: POLICIES },
    <>
      <span class="govuk-caption-l">{cohort.name}</span>
      <h1 class="govuk-heading-l">{titleOf(policy)}</h1>
      <p class="govuk-body">
        <StatusTag status={`npq-version-${standing}`} /> {nextFor(`npq-version-${standing}`, 'staff')}
      </p>
      <Summary
        rows={[
          { key: 'Counts from', value: momentText(policy.inForceFrom) },
          { key: 'Source', value: policy.source },
          ...(policy.proposalId === null
            ? [{ key: 'Approved', value: 'It came with the service' }]
            : [
                {
                  key: 'Approved',
                  value: (
                    <a class="govuk-link" href={proposalAddress({ id: policy.proposalId })}>
                      See the proposal
                    </a>
                  ),
                },
              ]),
        ]}
      />
      {mayManage ? (
        <Button text="Write new rules from this version" href={`${POLICIES}/new?copy=${wordOf(policy)}`} />
      ) : null}
      <h2 class="govuk-heading-m">The rules</h2>
      {cohort.funding === 'zero' ? (
        <InsetText text="This cohort has no scholarships, so nobody is funded, whatever these rules say." />
      ) : null}
      <p class="govuk-body">
        The first rule that applies decides. Nobody is funded who works outside England, or who has had funding for the
        course before.
      </p>
      <RulesInWords rules={policy.rules} names={names} changeHref={null} />
      {entries.length === 0 ? null : (
        <>
          <h2 class="govuk-heading-m">History</h2>
          <Timeline entries={entries} />
        </>
      )}
    </>,
  )

const wordOf = ({ cohort, version }: PolicyVersion): string => `${cohort}.${version}`

type Comparison = {
  readonly one: PolicyVersion
  readonly other: PolicyVersion
  readonly differences: readonly RuleDifference[]
  readonly names: RuleNames
}

/** How one version differs from another. */
export const comparisonPage = ({ one, other, differences, names }: Comparison): Page =>
  page(
    { title: 'Compare two versions', back: POLICIES, width: 'full' },
    <>
      <h1 class="govuk-heading-l">Compare two versions</h1>
      <p class="govuk-body">
        What{' '}
        <a class="govuk-link" href={policyAddress(other)}>
          {titleOf(other)}
        </a>{' '}
        adds to and takes away from{' '}
        <a class="govuk-link" href={policyAddress(one)}>
          {titleOf(one)}
        </a>
        .
      </p>
      {differences.length === 0 ? (
        <p class="govuk-body">They say the same.</p>
      ) : (
        <DifferencesTable caption="Differences" differences={differences} names={names} />
      )}
    </>,
  )

type NewDraft = {
  readonly form: FormState
  readonly versions: readonly PolicyVersion[]
  readonly cohorts: readonly CohortRecord[]
}

/** New rules begin as a copy. */
export const newDraftPage = ({ form, versions, cohorts }: NewDraft): Page =>
  formPage(
    form,
    {
      title: 'Write new rules',
      headed: 'by-page',
      submit: 'Make a copy to change',
      before: (
        <p class="govuk-body">New rules begin as a copy. They count for nothing until somebody else approves them.</p>
      ),
    },
    <>
      <SelectField name="copy" label="Copy of" choices={versionChoices(versions, cohorts)} />
      <SelectField
        name="cohort"
        label="For the cohort"
        choices={cohorts.map(({ identifier, name }) => ({ value: identifier, text: name }))}
      />
    </>,
  )
