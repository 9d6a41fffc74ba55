import type { Subject } from '#src/platform/audit/event.ts'
import type { ListVersion } from './list-version.ts'

/** A version's own timeline, and that of its list. */
export const subjectsOf = ({ id, list }: Pick<ListVersion, 'id' | 'list'>): readonly [Subject, Subject] => [
  { kind: 'eligibility-list', id },
  { kind: 'eligibility-list', id: list },
]
