import { momentText } from '#src/kit/dates.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { Summary } from '#src/ui/summary.tsx'
import type { Claim } from '../claims/claim.ts'
import { hoursText } from '../claims/event-text-rules.ts'
import type { AuditParty, Said } from './audit.ts'
import { newestOf } from './audit-rules.ts'
import { saidText } from './said-text-rules.ts'

type Props = {
  readonly claim: Claim
  readonly said: readonly Said[]
  /** Staff and the provider read who spoke; what was only saved is for the provider and staff. */
  readonly names: boolean
  readonly drafts: boolean
}

const PARTIES: readonly (readonly [AuditParty, string])[] = [
  ['provider', 'Provider'],
  ['school', 'School'],
  ['dfe', 'DfE'],
]

/** For each mentor of a claim in an audit: what the provider, the school and DfE said last. */
export const WhatWasSaid = ({ claim, said, names, drafts }: Props): Html => (
  <>
    {claim.lines.map((line) => (
      <Summary
        title={`${line.mentorName}, ${hoursText(line.hours)} claimed`}
        rows={PARTIES.flatMap(([party, key]) => {
          const word = newestOf(said, party, { drafts }).get(line.id)
          return word ? [{ key, value: <Word word={word} claimed={line.hours} names={names} /> }] : []
        }).concat(nothing(said, line.id))}
      />
    ))}
  </>
)

const nothing = (said: readonly Said[], lineId: string) =>
  said.some((word) => word.lineId === lineId) ? [] : [{ key: 'Provider', value: <>Nothing yet</> }]

type WordProps = { readonly word: Said; readonly claimed: number; readonly names: boolean }

const Word = ({ word, claimed, names }: WordProps): Html => (
  <>
    {saidText(word, claimed)}
    {word.note === null ? '' : ` “${word.note}”`}
    <br />
    <span class="govuk-hint">
      {word.isDraft ? 'Saved, not given, ' : ''}
      {names ? `${word.saidByName}, ` : ''}
      {momentText(word.saidAt)}
    </span>
  </>
)
